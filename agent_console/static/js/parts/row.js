/** One conversation in the list. */

import { html } from "preact";
import { shortMoment } from "../model/dates.js";
import { languageName } from "../model/languages.js";
import { sectionOf } from "../model/order.js";
import { nameOf } from "../model/people.js";
import { unreadIn } from "../model/unread.js";
import { Icon } from "./icons.js";
import { Avatar, Count, WaitPill } from "./marks.js";
import { useApp } from "./use-app.js";

/** @param {{id: number}} props */
export function Row({ id }) {
  const { store, derived, deck } = useApp();
  const row = store.rows.value.get(id);
  if (!row) return null;
  const isOpen = derived.panes.value.includes(id) && !derived.layout.value.isPhone;
  const isActive = isOpen && store.deck.value.active === id;
  const onClick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    deck.open(id);
  };
  return html`
    <li>
      <a class=${`row${isOpen ? " is-open" : ""}`} href=${`#${id}*`} data-conversation=${id}
        aria-current=${isActive ? "true" : undefined} onClick=${onClick}>
        <${Avatar} name=${row.name} tint=${row.contact} presence=${row.is_visitor_online ? "online" : "offline"} />
        <${Says} row=${row} />
        <${Side} row=${row} />
      </a>
    </li>
  `;
}

/** @param {{row: import("../types.js").Row}} props */
function Says({ row }) {
  const { words, derived } = useApp();
  const hasDraft = derived.drafted.value.has(row.id);
  return html`
    <span class="row-main">
      <span class="row-name">
        <bdi class="name">${nameOf(row, words)}</bdi>
        <span class="row-locale"><span class="unseen">${languageName(row.locale, words.locale)}</span><span aria-hidden="true">${row.locale}</span></span>
        ${row.is_visitor_online && html`<span class="unseen">${words.t("presence.online")}</span>`}
        ${hasDraft && html`<span class="row-draft" title=${words.t("list.draft")}><${Icon} name="pencil" size=${15} /><span class="unseen">${words.t("list.draft")}</span></span>`}
        <${Owner} row=${row} />
      </span>
      <${LastWords} row=${row} />
    </span>
  `;
}

/** What was said last; a visitor who types right now comes first. @param {{row: import("../types.js").Row}} props */
function LastWords({ row }) {
  const { words, store } = useApp();
  const typing = store.typing.value.get(row.id);
  if (typing?.isVisitor) return html`<span class="row-text is-typing">${words.t("typing.short")}</span>`;
  return html`<span class="row-text" dir="auto">${row.last_text.replace(/\*\*|`/g, "")}</span>`;
}

/** Whose it is, where that is not plain from the view. @param {{row: import("../types.js").Row}} props */
function Owner({ row }) {
  const { words, store, derived } = useApp();
  const agent = store.agents.value.get(row.assignee ?? 0);
  if (!agent || agent.id === derived.me.value || store.view.value === "mine") return null;
  return html`
    <span class="row-owner" title=${agent.name}>
      <span class="unseen">${words.t("list.owner", { name: agent.name })}</span>
      <${Avatar} name=${agent.name} tint=${agent.id + 3} photo=${agent.photo} size="small" />
    </span>
  `;
}

/** @param {{row: import("../types.js").Row}} props */
function Side({ row }) {
  const { store } = useApp();
  const isWaiting = sectionOf(row, 0) === "ours";
  return html`
    <span class="row-side">
      ${isWaiting ? html`<${WaitPill} row=${row} />` : html`<${Moment} row=${row} />`}
      <${Count} count=${unreadIn(row, store.marks.value.get(row.id))} label="list.unread" />
    </span>
  `;
}

/** When it was last touched, or until when it sleeps. @param {{row: import("../types.js").Row}} props */
function Moment({ row }) {
  const { words, store } = useApp();
  const isSnoozed = row.status === "snoozed";
  const at = isSnoozed ? row.snoozed_until : row.last_at;
  return html`
    <span class="row-moment">
      ${isSnoozed && html`<${Icon} name="alarm" size=${14} /><span class="unseen">${words.t("list.snoozed")}</span>`}
      ${at ? shortMoment(at, store.now.peek(), words) : null}
    </span>
  `;
}
