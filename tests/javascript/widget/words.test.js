import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { expectation } from "../../../widget/expectation.js";
import { counted, figures, fillIn } from "../../../widget/words.js";

const wordsOf = (locale) =>
  JSON.parse(readFileSync(new URL(`../../../chat_server/words/${locale}/widget.json`, import.meta.url), "utf-8"));
const isolated = (text) => `\u2068${text}\u2069`;

test("Reza reads Persian figures, Bence and Tom their own", () => {
  assert.equal(figures(1042, "fa"), "۱۰۴۲");
  assert.equal(figures(1042, "hu"), "1042");
});

test("a name is set apart from the sentence around it", () => {
  assert.equal(fillIn("{name} is typing…", "سارا"), `${isolated("سارا")} is typing…`);
});

test("a name that looks like a pattern is put in as it is", () => {
  assert.equal(fillIn("{name} is typing…", "$& {name}"), `${isolated("$& {name}")} is typing…`);
});

test("one message and several have sentences of their own", () => {
  const words = wordsOf("en");
  assert.equal(counted(words, "unread", 1, "en"), `Chat with us, ${isolated(1)} new message`);
  assert.equal(counted(words, "unread", 3, "en"), `Chat with us, ${isolated(3)} new messages`);
});

for (const [seconds, expected] of [
  [1, "Answers in about a minute"],
  [60, "Answers in about a minute"],
  [61, `Answers in about ${isolated(2)} minutes`],
  [3540, `Answers in about ${isolated(59)} minutes`],
  [3541, "Answers in about an hour"],
  [3600, "Answers in about an hour"],
  [3660, `Answers in about ${isolated(2)} hours`],
]) {
  test(`a measured ${seconds} s is promised no shorter than it is`, () => {
    assert.equal(expectation(wordsOf("en"), { is_online: true, reply_time_s: seconds }, "en"), expected);
  });
}

test("where nothing was measured, no time is made up", () => {
  assert.equal(expectation(wordsOf("en"), { is_online: true }, "en"), "We are here now");
});

test("when nobody is here, no time is promised", () => {
  const words = wordsOf("hu");
  assert.equal(expectation(words, { is_online: false, reply_time_s: 120 }, "hu"), words.away);
});
