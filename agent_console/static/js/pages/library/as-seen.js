/** The switch between a reply as it is written and as the visitor reads it. */

import { renderMarkup } from "warmline/client/markup.js";

/** @param {ParentNode} root */
export function enliven(root) {
  for (const element of root.querySelectorAll("[data-markup]")) show(element, element.textContent ?? "");
  for (const button of root.querySelectorAll("button[data-shows]")) {
    if (button instanceof HTMLButtonElement) connect(button);
  }
}

/** A text as the widget writes it; blanks that nothing can fill keep their names. @param {Element} element @param {string} text */
export function show(element, text) {
  element.replaceChildren(...renderMarkup(text));
}

/** @param {HTMLButtonElement} button */
function connect(button) {
  const around = (button.dataset.within && button.closest(button.dataset.within)) || document;
  button.hidden = false;
  button.addEventListener("click", () => {
    const isSeen = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isSeen));
    for (const part of around.querySelectorAll(".written")) part.toggleAttribute("hidden", isSeen);
    for (const part of around.querySelectorAll(".seen")) part.toggleAttribute("hidden", !isSeen);
  });
}
