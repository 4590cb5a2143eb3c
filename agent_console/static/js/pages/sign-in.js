/** Lets a person look at the password they are typing. Without this script the page works the same. */
const field = /** @type {HTMLInputElement} */ (document.getElementById("password"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("reveal"));

button.hidden = false;
button.addEventListener("click", () => {
  const isShown = field.type === "password";
  field.type = isShown ? "text" : "password";
  button.setAttribute("aria-pressed", String(isShown));
  button.textContent = (isShown ? button.dataset.hide : button.dataset.show) ?? "";
  field.focus();
});
