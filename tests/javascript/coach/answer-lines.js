// Lets a test in Python ask this engine: one JSON request a line on stdin, one JSON answer a line on stdout.

import { createInterface } from "node:readline";
import { CHECKERS } from "warmline/console/coach/checkers.js";
import { Coach } from "warmline/console/coach/coach.js";
import { bare, foldWord } from "warmline/console/coach/folding.js";
import { heard, heardStem } from "warmline/console/coach/spoken.js";
import { sentences, TextTooLong } from "warmline/console/coach/words.js";

let coach;

const answers = {
  rules: ({ rules, locale, tone, lists }) => void (coach = new Coach(rules, locale, tone, lists)),
  check: ({ texts }) => texts.map(check),
  words: ({ texts, locale }) => texts.map((text) => sentences(text, locale)),
  fold: ({ words, locale }) => words.map((word) => [foldWord(word, locale), bare(word)]),
  heard: ({ words }) => words.map((word) => [heard(word), heardStem(word)]),
  shouted: ({ texts }) => texts.map((text) => [...CHECKERS.all_caps(text, [wordsApart(text)], null)].length > 0),
};

function wordsApart(text) {
  const at = text.lastIndexOf(" ");
  return [[0, at], [at + 1, text.length]].map(([start, end]) => ({ text: text.slice(start, end), start, end }));
}

function check(text) {
  try {
    return coach.check(text);
  } catch (error) {
    if (error instanceof TextTooLong) return "too long";
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[request.ask](request) ?? null)}\n`);
}
