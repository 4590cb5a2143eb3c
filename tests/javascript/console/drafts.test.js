import assert from "node:assert/strict";
import { test } from "node:test";
import { DraftKeeper } from "warmline/console/state/drafts.js";

const KEY = { conversation: 5, kind: "message" };

/** A keeper whose clock, server and browser storage the test holds. */
function desk(stored = {}) {
  const saves = [];
  const shown = new Map();
  const drafts = [];
  const timers = [];
  const local = { names: (start) => Object.keys(stored).filter((name) => name.startsWith(start)), get: (name) => stored[name], set(name, value) {
    if (value === undefined) delete stored[name];
    else stored[name] = value;
  } };
  const save = (draft, isLast) => new Promise((resolve, reject) => saves.push({ ...draft, isLast, resolve, reject }));
  const clock = { later: (run) => timers.push(run), cancel: (timer) => delete timers[timer - 1] };
  const keeper = new DraftKeeper({ save, show: (draft) => (shown.set(`${draft.conversation} ${draft.kind}`, draft.body), drafts.push(draft)), local, clock });
  const passHalfASecond = () => timers.splice(0).forEach((run) => run?.());
  return { keeper, saves, shown, drafts, stored, passHalfASecond };
}

const settled = () => new Promise(setImmediate);

test("Zsófi types three letters and one text is saved", () => {
  const { keeper, saves, passHalfASecond } = desk();
  for (const body of ["J", "Jó", "Jó "]) keeper.edit({ ...KEY, body });
  assert.deepEqual(saves, []);
  passHalfASecond();
  assert.deepEqual(saves.map(({ body }) => body), ["Jó "]);
});

test("What is typed during a save is saved after it, never at the same time", async () => {
  const { keeper, saves, passHalfASecond } = desk();
  keeper.edit({ ...KEY, body: "Jó" });
  passHalfASecond();
  keeper.edit({ ...KEY, body: "Jó napot" });
  passHalfASecond();
  assert.equal(saves.length, 1);
  saves[0].resolve();
  await settled();
  assert.deepEqual(saves.map(({ body }) => body), ["Jó", "Jó napot"]);
});

test("Her other browser's text does not overwrite what she is typing here", async () => {
  const { keeper, saves, shown, passHalfASecond } = desk();
  keeper.edit({ ...KEY, body: "here" });
  keeper.receive({ ...KEY, body: "there" });
  assert.equal(shown.get("5 message"), "here");
  passHalfASecond();
  saves[0].resolve();
  await settled();
  keeper.receive({ ...KEY, body: "there" });
  assert.equal(shown.get("5 message"), "there");
});

test("A closing page sends at once, and keeps the text in the browser until the server has it", () => {
  const { keeper, saves, stored } = desk();
  keeper.edit({ ...KEY, body: "half a sen" });
  keeper.flush(true);
  assert.deepEqual(saves.map(({ body, isLast }) => [body, isLast]), [["half a sen", true]]);
  const next = desk(stored);
  assert.equal(next.shown.get("5 message"), "half a sen");
});

test("A draft that was sent elsewhere while she was offline is not shown any more", () => {
  const { keeper, shown } = desk();
  keeper.receive({ ...KEY, body: "old" });
  keeper.receiveAll([], [...shown.keys()]);
  assert.equal(shown.get("5 message"), "");
});

test("A refused save keeps the text for the next attempt", async () => {
  const { keeper, saves, stored, passHalfASecond } = desk();
  keeper.edit({ ...KEY, body: "kept" });
  passHalfASecond();
  saves[0].reject(new Error("the disk is full"));
  await settled();
  assert.equal(stored["draft.5.message"].body, "kept");
  keeper.flush();
  assert.equal(saves.length, 2);
});

test("What a draft was made from is saved, kept and shown with its words", () => {
  const { keeper, saves, stored, passHalfASecond } = desk();
  const madeFrom = { replies: [{ key: "wait.promise", revision: 2, language: "en", text: "By three." }], promise: { due: 9, text: "By three" } };
  keeper.edit({ ...KEY, body: "By three, Sara.", ...madeFrom });
  passHalfASecond();
  assert.deepEqual({ replies: saves[0].replies, promise: saves[0].promise }, madeFrom);
  const next = desk(stored);
  assert.deepEqual(next.drafts.at(-1), { ...KEY, body: "By three, Sara.", ...madeFrom });
});

test("Her own words that come back late do not cover what she has written since", async () => {
  const { keeper, saves, shown, passHalfASecond } = desk();
  for (const body of ["Jó", "Jó napot"]) {
    keeper.edit({ ...KEY, body });
    passHalfASecond();
    saves.at(-1).resolve();
    await settled();
  }
  keeper.receive({ ...KEY, body: "Jó" });
  assert.equal(shown.get("5 message"), "Jó napot");
  keeper.receive({ ...KEY, body: "Jó napot kívánok" });
  assert.equal(shown.get("5 message"), "Jó napot kívánok");
  keeper.receive({ ...KEY, body: "Jó napot" });
  assert.equal(shown.get("5 message"), "Jó napot");
});

test("Two saves that cross when she looks away are followed by one that decides", async () => {
  const { keeper, saves, passHalfASecond } = desk();
  keeper.edit({ ...KEY, body: "Jó" });
  passHalfASecond();
  keeper.edit({ ...KEY, body: "Jó napot" });
  keeper.flush(true);
  saves[1].resolve();
  await settled();
  saves[0].resolve();
  await settled();
  assert.deepEqual(saves.map(({ body }) => body), ["Jó", "Jó napot", "Jó napot"]);
  saves[2].resolve();
  await settled();
  keeper.flush();
  assert.equal(saves.length, 3);
});
