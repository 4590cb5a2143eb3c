/** Commands by name: what keys, palette and menus have in common. */

import { prefer } from "../effects/preferences.js";
import { withEntry } from "../model/maps.js";

/** @param {import("./app.js").Parts} parts */
export function createCommands({ store, derived, deck, conversations, wordings }) {
  const active = () => store.deck.value.active;

  /** @param {import("../types.js").Kind} kind */
  function write(kind) {
    const id = active();
    if (id === null) return;
    store.kinds.value = withEntry(store.kinds.value, id, kind);
    deck.focusComposer();
  }

  /** Something that needs a conversation. @param {(id: number) => void} act */
  const onActive = (act) => () => {
    const id = active();
    if (id !== null) act(id);
  };

  /** @param {number} id */
  function toggleResolved(id) {
    const isResolved = store.rows.value.get(id)?.status === "resolved";
    void (isResolved ? conversations.reopen(id) : conversations.resolve(id));
  }

  function toggleContext() {
    if (derived.layout.value.isContextDocked) prefer({ isContextOpen: !store.isContextOpen.value });
    else store.isSheetOpen.value = !store.isSheetOpen.value;
  }

  /** @type {Record<string, (nth?: number) => void>} */
  const commands = {
    palette: () => (store.overlay.value = "palette"),
    keys: () => (store.overlay.value = "keys"),
    previous: () => deck.move(-1),
    next: () => deck.move(1),
    nth: (place = 1) => deck.nth(place),
    longest: () => void deck.nextWaiting(),
    reply: () => write("message"),
    note: () => write("note"),
    resolve: onActive(toggleResolved),
    snooze: onActive((id) => (store.overlay.value = { menu: "snooze", conversation: id })),
    propose: onActive((id) => wordings.open(id)),
    promise: onActive((id) => (store.overlay.value = { menu: "promise-time", conversation: id })),
    context: toggleContext,
  };

  /** @param {string} name @param {number} [nth] @returns {boolean} whether there is such a command here */
  function run(name, nth) {
    commands[name]?.(nth);
    return name in commands;
  }

  return { run };
}
