/** Everything the console knows, as signals: the server's facts first, then what this window is doing with them. */

import { signal } from "preact";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").Colleague} Colleague */
/** @typedef {import("../types.js").Inbox} Inbox */
/** @typedef {import("../types.js").ReadMark} ReadMark */
/** @typedef {import("../types.js").Draft} Draft */
/** @typedef {import("../types.js").Dossier} Dossier */
/** @typedef {{isVisitor: boolean, text: string, agents: {id: number, kind: import("../types.js").Kind}[]}} Typing a visitor's preview and who of the team types */
/** @typedef {{timeline: import("warmline/client/timeline.js").Timeline<import("../types.js").Item>, delivered: number, read: number}} Thread an open conversation's items and how far its visitor has them */
/** @typedef {{id: number, key: string, values?: Record<string, string | number>, undo?: () => void}} Notice */
/** @typedef {null | "palette" | "keys" | {menu: string, conversation: number, promise?: number, message?: number}} Overlay */

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {Colleague} me */
export function createStore(me) {
  return { ...facts(me), ...window_() };
}

/** What the server says. @param {Colleague} me */
function facts(me) {
  return {
    me: signal(me),
    rows: signal(/** @type {Map<number, Row>} */ (new Map())),
    agents: signal(/** @type {Map<number, Colleague>} */ (new Map([[me.id, me]]))),
    inboxes: signal(/** @type {Map<number, Inbox>} */ (new Map())),
    marks: signal(/** @type {Map<number, ReadMark>} */ (new Map())),
    /** Texts by `draftKey`. */
    drafts: signal(/** @type {Map<string, string>} */ (new Map())),
    viewers: signal(/** @type {Map<number, number[]>} */ (new Map())),
    typing: signal(/** @type {Map<number, Typing>} */ (new Map())),
    /** What is known of a conversation; `null` where there is none for this agent. */
    dossiers: signal(/** @type {Map<number, Dossier | null>} */ (new Map())),
    threads: signal(/** @type {Map<number, Thread>} */ (new Map())),
    hasList: signal(false),
    library: signal(/** @type {import("./library.js").Library | null} */ (null)),
    replyUses: signal(/** @type {import("./library.js").Uses} */ ({ mine: {}, team: {} })),
    values: signal(/** @type {Map<number, import("../types.js").Values>} */ (new Map())),
    promises: signal(/** @type {Map<number, import("../types.js").Promised[]>} */ (new Map())),
    clockOffset_ms: 0,
    offlineTimer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined),
  };
}

/** What this window does. */
function window_() {
  return {
    pending: signal(/** @type {import("warmline/client/outbox.js").PendingMessage[]} */ ([])),
    connection: signal(/** @type {"connecting" | "online" | "offline"} */ ("connecting")),
    now: signal(Date.now()),
    width: signal(1440),
    isVisible: signal(true),
    view: signal(/** @type {import("../model/views.js").View} */ ("mine")),
    frozen: signal(/** @type {import("../model/order.js").Section[] | null} */ (null)),
    deck: signal(/** @type {import("../model/deck.js").Deck} */ ({ panes: [], active: null })),
    isContextOpen: signal(true),
    /** The context where it has no column of its own: over the conversation, or a sheet on a phone. */
    isSheetOpen: signal(false),
    phoneTab: signal(/** @type {"chats" | "inbox" | "me"} */ ("chats")),
    /** What the coach last said of each conversation's draft, and in which language it read it. */
    coached: signal(/** @type {Map<number, {text: string, marks: import("../coach/types.js").Mark[], locale: import("../types.js").Locale}>} */ (new Map())),
    /** What drafts are made from, by `draftKey`. */
    ingredients: signal(/** @type {Map<string, import("../types.js").Ingredients>} */ (new Map())),
    kinds: signal(/** @type {Map<number, import("../types.js").Kind>} */ (new Map())),
    overlay: signal(/** @type {Overlay} */ (null)),
    notices: signal(/** @type {Notice[]} */ ([])),
  };
}
