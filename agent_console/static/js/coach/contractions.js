/** English contractions, opened: `can't` and `cant` are both `can not`. The tables of canned_replies/contractions.py. */

/** @type {Map<string, string[]>} */
const WHOLE = new Map(
  Object.entries({
    "can't": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    cannot: "can not",
    cant: "can not",
    wont: "will not",
    im: "i am",
    ive: "i have",
    youre: "you are",
    youve: "you have",
    youll: "you will",
    theyre: "they are",
    weve: "we have",
    thats: "that is",
  }).map(([closed, open]) => [closed, open.split(" ")]),
);

// Typed without the apostrophe. "ill", "well", "were", "its", "id" are words of their own and stay.
const BARE_STEMS = "do does did is are was were have has had could would should must need".split(" ");
for (const stem of BARE_STEMS) WHOLE.set(`${stem}nt`, [stem, "not"]);

/** @type {[string, string][]} */
const ENDINGS = [["n't", "not"], ["'m", "am"], ["'re", "are"], ["'ve", "have"], ["'ll", "will"], ["'d", "would"]];

// Only after these is 's a verb; elsewhere it is a possessive ("the customer's name").
const BEFORE_IS = new Set(
  "it that there here what who where when how why he she this everything something nothing one".split(" "),
);

/** The words inside a folded English word; endings are opened from the right until none is left. @param {string} word */
export function openContraction(word) {
  /** @type {string[]} */
  let tail = [];
  while (word) {
    const whole = WHOLE.get(word);
    if (whole) return [...whole, ...tail];
    const [stem, opened] = word.includes("'") ? splitEnding(word) : [word, ""];
    if (!opened) return [word, ...tail];
    word = stem;
    tail = [opened, ...tail];
  }
  return tail;
}

/** @param {string} word @returns {[string, string]} */
function splitEnding(word) {
  for (const [ending, opened] of ENDINGS) {
    if (word.endsWith(ending) && word.length > ending.length) return [word.slice(0, -ending.length), opened];
  }
  if (word.endsWith("'s") && BEFORE_IS.has(word.slice(0, -2))) return [word.slice(0, -2), "is"];
  return [word, ""];
}
