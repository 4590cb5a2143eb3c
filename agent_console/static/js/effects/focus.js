/** Focus for what has just appeared, and not again when it is drawn anew. @param {HTMLElement | null} element */
export function focusOnce(element) {
  if (element && !element.dataset.focused) {
    element.dataset.focused = "true";
    element.focus();
  }
}
