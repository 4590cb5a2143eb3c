/** Where the panel takes the whole screen; panel.css asks the same. */
export const PHONE = matchMedia("(max-width: 480px), (max-height: 480px)");

/** A phone's keyboard covers part of the page: use what it leaves. @param {HTMLElement} dialog */
export function fitToKeyboard(dialog) {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    // Somebody who has zoomed in looks at a part of the panel; it must not shrink to that part.
    if (seen.scale > 1) return;
    dialog.style.setProperty("--seen", `${seen.height}px`);
    dialog.style.setProperty("--top", `${seen.offsetTop}px`);
  };
  seen.onresize = seen.onscroll = fit;
  fit();
}
