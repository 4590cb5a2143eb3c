import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, asFilled, carried, isEdited, whatOf, withReply } from "warmline/console/model/ingredients.js";

const reply = { key: "follow_up.promise", revision: 2, language: "en", text: "Noted: ⟦by when?⟧ you will hear about ⟦what?⟧. It is with me." };
const NOW = 1_795_348_800_000;
const from = (...replies) => replies.reduce(withReply, NOTHING);

test("A reply travels with its blanks as Emma has filled them", () => {
  const body = "Noted: \u2068by 15:00\u2069 you will hear about the parcel. It is with me.";
  assert.deepEqual(carried(from(reply), body, NOW), { replies: [{ ...reply, text: body }] });
});

test("Words around and within are Emma's: the blanks are found all the same", () => {
  assert.equal(asFilled(reply.text, "Dear Sara! Noted: soon you will hear about it. It is surely with me."), "Noted: soon you will hear about it. It is with me.");
});

test("Of a reply that was rewritten from end to end nothing is told", () => {
  assert.deepEqual(carried(from(reply), "Something else altogether", NOW), {});
});

test("Two stacked replies travel both", () => {
  const other = { ...reply, key: "closing.goodbye", text: "Have a lovely day." };
  const sent = carried(from(reply, other), "Noted: a you will hear about b. It is with me. Have a lovely day.", NOW);
  assert.deepEqual(sent.replies.map(({ key }) => key), ["follow_up.promise", "closing.goodbye"]);
});

test("A reply is edited when its own words were changed or others stand beside them, not when its blanks were filled", () => {
  const filled = "Noted: soon you will hear about it. It is with me.";
  assert.equal(isEdited([reply], reply.text), false);
  assert.equal(isEdited([reply], ` ${filled}\n`), false);
  assert.equal(isEdited([reply], `${filled} Thank you!`), true);
  assert.equal(isEdited([reply], filled.replace("with me", "in my hands")), true);
  const other = { ...reply, key: "closing.goodbye", text: "Have a lovely day." };
  assert.equal(isEdited([reply, other], `${filled}\n${other.text}`), false);
  assert.equal(isEdited([reply, other], `${filled}\nHave a lovely evening.`), true);
  assert.equal(isEdited([reply], "Something else altogether"), false);
  assert.equal(isEdited([], "Hello"), false);
});

test("A promise travels as long as its time is in the words", () => {
  const promise = { due: 1_795_359_600_000, text: "by 15:00 today" };
  const body = "Thank you. You will hear from me \u2068by 15:00 today\u2069. Bye.";
  assert.deepEqual(carried({ replies: [], promise }, body, NOW), { promise: { ...promise, what: "You will hear from me by 15:00 today" } });
  assert.deepEqual(carried({ replies: [], promise }, "You will hear from me.", NOW), {});
  assert.deepEqual(carried({ replies: [], promise }, body, promise.due), {});
});

test("What is promised is the sentence that says it, in Persian too", () => {
  assert.equal(whatOf("سلام. پاسخ را \u2068تا ساعت ۱۵:۰۰ امروز\u2069 می‌نویسم؟ ممنون", "تا ساعت ۱۵:۰۰ امروز"), "پاسخ را تا ساعت ۱۵:۰۰ امروز می‌نویسم");
  assert.equal(whatOf(`${"a".repeat(300)} by noon`, "by noon").length, 200);
});
