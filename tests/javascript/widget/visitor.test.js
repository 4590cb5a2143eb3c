import assert from "node:assert/strict";
import test from "node:test";

import { Store } from "../../../widget/client/store.js";
import { Visitor } from "../../../widget/visitor.js";
import { FakeClock, FakeSocket, FakeStorage, READY } from "./world.js";

const listeners = [];
globalThis.addEventListener ??= (_type, listener) => listeners.push(listener);

const item = (seq, more = {}) => ({ type: "item", seq, sender: "agent", body: `item ${seq}`, at: seq, name: "Zsófi", ...more });
const bodies = (sara) => sara.timeline.items.map(({ body }) => body);

/** Sara's tab, its sockets, and what it asks over HTTP. */
function tab({ storage = new FakeStorage(), answers = [] } = {}) {
  const clock = new FakeClock();
  const sockets = [];
  const asked = [];
  globalThis.fetch = async (url, { method = "GET", body, keepalive, headers } = {}) => {
    asked.push({ url, method, body: body && JSON.parse(body), keepalive, token: headers.get("Authorization") });
    const answer = answers.shift();
    if (!answer) throw new TypeError("no network");
    return /** @type {any} */ ({ ok: answer.status < 400, status: answer.status, json: async () => answer.json });
  };
  const sara = new Visitor({
    base: "https://chat.example/",
    inbox: "shop",
    locale: "en",
    store: new Store("warmline.shop.", storage),
    onChange() {},
    page: () => ({ url: "https://shop.example/", title: "Shop" }),
    clock,
    openSocket: (url) => sockets[sockets.push(new FakeSocket(url)) - 1],
  });
  sara.connection.open();
  return { sara, clock, sockets, asked, storage };
}

/** @param {FakeSocket} socket @param {object} [more] */
function greet(socket, more) {
  socket.accept();
  socket.say({ ...READY, state: { is_online: true, status: "open" }, ...more });
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const hello = (socket) => socket.sent.find(({ type }) => type === "hello");

test("Sara's first hello names nothing, and the token she is given is kept", () => {
  const { sockets, storage, sara } = tab();
  greet(sockets[0], { token: "t1" });
  assert.equal(sockets[0].url, "wss://chat.example/socket/visitor");
  assert.deepEqual(hello(sockets[0]), {
    type: "hello",
    inbox: "shop",
    token: null,
    epoch: null,
    conversation: null,
    after: 0,
    locale: "en",
    page: { url: "https://shop.example/", title: "Shop" },
  });
  assert.equal(sara.token, "t1");
  assert.equal(storage.getItem("warmline.shop.token"), '"t1"');
});

test("on the next page Sara resumes after what she holds", () => {
  const { sockets, storage, sara } = tab();
  greet(sockets[0], { token: "t1", conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1), item(2)], has_older: false });
  const next = tab({ storage });
  assert.deepEqual(bodies(next.sara), bodies(sara));
  greet(next.sockets[0], { conversation: 7 });
  const { token, epoch, conversation, after } = hello(next.sockets[0]);
  assert.deepEqual({ token, epoch, conversation, after }, { token: "t1", epoch: "e1", conversation: 7, after: 2 });
});

test("a hole in the numbers is resumed over, and nothing behind it is shown before", () => {
  const { sockets, sara } = tab();
  greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1)], has_older: false });
  sockets[0].say(item(3));
  assert.deepEqual(bodies(sara), ["item 1"]);
  greet(sockets[1], { conversation: 7 });
  assert.equal(hello(sockets[1]).after, 1);
  sockets[1].say({ type: "items", conversation: 7, items: [item(2), item(3)] });
  assert.deepEqual(bodies(sara), ["item 1", "item 2", "item 3"]);
});

test("a conversation that has ended makes room for the new one", () => {
  const { sockets, sara } = tab();
  greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1, { body: "old" })], has_older: false });
  sara.outbox.add("Once more");
  const { client_id } = sockets[0].sent.at(-1);
  const first = item(1, { sender: "visitor", client_id, body: "Once more", name: undefined });
  sockets[0].say({ type: "snapshot", conversation: 8, items: [first], has_older: false });
  assert.deepEqual(bodies(sara), ["Once more"]);
  assert.equal(sara.conversation, 8);
  assert.equal(sara.outbox.messages.length, 0);
});

test("after a restored backup the server's snapshot replaces what Sara held", () => {
  const { sockets, sara, clock } = tab();
  greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1), item(2), item(3)], has_older: false });
  sockets[0].drop();
  clock.advance(1_000);
  greet(sockets[1], { conversation: 7, epoch: "e2" });
  sockets[1].say({ type: "snapshot", conversation: 7, items: [item(1), item(2)], has_older: false });
  assert.deepEqual(bodies(sara), ["item 1", "item 2"]);
});

test("only what Sara saw is read, and a receipt is sent once", () => {
  const { sockets, sara } = tab();
  greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1), item(2)], has_older: false });
  assert.equal(sara.unread, 2);
  sara.isReading = true;
  sara.acknowledge();
  sara.acknowledge();
  const receipts = sockets[0].sent.filter(({ type }) => type === "receipt");
  assert.deepEqual(receipts, [
    { type: "receipt", delivered: 2, read: 0 },
    { type: "receipt", delivered: 2, read: 2 },
  ]);
  assert.equal(sara.unread, 0);
});

