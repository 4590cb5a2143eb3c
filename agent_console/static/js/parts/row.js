/** One conversation in the list. */

import { computed, html, useMemo } from "preact";
import { shortMoment } from "../model/dates.js";
import { languageName } from "../model/languages.js";
import { sectionOf } from "../model/order.js";
import { nameOf } from "../model/people.js";
import { unreadIn } from "../model/unread.js";
import { Icon } from "./icons.js";
import { isDueSoon } from "../model/promises.js";
import { Avatar, Count, PromisePill, WaitPill } from "./marks.js";
import { useApp } from "./use-app.js";

/** @typedef {ReturnType<typeof useFacts>} Facts */

/** @param {{id: number}} props */
export function Row({ id }) {
  const { deck } = useApp();
  const facts = useFacts(id);
  const row = facts.row.value;
  if (!row) return null;
  const onClick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    deck.open(id);
  };
  return html`
    <li>
      <a class=${`row${facts.place.value ? " is-open" : ""}`} href=${`#${id}*`} data-conversation=${id}
        aria-current=${facts.place.value === "active" ? "true" : undefined} onClick=${onClick}>
        <${Avatar} name=${row.name} tint=${row.contact} presence=${row.is_visitor_online ? "online" : "offline"} />
        <${Says} row=${row} facts=${facts} />
        <${Side} row=${row} unread=${facts.unread} />
      </a>
    </li>
  `;
}

/** What concerns this row alone, so that it is drawn again for its own sake and for no other's. @param {number} id */
function useFacts(id) {
  const { store, derived } = useApp();
  return useMemo(() => {
    const row = computed(() => store.rows.value.get(id));
    return {
      row,
      place: computed(() => placeOf(id, derived, store.deck.value.active)),
      unread: computed(() => (row.value ? unreadIn(row.value, store.marks.value.get(id)) : 0)),
      isTyping: computed(() => store.typing.value.get(id)?.isVisitor ?? false),
      hasDraft: computed(() => derived.drafted.value.has(id)),
    };
  }, [id]);
}

/** @param {number} id @param {import("../state/derived.js").Derived} derived @param {number | null} active @returns {"" | "open" | "active"} */
function placeOf(id, derived, active) {
  if (derived.layout.value.isPhone || !derived.panes.value.includes(id)) return "";
  return active === id ? "active" : "open";
}

/** @param {{row: import("../types.js").Row, facts: Facts}} props */
function Says({ row, facts }) {
  const { words } = useApp();
  return html`
    <span class="row-main">
      <span class="row-name">
        <bdi class="name">${nameOf(row, words)}</bdi>
        <span class="row-locale"><span class="unseen">${languageName(row.locale, words.locale)}</span><span aria-hidden="true">${row.locale}</span></span>
        ${row.is_visitor_online && html`<span class="unseen">${words.t("presence.online")}</span>`}
        ${facts.hasDraft.value && html`<span class="row-draft" title=${words.t("list.draft")}><${Icon} name="pencil" size=${15} /><span class="unseen">${words.t("list.draft")}</span></span>`}
        <${Owner} row=${row} />
      </span>
      <${LastWords} row=${row} isTyping=${facts.isTyping.value} />
    </span>
  `;
}

/** What was said last; a visitor who types right now comes first. @param {{row: import("../types.js").Row, isTyping: boolean}} props */
function LastWords({ row, isTyping }) {
  const { words } = useApp();
  if (isTyping) return html`<span class="row-text is-typing">${words.t("typing.short")}</span>`;
  return html`<span class="row-text" dir="auto">${row.last_text.replace(/\*\*|`/g, "")}</span>`;
}

/** Whose it is, where it is somebody else's. @param {{row: import("../types.js").Row}} props */
function Owner({ row }) {
  const { words, store, derived } = useApp();
  const agent = store.agents.value.get(row.assignee ?? 0);
  if (!agent || agent.id === derived.me.value) return null;
  return html`
    <span class="row-owner" title=${agent.name}>
      <span class="unseen">${words.t("list.owner", { name: agent.name })}</span>
      <${Avatar} name=${agent.name} tint=${agent.id + 3} photo=${agent.photo} size="small" />
    </span>
  `;
}

/** @param {{row: import("../types.js").Row, unread: import("preact").ReadonlySignal<number>}} props */
function Side({ row, unread }) {
  const { derived } = useApp();
  const isWaiting = sectionOf(row, 0) === "ours";
  const isDue = isDueSoon(row.promise_due, derived.minute.value);
  return html`
    <span class="row-side">
      ${isDue && html`<${PromisePill} due=${row.promise_due} />`}
      ${isWaiting ? html`<${WaitPill} row=${row} />` : !isDue && html`<${Moment} row=${row} />`}
      <${Count} count=${unread.value} label="list.unread" />
    </span>
  `;
}

/** When it was last touched, until when it sleeps, or for when something is promised. @param {{row: import("../types.js").Row}} props */
function Moment({ row }) {
  const { words, store } = useApp();
  const isSnoozed = row.status === "snoozed";
  const alarm = isSnoozed ? "list.snoozed" : row.promise_due ? "list.promised" : null;
  const at = isSnoozed ? row.snoozed_until : (row.promise_due ?? row.last_at);
  return html`
    <span class="row-moment">
      ${alarm && html`<${Icon} name="alarm" size=${14} /><span class="unseen">${words.t(alarm)}</span>`}
      ${at ? shortMoment(at, store.now.peek(), words) : null}
    </span>
  `;
}
