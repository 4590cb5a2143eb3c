/** A modal dialog on the browser's own element: focus is held inside, Escape closes, a click beside it too. */

import { html, useLayoutEffect, useRef } from "preact";

/** @param {{class: string, label: string, close: () => void, children?: unknown}} props */
export function Dialog({ class: className, label, close, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onClick = (/** @type {MouseEvent} */ { target }) => target === element.current && close();
  return html`
    <dialog ref=${element} class=${className} aria-label=${label} onClick=${onClick}
      onCancel=${(/** @type {Event} */ event) => (event.preventDefault(), close())}>${children}</dialog>
  `;
}
