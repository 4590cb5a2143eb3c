/**
 * Answers come late, and not in the order of their questions. Whoever asks takes a turn first; what comes back counts
 * only while nobody has taken a later one: `const isNewest = turn(id); const answer = await …; if (!isNewest()) return;`
 */

/** @typedef {(about?: unknown) => () => boolean} Turns takes a turn about something; what it gives back says whether it is still the newest */

/** @returns {Turns} */
export function createTurns() {
  /** @type {Map<unknown, number>} */
  const newest = new Map();
  return (about) => {
    const turn = (newest.get(about) ?? 0) + 1;
    newest.set(about, turn);
    return () => newest.get(about) === turn;
  };
}
