/** Puts a blank where somebody was writing. */

/** @param {ParentNode} root */
export function enliven(root) {
  /** @type {HTMLTextAreaElement | null} */
  let field = root.querySelector("textarea[name^='text_']");
  root.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.name.startsWith("text_")) field = target;
  });
  for (const button of root.querySelectorAll("button[data-blank]")) {
    button.addEventListener("click", () => field && put(field, `{{ ${button.getAttribute("data-blank")} }}`));
  }
}

/** @param {HTMLTextAreaElement} field @param {string} text */
function put(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
