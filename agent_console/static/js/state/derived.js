/** What follows from the store: computed once, however many places read it. */

import { computed } from "preact";
import { layoutFor, visiblePanes } from "../model/deck.js";
import { countMoved, shown } from "../model/freeze.js";
import { arrange, workload } from "../model/order.js";
import { unreadConversations } from "../model/unread.js";
import { VIEWS, select, waitingIn } from "../model/views.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {ReturnType<typeof derive>} Derived */

/** @param {Store} store */
export function derive(store) {
  const me = computed(() => store.me.value.id);
  /** The order changes by the minute at most, so it need not follow every tick of the clock. */
  const minute = computed(() => Math.floor(store.now.value / 60_000) * 60_000);
  const fresh = computed(() => arrange(select(store.view.value, store.rows.value.values(), me.value), minute.value));
  const sections = computed(() => shown(store.frozen.value, fresh.value, (id) => store.rows.value.has(id)));
  const moved = computed(() => (store.frozen.value ? countMoved(store.frozen.value, fresh.value) : 0));
  const layout = computed(() => layoutFor(store.width.value, store.isContextOpen.value));
  const panes = computed(() => visiblePanes(store.deck.value, layout.value.fits));
  const load = computed(() => workload(store.rows.value.values(), me.value, minute.value));
  const unread = computed(() => unreadConversations(store.rows.value.values(), store.marks.value, me.value));
  const waiting = computed(() => new Map(VIEWS.map((view) => [view, waitingIn(view, store.rows.value.values(), me.value)])));
  /** A string, so that those who read it are told only when a draft begins or ends, not with every letter of it. */
  const draftedIds = computed(() => [...new Set([...store.drafts.value.keys()].map((key) => key.split(" ")[0]))].sort().join(" "));
  const drafted = computed(() => new Set(draftedIds.value.split(" ").map(Number)));
  return { me, minute, drafted, fresh, sections, moved, layout, panes, load, unread, waiting };
}
