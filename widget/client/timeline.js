/**
 * One conversation's items as one gap-free run of numbers, whatever order frames come in.
 * Pure: it holds values and touches nothing.
 * @template {{seq: number, client_id?: string}} Item
 */
export class Timeline {
  /** @type {Item[]} */
  items = [];
  hasOlder = false;

  /** The last position that is held without a hole: what a resume starts after. */
  get last() {
    return this.items.at(-1)?.seq ?? 0;
  }

  get first() {
    return this.items[0]?.seq ?? 0;
  }

  /**
   * Take in what follows. Repeats are dropped; what would leave a hole is not taken.
   * @param {Item[]} items
   * @returns {boolean} false when something is missing, or belongs to another conversation: resume after `last`
   */
  add(items) {
    for (const item of [...items].sort(bySeq)) {
      const held = this.items[item.seq - this.first];
      if (item.seq > this.last + 1 || (held && held.client_id !== item.client_id)) return false;
      if (item.seq === this.last + 1) this.items.push(item);
    }
    return true;
  }

  /** A snapshot: forget what was held. @param {Item[]} items @param {boolean} [hasOlder] */
  reset(items, hasOlder = false) {
    this.items = [...items].sort(bySeq);
    this.hasOlder = hasOlder;
  }

  /** An earlier page, asked for by `first`. @param {Item[]} items @param {boolean} hasOlder */
  prepend(items, hasOlder) {
    this.items = [...items.filter((item) => item.seq < this.first), ...this.items].sort(bySeq);
    this.hasOlder = hasOlder;
  }

  /** @param {string} clientId */
  has(clientId) {
    return this.items.some((item) => item.client_id === clientId);
  }
}

/** @param {{seq: number}} one @param {{seq: number}} other */
const bySeq = (one, other) => one.seq - other.seq;
