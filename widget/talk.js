import { followPage } from "./client/follow-page.js";
import { MessageList } from "./client/message-list.js";
import { element } from "./dom.js";
import { entriesOf } from "./entries.js";
import { watchSignal } from "./signal.js";
import { Visitor } from "./visitor.js";
import { counted, figures, fillIn } from "./words.js";

/** The third stage: the conversation itself. Made with the first letter that is written, or where one goes on. */
export class Talk {
  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    const { config, around, store, starters } = panel;
    const { locale, words, state } = config;
    const { base, inbox } = around;
    this.panel = panel;
    this.visitor = new Visitor({ base, inbox, locale, store, state, page: pageNow, onChange: () => this.draw() });
    this.isLost = watchSignal(() => this.visitor.connection.isReady, () => this.draw());
    const below = (/** @type {number} */ count) => counted(words, "below", count, locale);
    this.list = Object.assign(new MessageList(), { locale, words, base, below, label: words.log });
    this.typing = element("p", { className: "typing" });
    this.badge = element("span", { className: "badge", hidden: true });
    this.list.append(starters);
    this.#settleIn();
    followPage(this.visitor.connection);
    this.visitor.connection.open();
    this.draw();
  }

  /** @param {string} text */
  say(text) {
    this.list.toEnd();
    this.visitor.outbox.add(text);
  }

  /** @param {string} text */
  type(text) {
    this.visitor.type(text);
  }

  draw() {
    const { visitor, list, panel } = this;
    const { config, isOpen } = panel;
    const { inbox, words, team } = config;
    visitor.isReading = isOpen && !document.hidden && list.isAtEnd;
    visitor.acknowledge();
    panel.header.show(visitor.state);
    list.show(entriesOf(visitor, { greeting: inbox.greeting, brand: inbox.name, you: words.you, team }));
    panel.starters.hidden = visitor.timeline.last > 0 || visitor.outbox.messages.length > 0;
    const isLost = this.isLost();
    this.typing.textContent = visitor.typing.name && !isLost ? fillIn(words.typing, visitor.typing.name) : "";
    panel.notice.textContent = isLost ? (words.offline ?? "") : "";
    this.#ring(isOpen ? 0 : visitor.unread);
    panel.remember();
  }

  /** @param {number} unread */
  #ring(unread) {
    const { around, config } = this.panel;
    const { words, locale } = config;
    this.badge.hidden = !unread;
    this.badge.textContent = figures(unread, locale);
    if (unread) around.button.title = around.button.ariaLabel = counted(words, "unread", unread, locale);
  }

  #settleIn() {
    const { panel, list, visitor } = this;
    const { root, button } = panel.around;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("{{css client/message-list.css talk.css}}");
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    panel.list.replaceWith(list, this.typing);
    button.append(this.badge);
    list.addEventListener("older", () => visitor.loadOlder());
    list.addEventListener("again", (event) => this.#writeAgain(/** @type {CustomEvent} */ (event).detail));
    list.addEventListener("scroll", () => list.isAtEnd && !visitor.isReading && this.draw());
    document.addEventListener("visibilitychange", () => this.draw());
    addEventListener("pagehide", () => visitor.leave());
    followAddress(() => visitor.connection.send({ type: "page", page: pageNow() }));
  }

  /** @param {string} key a message that the server refused */
  #writeAgain(key) {
    const { visitor, panel } = this;
    const message = visitor.outbox.messages.find(({ client_id }) => client_id === key);
    panel.composer.add(message?.body ?? "");
    visitor.outbox.remove(key);
    panel.composer.field.focus();
  }
}

const pageNow = () => ({ url: location.href.slice(0, 2048), title: document.title.slice(0, 200) });

/** A single-page site changes its address without loading a page. @param {() => void} onMove */
function followAddress(onMove) {
  let { href } = location;
  const look = () => href !== (href = location.href) && onMove();
  addEventListener("popstate", look);
  /** @type {any} */ (globalThis).navigation?.addEventListener("navigatesuccess", look);
}
