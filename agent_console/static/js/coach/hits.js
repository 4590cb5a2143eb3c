/** Places where a rule's patterns fit, and which of them are left to be marked. */

/** @typedef {{sentence: number, first: number, after: number}} Hit words `first` to before `after` of a sentence */
/** @typedef {{match: Hit[], unless: Hit[], followed: Hit[]}} Found what fits, by the rule's parts */

// An offer heals a limit when it comes at once: in the same sentence or in the next two.
const SENTENCES_AHEAD = 2;

/** Hits that overlap no antipattern and that no offer follows; leftmost, then longest. @param {Found} found */
export function keptHits({ match, unless, followed }) {
  const kept = match.filter((hit) => !unless.some((other) => overlap(hit, other)) && !followed.some((offer) => heals(offer, hit)));
  return longest(kept);
}

/** @param {Hit} hit @param {Hit} other */
function overlap(hit, other) {
  return hit.sentence === other.sentence && hit.first < other.after && other.first < hit.after;
}

/** @param {Hit} offer @param {Hit} hit */
function heals(offer, hit) {
  const ahead = offer.sentence - hit.sentence;
  return ahead === 0 ? offer.first >= hit.after : ahead > 0 && ahead <= SENTENCES_AHEAD;
}

/** A stretch is marked once per rule. @param {Hit[]} hits */
function longest(hits) {
  /** @type {Hit | undefined} */
  let taken;
  return hits.sort((a, b) => a.sentence - b.sentence || a.first - b.first || b.after - a.after).filter((hit) => {
    const isFree = !taken || hit.sentence !== taken.sentence || hit.first >= taken.after;
    if (isFree) taken = hit;
    return isFree;
  });
}