test("receipts only move forward", () => {
  const { sockets, sara } = tab();
  greet(sockets[0], { conversation: 7, delivered: 5, read: 5, team_read: 4 });
  sockets[0].say({ type: "receipts", delivered: 5, read: 3, team_read: 5 });
  assert.deepEqual(sara.receipts, { delivered: 5, read: 5, team_read: 5 });
});

test("of two tokens the one that was stored first is everybody's", () => {
  const storage = new FakeStorage();
  const [one, two] = [tab({ storage }), tab({ storage })];
  one.sockets[0].accept();
  two.sockets[0].accept();
  one.sockets[0].say({ ...READY, token: "first" });
  two.sockets[0].say({ ...READY, token: "second" });
  assert.equal(storage.getItem("warmline.shop.token"), '"first"');
  two.sockets[1].accept();
  assert.equal(hello(two.sockets[1]).token, "first");
});

test("a renewed token takes the place of the old one", () => {
  const { sockets, sara, storage, clock } = tab();
  greet(sockets[0], { token: "old" });
  sockets[0].drop();
  clock.advance(1_000);
  greet(sockets[1], { token: "new" });
  assert.equal(sara.token, "new");
  assert.equal(storage.getItem("warmline.shop.token"), '"new"');
  assert.equal(sockets.length, 2);
});

test("an expired token is forgotten with its conversation, and what waits is kept", () => {
  const { sockets, sara, storage, clock } = tab();
  greet(sockets[0], { token: "old", conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1)], has_older: false });
  sockets[0].drop();
  sara.outbox.add("Still mine");
  clock.advance(1_000);
  sockets[1].drop(4401);
  clock.advance(2_000);
  greet(sockets[2], { token: "fresh" });
  assert.equal(hello(sockets[2]).token, null);
  assert.equal(sara.token, "fresh");
  assert.deepEqual(bodies(sara), []);
  assert.equal(sockets[2].sent.at(-1).body, "Still mine");
  assert.equal(storage.getItem("warmline.shop.conversation"), null);
});

test("when sockets fail twice, a message goes by HTTP and its item settles it", async () => {
  const answer = { item: item(1, { sender: "visitor", client_id: "", body: "By post" }), conversation: 7, token: "t1" };
  const { sockets, sara, clock, asked } = tab({ answers: [{ status: 200, json: answer }] });
  const { client_id } = sara.outbox.add("By post");
  answer.item.client_id = client_id;
  sockets[0].drop();
  clock.advance(1_000);
  sockets[1].drop();
  await settled();
  assert.equal(asked[0].url, "https://chat.example/api/visitor/messages?inbox=shop");
  assert.deepEqual(asked[0].body, { inbox: "shop", client_id, body: "By post" });
  assert.deepEqual(bodies(sara), ["By post"]);
  assert.equal(sara.outbox.messages.length, 0);
  assert.equal(sara.token, "t1");
});

for (const [status, isRefused] of /** @type {const} */ ([[400, true], [409, true], [429, false], [503, false], [507, false]])) {
  test(`by HTTP, an answer of ${status} ${isRefused ? "refuses the message" : "keeps it for later"}`, async () => {
    const answers = [{ status, json: { error: { code: "some_code", message: "" } } }];
    const { sockets, sara, clock } = tab({ answers });
    sara.outbox.add("Hm");
    sockets[0].drop();
    clock.advance(1_000);
    sockets[1].drop();
    await settled();
    assert.equal(sara.outbox.messages[0]?.refused, isRefused ? "some_code" : undefined);
  });
}

test("a closing page sends what waits, under the same client id and only with a token", () => {
  const { sockets, sara, asked } = tab();
  sara.outbox.add("Before hello");
  sara.leave();
  assert.deepEqual(asked, [], "a token that nobody could keep would make two visitors of one");
  greet(sockets[0], { token: "t1" });
  sara.leave();
  assert.equal(asked.length, 1);
  assert.equal(asked[0].keepalive, true);
  assert.equal(asked[0].token, "Bearer t1");
  assert.equal(asked[0].body.client_id, sara.outbox.messages[0]?.client_id);
});

test("somebody's typing is shown until their words arrive", () => {
  const { sockets, sara } = tab();
  greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "typing", name: "Zsófi", is_typing: true });
  assert.equal(sara.typing, "Zsófi");
  sockets[0].say({ type: "snapshot", conversation: 7, items: [], has_older: false });
  sockets[0].say(item(1));
  assert.equal(sara.typing, "");
});

test("typing that is not repeated is over after a while", () => {
  const { sockets, sara, clock } = tab();
  greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "typing", name: "Zsófi", is_typing: true });
  clock.advance(8_000);
  assert.equal(sara.typing, "");
});

test("who came or went changes only whether somebody is here", () => {
  const { sockets, sara } = tab();
  greet(sockets[0], { state: { is_online: false, reply_time_s: 120, agent: { name: "Zsófi" } } });
  sockets[0].say({ type: "team", is_online: true });
  assert.deepEqual(sara.state, { is_online: true, reply_time_s: 120, agent: { name: "Zsófi" } });
});

test("a resolved conversation without news is not live, one with news is", () => {
  const { sockets, sara } = tab();
  greet(sockets[0], { conversation: 7, state: { is_online: true, status: "resolved" }, read: 1 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1)], has_older: false });
  assert.equal(sara.isLive, false);
  sockets[0].say(item(2));
  assert.equal(sara.isLive, true);
});
