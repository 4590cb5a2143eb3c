/** Writing into a text field as if the agent had typed it, so that Ctrl+Z takes it back. */

/**
 * Put a text in place of `field.value.slice(start, end)`; the field tells its listeners as for any typing.
 * @param {HTMLTextAreaElement} field @param {{start: number, end: number}} place @param {string} text
 */
export function replaceInField(field, { start, end }, text) {
  field.focus();
  field.setSelectionRange(start, end);
  if (text === "" && start === end) return;
  const isTyped = document.execCommand(text ? "insertText" : "delete", false, text);
  // Where the command is not to be had, the words matter more than the way back.
  if (!isTyped) replaceQuietly(field, { start, end }, text);
}

/** The same without the focus, for words that come while the agent writes elsewhere. @param {HTMLTextAreaElement} field @param {{start: number, end: number}} place @param {string} text */
export function replaceQuietly(field, { start, end }, text) {
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Where the agent writes now. */
export function fieldInUse() {
  const at = document.activeElement;
  return at instanceof HTMLElement && at.matches("input, textarea, select") ? at : null;
}

/** @param {HTMLTextAreaElement} field @param {{start: number, end: number}} place */
export function selectInField(field, { start, end }) {
  field.focus();
  field.setSelectionRange(start, end);
}
