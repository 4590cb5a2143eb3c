/** The one message list, and what stands below it: the visitor's typing. */

import "warmline/client/message-list.js";
import { html, useEffect, useLayoutEffect, useRef } from "preact";
import { markRead } from "../effects/read-marks.js";
import { entriesOf } from "../model/entries.js";
import { nameOf } from "../model/people.js";
import { notify } from "../state/notices.js";
import { useApp } from "./use-app.js";

/** @typedef {import("warmline/client/message-list.js").MessageList} MessageList */
/** @typedef {import("../types.js").Row} Row */

const STATES = /** @type {const} */ (["pending", "sent", "delivered", "read", "refused"]);

/** @param {{row: Row}} props */
export function Messages({ row }) {
  const app = useApp();
  const list = useRef(/** @type {MessageList | null} */ (null));
  useDrawing(app, row, list);
  useReading(app, row.id, list);
  const loadOlder = () => app.session.threads.loadOlder(row.id);
  const takeBack = (/** @type {CustomEvent} */ { detail }) => (app.writing.takeBack(row.id, detail), app.deck.focusComposer());
  const propose = (/** @type {CustomEvent} */ { detail }) => proposeWording(app, row.id, detail);
  return html`
    <div class="messages" lang=${row.locale}>
      <warmline-message-list ref=${list} onolder=${loadOlder} onagain=${takeBack} onact=${propose}></warmline-message-list>
      <${VisitorTyping} row=${row} list=${list} />
    </div>
  `;
}

/** @param {import("../state/app.js").App} app @param {Row} row @param {{current: MessageList | null}} list */
function useDrawing(app, row, list) {
  const { store, words } = app;
  const thread = store.threads.value.get(row.id);
  const pending = store.pending.value.filter(({ lane }) => lane === row.id);
  const agents = store.agents.value;
  const name = nameOf(row, words);
  const written = useRef(pending.length);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    element.locale = words.locale;
    element.below = (count) => words.t("messages.below", { count });
    element.label = words.t("messages.label", { name });
    element.words = { ...Object.fromEntries(STATES.map((state) => [state, words.t(`message.${state}`)])), promised: words.t("message.promised") };
    // Whoever sends wants to see what they sent; everybody else stays where they read.
    if (pending.length > written.current) element.toEnd();
    written.current = pending.length;
    const receipts = { delivered: thread?.delivered ?? 0, read: thread?.read ?? 0 };
    element.show(entriesOf(thread?.timeline.items ?? [], pending, { agents, me: store.me.peek().id, receipts, words, now: Date.now() }));
  }, [thread, store.pending.value, agents, name]);
}

/** @param {import("../state/app.js").App} app @param {number} id @param {string} key of a message that is stored, or will be in a moment */
function proposeWording({ store, wordings }, id, key) {
  const item = store.threads.value.get(id)?.timeline.items.find(({ client_id, seq }) => (client_id ?? `seq ${seq}`) === key);
  if (item) wordings.open(id, item.seq);
  else notify(store, "notice.unreachable");
}

/** Read is what was on the screen while somebody could look at it. @param {import("../state/app.js").App} app @param {number} id @param {{current: MessageList | null}} list */
function useReading(app, id, list) {
  const thread = app.store.threads.value.get(id);
  const isVisible = app.store.isVisible.value;
  useEffect(() => {
    const look = () => list.current?.isAtEnd && markRead(app, id);
    look();
    list.current?.addEventListener("scroll", look);
    return () => list.current?.removeEventListener("scroll", look);
  }, [thread, isVisible]);
}

/** What the visitor is typing, before it is sent. @param {{row: Row, list: {current: MessageList | null}}} props */
function VisitorTyping({ row, list }) {
  const { words, store } = useApp();
  const typing = store.typing.value.get(row.id);
  useLayoutEffect(() => {
    if (list.current?.isAtEnd) list.current.toEnd();
  }, [typing]);
  if (!typing?.isVisitor) return null;
  return html`
    <div class="preview">
      <p class="preview-who">${words.t("typing.visitor", { name: nameOf(row, words) })}</p>
      ${typing.text && html`<p class="preview-text" dir="auto">${typing.text}</p>`}
    </div>
  `;
}
