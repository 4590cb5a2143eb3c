/** Finding by a few letters, for the palette. */

/**
 * How well `query` fits `text`: 0 not at all; letters in order count, at word beginnings and in a row they count more.
 * @param {string} query @param {string} text
 */
export function score(query, text) {
  const wanted = fold(query);
  const given = fold(text);
  if (!wanted) return 1;
  const at = given.indexOf(wanted);
  if (at >= 0) return 1000 - at + (at === 0 || given[at - 1] === " " ? 500 : 0);
  return scattered(wanted, given);
}

/** @param {string} wanted @param {string} given */
function scattered(wanted, given) {
  let from = 0;
  let total = 1;
  for (const letter of wanted) {
    const at = given.indexOf(letter, from);
    if (at < 0) return 0;
    total += at === 0 || given[at - 1] === " " ? 10 : at === from ? 5 : 1;
    from = at + 1;
  }
  return total;
}

/** Case, accents and the two ways to write Persian ye and kaf make no difference. @param {string} text */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/\u200c/g, " ").replace(/\s+/g, " ").trim();
}

/**
 * The best `limit` of the choices, best first; equals stay in their order.
 * @template {{label: string, hint?: string}} T @param {string} query @param {T[]} choices @param {number} [limit] @returns {T[]}
 */
export function best(query, choices, limit = 9) {
  const scored = choices.map((choice) => ({ choice, points: Math.max(score(query, choice.label), score(query, choice.hint ?? "\n") / 2) }));
  const fitting = scored.filter(({ choice, points }) => points > 0 && (query || choice.label));
  return fitting.sort((a, b) => b.points - a.points).slice(0, limit).map(({ choice }) => choice);
}
