import assert from "node:assert/strict";
import { test } from "node:test";
import { Coach } from "warmline/console/coach/coach.js";
import { TextTooLong } from "warmline/console/coach/words.js";
import { rule } from "./rules.js";

const marked = (coach, text) => coach.check(text).map(({ start, end }) => text.slice(start, end));
const one = (more, locale = "en", tone = "formal") => new Coach([rule(more)], locale, tone);

test("Reza's «I don't really know» is marked from the first to the last word", () => {
  const coach = one({ match: ["(i|we) do not [really] know"], say: ["Let me ask."] });
  assert.deepEqual(coach.check("Well, I don’t really know that."), [
    { rule: "one", level: "warn", reason: "dead_end", start: 6, end: 25, words: "I don’t really know", swap: [], say: ["Let me ask."], replies: [], is_hygiene: false },
  ]);
});

test("Stars, gaps and sentence ends mean what the format says", () => {
  assert.deepEqual(marked(one({ match: ["polic*"] }), "Our policies."), ["policies"]);
  assert.deepEqual(marked(one({ match: ["*less"] }), "It is hopeless, useless"), ["hopeless", "useless"]);
  assert.deepEqual(marked(one({ match: ["not .. sure"] }), "not at all sure, not in any way sure"), ["not at all sure"]);
  assert.deepEqual(marked(one({ match: ["no way"] }), "No. Way too much, no, way"), ["no, way"]);
  assert.deepEqual(marked(one({ match: ["you claim .."] }), "You claim it broke"), ["You claim"]);
});

test("An edge holds where a sentence begins or ends, and is no word to be marked", () => {
  assert.deepEqual(marked(one({ match: ["< [please] hold on"] }), "Please hold on. Just hold on. Hold on!"), ["Please hold on", "Hold on"]);
  assert.deepEqual(marked(one({ match: ["hold on >"] }), "Hold on to the receipt. Please hold on!"), ["hold on"]);
  assert.deepEqual(marked(one({ match: ["problem", "no idea"], unless: ["< which problem ..2 >"] }), "Which problem? No idea."), ["No idea"]);
});

test("What Sara quotes, links or shows as code is left alone", () => {
  const coach = one({ match: ["no idea"] });
  for (const text of ['She wrote "no idea"', "„no idea” «no idea»", "> no idea", "see https://shop.example/no-idea and `no idea`", "{{ no idea }}"]) {
    assert.deepEqual(coach.check(text), [], text);
  }
});

test("Joy is no refusal: an antipattern that overlaps drops the mark", () => {
  const coach = one({ match: ["we can not"], unless: ["can not (wait|thank) .."] });
  assert.deepEqual(marked(coach, "We can't do it. We can't wait."), ["We can't"]);
});

test("An offer heals a limit in the same sentence or the next two, never from before", () => {
  const coach = one({ match: ["we can not"], unless_followed: ["i can offer"] });
  assert.deepEqual(marked(coach, "We can't. Sorry. I can offer pickup."), []);
  assert.deepEqual(marked(coach, "We can't. Sorry. It rains. I can offer pickup."), ["We can't"]);
  assert.deepEqual(marked(coach, "I can offer pickup. We can't ship."), ["We can't"]);
});

test("Bence's accents may be missing in the draft, never in the pattern", () => {
  assert.deepEqual(marked(one({ match: ["áll módomban"] }, "hu"), "nem all modomban"), ["all modomban"]);
  assert.deepEqual(marked(one({ match: ["meg"] }, "hu"), "még"), []);
});

test("Zahra's spaced «می» and Arabic letters are the same wording", () => {
  assert.deepEqual(marked(one({ match: ["نمی‌دانم"] }, "fa"), "من نمي دانم"), ["نمي دانم"]);
  assert.deepEqual(marked(one({ match: ["امکان‌پذیر نیست"] }, "fa"), "این امکان پذیر نیست."), ["امکان پذیر نیست"]);
});

test("An affix of a pattern joins its neighbour, also across a group, as it does in Zahra's draft", () => {
  const coach = one({ match: ["(می|نمی) شود", "کتاب [ها] نیست"] }, "fa");
  assert.deepEqual(marked(coach, "نمی شود، می‌شود. کتاب ها نیست. کتاب نیست."), ["نمی شود", "می‌شود", "کتاب ها نیست", "کتاب نیست"]);
});

test("A gap steps over what is quoted, which equals no word", () => {
  assert.deepEqual(marked(one({ match: ["not .. sure"] }), 'not "very" sure'), ['not "very" sure']);
});

test("Letters that are numbers are letters of words", () => {
  assert.deepEqual(marked(one({ match: ["half"] }), "half½ half"), ["half"]);
});

test("Spelling carries its mended words and is told apart from tone", () => {
  const [mark] = one({ builtin: "persian_zwnj", reason: "spelling", is_hygiene: true }, "fa").check("می شود");
  assert.deepEqual([mark.swap, mark.is_hygiene], [["می‌شود"], true]);
  const [letters] = one({ builtin: "arabic_letters", reason: "spelling", is_hygiene: true }, "fa").check("شركت");
  assert.deepEqual(letters.swap, ["شرکت"]);
});

test("Among friends «yep» is fine", () => {
  const yep = { match: ["yep"], profiles: ["formal"] };
  assert.deepEqual(marked(one(yep), "yep"), ["yep"]);
  assert.deepEqual(marked(one(yep, "en", "friendly"), "yep"), []);
});

test("Places are counted as the browser counts: an emoji is two", () => {
  const [mark] = one({ match: ["no idea"] }).check("😀 no idea");
  assert.deepEqual([mark.start, mark.end], [3, 10]);
});

test("A long paragraph is a wall by its characters, and a list is none", () => {
  const coach = one({ builtin: "wall_of_text", limit: 10 });
  assert.deepEqual(marked(coach, `${"😀".repeat(10)}\n${"a".repeat(11)}\n- ${"a".repeat(11)}`), ["a".repeat(11)]);
});

test("A draft of more characters than the coach reads is refused, by characters and not by halves of them", () => {
  const coach = one({ match: ["no"] });
  assert.throws(() => coach.check("a".repeat(20_001)), TextTooLong);
  assert.deepEqual(coach.check("😀".repeat(20_000)), []);
});

test("More wordings than can be remembered are forgotten, and marks stay right", () => {
  const coach = one({ match: ["a .. b"] });
  for (let round = 0; round < 40; round += 1) coach.check(Array.from({ length: 1_500 }, (_, at) => `w${round}x${at}`).join(" "));
  assert.deepEqual(marked(coach, "a little b"), ["a little b"]);
});
