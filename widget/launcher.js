// The first stage: a button and nothing else. No socket, cookie, lock, storage write or further request before
// the visitor shows intent, unless this browser holds a conversation that goes on.
(() => {
  const NAME = "warmline-chat";
  if (customElements.get(NAME)) return;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { inbox = "", color = "#0B6B70", colorScheme, locale: asked } = script.dataset;
  const base = new URL(".", script.src).href;
  const labels = /** @type {Record<string, [string, string]>} */ (/** @type {unknown} */ ("{{labels open again}}"));
  const locale = (asked || document.documentElement.lang || navigator.language).slice(0, 2).toLowerCase();
  /** @type {Promise<import("./panel.js").Panel> | null} */
  let panel = null;
  let attempts = 0;

  // A browser remembers a failed import, so another attempt needs another address.
  const load = () =>
    (panel ??= Promise.all([
      import(`${base}widget/` + "{{panel}}" + (attempts++ ? "?" + attempts : "")),
      fetch(`${base}widget/config?${new URLSearchParams({ inbox, locale, page: location.pathname })}`).catch(() => null),
    ])
      .then(([{ start }, answer]) => start({ host, root, button, base, inbox, colorScheme, answer }))
      .catch(() => (panel = null)));

  // While a modal dialog of the page is open, only what is inside it can be used.
  const place = () => {
    const home = [...document.querySelectorAll("dialog:modal")].pop() ?? document.body;
    if (!home || host.parentNode === home) return;
    home.append(host);
    // In the top layer no transform, opacity or clipping of the page gets at it.
    host.showPopover?.();
  };

  customElements.define(
    NAME,
    class extends HTMLElement {
      /** A page that draws itself anew takes the button along: put it back, but not in a race with the page. */
      disconnectedCallback() {
        setTimeout(place);
      }
    },
  );

  const host = document.createElement(NAME);
  host.popover = "manual";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("{{css launcher.css}}");
  root.adoptedStyleSheets = [sheet];
  host.style.setProperty("--fill", color);

  const svg = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(svg, "svg");
  const path = document.createElementNS(svg, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  path.setAttribute("d", "M21 11.5a8.5 8.5 0 0 1-12 7.7L3 21l1.8-6A8.5 8.5 0 1 1 21 11.5Z");
  icon.append(path);

  const button = document.createElement("button");
  const lang = labels[locale] ? locale : "en";
  const [title, again] = /** @type {[string, string]} */ (labels[lang]);
  Object.assign(button, { className: "launcher", lang, title, onpointerenter: load, onfocus: load });
  Object.assign(button, { ariaLabel: title, ariaExpanded: "false", ariaHasPopup: "dialog" });
  // One click is enough, however long the panel takes: whoever clicks again meanwhile does not close it.
  button.onclick = async () => {
    if (button.ariaBusy) return;
    button.ariaBusy = "true";
    const opening = await load();
    button.ariaBusy = null;
    if (opening) opening.toggle();
    else button.ariaLabel = button.value = again;
  };
  button.append(icon);
  root.append(button);

  place();
  addEventListener("DOMContentLoaded", place);
  new MutationObserver(place).observe(document, { subtree: true, attributeFilter: ["open"] });
  const live = `warmline.${inbox}.live`;
  addEventListener("storage", ({ key, newValue }) => key === live && newValue && load());
  try {
    if (localStorage[live]) (self.requestIdleCallback ?? setTimeout)(load);
  } catch {
    // Storage is forbidden here: nothing can have been left behind.
  }
})();
