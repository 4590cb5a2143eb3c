import { Store, browserStorage } from "./client/store.js";
import { makeComposer } from "./composer.js";
import { element } from "./dom.js";
import { CLOSE, makeHeader } from "./header.js";
import { wear } from "./look.js";
import { PHONE, fitToKeyboard } from "./phone.js";
import { makeStage } from "./stage.js";

/** @typedef {import("./surroundings.js").Config} Config */
/** @typedef {import("./surroundings.js").Surroundings} Surroundings */

const OURS = ["click", "focusin", "input", "keydown", "keypress", "keyup", "mousedown", "paste", "pointerdown"];

/** The second stage: what a first open shows. Talking, the third, is loaded with the first letter that is written. */
export class Panel {
  #bubble;

  /** @param {Surroundings} around @param {Config} config */
  constructor(around, config) {
    const { locale, dir, words, team, inbox } = config;
    this.around = around;
    this.config = config;
    this.stage = makeStage(this);
    this.#bubble = around.button.querySelector("path")?.getAttribute("d") ?? "";
    this.store = new Store(`warmline.${around.inbox}.`);
    const onClose = () => this.toggle();
    this.header = makeHeader({ brand: inbox.name, team, words, locale, base: around.base, onClose });
    this.composer = makeComposer({
      words,
      drafts: new Store(this.store.prefix, browserStorage("sessionStorage")),
      onSend: this.stage.send,
      onBegin: this.stage.load,
      onType: (text) => this.stage.talk?.type(text),
    });
    this.starters = element("div", { className: "starters" }, ...config.starters.map((text) => this.#starter(text)));
    const bubble = element("div", { className: "bubble" }, element("p", { dir: "auto" }, inbox.greeting));
    this.list = element("div", { className: "list" }, ...(inbox.greeting ? [bubble] : []), this.starters);
    this.notice = element("p", { className: "notice", role: "status" });
    const parts = [this.header.header, this.list, this.notice, this.composer.form];
    // It stands where the button stands, at the end of the page's line; its words run in their own direction.
    this.dialog = element("dialog", { className: "panel" }, element("div", { className: "inside", lang: locale, dir }, ...parts));
    this.dialog.setAttribute("aria-labelledby", "title");
    this.header.show(config.state);
    this.#settleIn(around);
    if (this.store.get("live")) this.stage.load();
    this.follow();
  }

  get isOpen() {
    return this.dialog.open;
  }

  toggle() {
    this.store.set("config", this.config);
    this.store.set("open", !this.isOpen || null);
    this.show(!this.isOpen, true);
  }

  /** @param {boolean} shouldOpen @param {boolean} mayFocus */
  show(shouldOpen, mayFocus) {
    const { dialog, around } = this;
    const hadFocus = dialog.matches(":focus-within");
    // A full screen is modal. Beside the page the panel is not, and coming back by itself must not take the focus.
    if (!shouldOpen) dialog.close();
    else if (PHONE.matches) dialog.showModal();
    else dialog.open = true;
    if (shouldOpen) this.#opened(mayFocus);
    else if (hadFocus) around.button.focus();
    this.#label();
    this.stage.talk?.draw();
    this.remember();
  }

  /** Other tabs and later pages agree on whether it stands open; a phone's whole screen is not taken unasked. */
  follow() {
    const shouldOpen = Boolean(this.store.get("open"));
    if (shouldOpen !== this.isOpen && !(shouldOpen && PHONE.matches)) this.show(shouldOpen, false);
  }

  /** Whether later pages should load the panel by themselves. */
  remember() {
    this.store.set("live", this.isOpen || this.stage.talk?.visitor.isLive || null);
  }

  /** @param {string} text */
  #starter(text) {
    const ask = () => {
      this.starters.hidden = true;
      this.#focus();
      this.stage.ask(text);
    };
    return element("button", { type: "button", dir: "auto", onclick: ask }, text);
  }

  /** @param {boolean} mayFocus */
  #opened(mayFocus) {
    if (mayFocus) this.#focus();
    this.composer.fit();
    // Somebody who wrote before has a conversation to come back to.
    if (this.store.get("conversation")) this.stage.load();
  }

  /** On a phone that would call the keyboard over what is there to read. */
  #focus() {
    if (!PHONE.matches) this.composer.field.focus();
  }

  /** Without unread messages, which only talking knows. */
  #label() {
    const { button } = this.around;
    const { words, locale } = this.config;
    button.lang = locale;
    button.removeAttribute("value");
    button.title = button.ariaLabel = (this.isOpen ? words.close : words.open) ?? "";
    button.ariaExpanded = `${this.isOpen}`;
    button.querySelector("path")?.setAttribute("d", this.isOpen ? CLOSE : this.#bubble);
  }

  /** @param {Surroundings} around */
  #settleIn({ host, root, colorScheme }) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("{{css client/face.css panel.css}}");
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    root.prepend(this.dialog);
    wear(host, this.config.inbox.color, colorScheme);
    for (const type of OURS) host.addEventListener(type, (event) => event.stopPropagation());
    this.dialog.onkeydown = (event) => {
      if (event.key === "Escape" && !event.isComposing) this.#dismiss(event);
    };
    this.dialog.oncancel = (event) => this.#dismiss(event);
    this.store.onChange((name) => name === "open" && this.follow());
    fitToKeyboard(this.dialog);
  }

  /** @param {Event} event */
  #dismiss(event) {
    event.preventDefault();
    this.toggle();
  }
}

/**
 * Fails where neither the server nor an earlier visit says what to show.
 * @param {Surroundings & {answer: Response | null}} around
 */
export async function start({ answer, ...around }) {
  const said = answer?.ok && (await answer.json().catch(() => null));
  const config = said || new Store(`warmline.${around.inbox}.`).get("config");
  if (!config) console.warn(`Warmline: no chat for inbox "${around.inbox}" on ${location.origin}`, answer?.status);
  return new Panel(around, config);
}
