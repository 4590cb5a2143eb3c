import assert from "node:assert/strict";
import test from "node:test";

import { Store } from "../../../widget/client/store.js";
import { Visitor } from "../../../widget/visitor.js";
import { FakeClaims, FakeClock, FakeSocket, FakeStorage, READY } from "./world.js";

const listeners = [];
globalThis.addEventListener = (_type, listener) => listeners.push(listener);

const item = (seq, more = {}) => ({ type: "item", seq, sender: "agent", body: `item ${seq}`, at: seq, name: "Zsófi", ...more });
const bodies = (sara) => sara.timeline.items.map(({ body }) => body);

/** Sara's tab, its sockets, and what it asks over HTTP. */
function tab({ storage = new FakeStorage(), answers = [], claims = new FakeClaims(), token = "" } = {}) {
  if (token) storage.setItem("warmline.shop.token", JSON.stringify(token));
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
    claim: claims.claim,
    openSocket: (url) => sockets[sockets.push(new FakeSocket(url)) - 1],
  });
  const hears = listeners.at(-1);
  const hearTab = (name) => hears({ key: `warmline.shop.${name}` });
  sara.connection.open();
  return { sara, clock, sockets, asked, storage, hearTab };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Somebody without a token is given one. @param {FakeSocket} socket @param {object} [more] */
async function greet(socket, more) {
  socket.accept();
  const token = hello(socket).token ? undefined : "t1";
  socket.say({ ...READY, token, state: { is_online: true, status: "open" }, ...more });
  await settled();
}

const said = (socket) => socket.sent.filter(({ type }) => type === "send").map(({ body }) => body);
const hello = (socket) => socket.sent.find(({ type }) => type === "hello");

test("Sara's first hello names nothing, and the token she is given is kept", async () => {
  const { sockets, storage, sara } = tab();
  await greet(sockets[0], { token: "t1" });
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
  assert.equal(sara.voice.identity.token, "t1");
  assert.equal(storage.getItem("warmline.shop.token"), '"t1"');
});

test("on the next page Sara resumes after what she holds", async () => {
  const { sockets, storage, sara } = tab();
  await greet(sockets[0], { token: "t1", conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1), item(2)], has_older: false });
  const next = tab({ storage });
  assert.deepEqual(bodies(next.sara), bodies(sara));
  await greet(next.sockets[0], { conversation: 7 });
  const { token, epoch, conversation, after } = hello(next.sockets[0]);
  assert.deepEqual({ token, epoch, conversation, after }, { token: "t1", epoch: "e1", conversation: 7, after: 2 });
});

test("a hole in the numbers is resumed over, and nothing behind it is shown before", async () => {
  const { sockets, sara } = tab();
  await greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1)], has_older: false });
  sockets[0].say(item(3));
  assert.deepEqual(bodies(sara), ["item 1"]);
  await greet(sockets[1], { conversation: 7 });
  assert.equal(hello(sockets[1]).after, 1);
  sockets[1].say({ type: "items", conversation: 7, items: [item(2), item(3)] });
  assert.deepEqual(bodies(sara), ["item 1", "item 2", "item 3"]);
});

test("a conversation that has ended makes room for the new one", async () => {
  const { sockets, sara } = tab();
  await greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1, { body: "old" })], has_older: false });
  sara.outbox.add("Once more");
  const { client_id } = sockets[0].sent.at(-1);
  const first = item(1, { sender: "visitor", client_id, body: "Once more", name: undefined });
  sockets[0].say({ type: "snapshot", conversation: 8, items: [first], has_older: false });
  assert.deepEqual(bodies(sara), ["Once more"]);
  assert.equal(sara.held.conversation, 8);
  assert.equal(sara.outbox.messages.length, 0);
});

test("after a restored backup the server's snapshot replaces what Sara held", async () => {
  const { sockets, sara, clock } = tab();
  await greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1), item(2), item(3)], has_older: false });
  sockets[0].drop();
  clock.advance(1_000);
  await greet(sockets[1], { conversation: 7, epoch: "e2" });
  sockets[1].say({ type: "snapshot", conversation: 7, items: [item(1), item(2)], has_older: false });
  assert.deepEqual(bodies(sara), ["item 1", "item 2"]);
});

test("only what Sara saw is read, and a receipt is sent once", async () => {
  const { sockets, sara } = tab();
  await greet(sockets[0], { conversation: 7 });
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

test("receipts only move forward", async () => {
  const { sockets, sara } = tab();
  await greet(sockets[0], { conversation: 7, delivered: 5, read: 5, team_read: 4 });
  sockets[0].say({ type: "receipts", delivered: 5, read: 3, team_read: 5 });
  assert.deepEqual({ ...sara.receipts }, { delivered: 5, read: 5, team_read: 5 });
});

test("of two tokens that come at once one is everybody's, and nothing is said with the other", async () => {
  const storage = new FakeStorage();
  const claims = new FakeClaims();
  const [one, two] = [tab({ storage, claims }), tab({ storage, claims })];
  one.sara.outbox.add("From one");
  two.sara.outbox.add("From the other");
  one.sockets[0].accept();
  two.sockets[0].accept();
  one.sockets[0].say({ ...READY, token: "first" });
  two.sockets[0].say({ ...READY, token: "second" });
  await settled();
  assert.equal(storage.getItem("warmline.shop.token"), '"first"');
  await greet(two.sockets[1]);
  assert.equal(hello(two.sockets[1]).token, "first");
  assert.deepEqual(said(two.sockets[0]), []);
  assert.deepEqual(said(one.sockets[0]), ["From one"]);
  assert.deepEqual(said(two.sockets[1]), ["From the other"]);
});

test("a token that another tab was given is this tab's at once", async () => {
  const { sockets, sara, storage, hearTab } = tab();
  await greet(sockets[0], { token: "mine", conversation: 7 });
  storage.setItem("warmline.shop.token", '"ours"');
  hearTab("token");
  await greet(sockets[1], { conversation: 8 });
  assert.equal(hello(sockets[1]).token, "ours");
  assert.equal(sara.held.conversation, 8);
});

test("a renewed token takes the place of the old one", async () => {
  const claims = new FakeClaims();
  const { sockets, sara, storage, clock } = tab({ claims });
  await greet(sockets[0], { token: "old" });
  claims.passMinute();
  sockets[0].drop();
  clock.advance(1_000);
  await greet(sockets[1], { token: "new" });
  assert.equal(sara.voice.identity.token, "new");
  assert.equal(storage.getItem("warmline.shop.token"), '"new"');
  assert.equal(sockets.length, 2);
});

test("an expired token is forgotten with its conversation, and what waits is kept", async () => {
  const { sockets, sara, storage, clock } = tab();
  await greet(sockets[0], { token: "old", conversation: 7 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1)], has_older: false });
  sockets[0].drop();
  sara.outbox.add("Still mine");
  clock.advance(1_000);
  sockets[1].accept();
  sockets[1].drop(4401);
  clock.advance(2_000);
  await greet(sockets[2], { token: "fresh" });
  assert.equal(hello(sockets[2]).token, null);
  assert.equal(sara.voice.identity.token, "fresh");
  assert.deepEqual(bodies(sara), []);
  assert.equal(sockets[2].sent.at(-1).body, "Still mine");
  assert.equal(storage.getItem("warmline.shop.conversation"), null);
});

/** Two sockets in a row that fail. */
async function blockSockets({ sockets, clock }) {
  sockets[0].drop();
  clock.advance(1_000);
  sockets[1].drop();
  await settled();
}

test("when sockets fail twice, a token is asked for, the message goes by HTTP, and its item settles it", async () => {
  const answer = { item: item(1, { sender: "visitor", client_id: "", body: "By post" }), conversation: 7, token: null };
  const here = tab({ answers: [{ status: 200, json: { token: "t1" } }, { status: 200, json: answer }] });
  const { sara, asked } = here;
  const { client_id } = sara.outbox.add("By post");
  answer.item.client_id = client_id;
  await blockSockets(here);
  assert.equal(asked[0].url, "https://chat.example/api/visitor/token?inbox=shop");
  assert.deepEqual(asked[0].body, { inbox: "shop", locale: "en" });
  assert.equal(asked[1].url, "https://chat.example/api/visitor/messages?inbox=shop");
  assert.deepEqual(asked[1].body, { inbox: "shop", locale: "en", client_id, body: "By post" });
  assert.equal(asked[1].token, "Bearer t1");
  assert.deepEqual(bodies(sara), ["By post"]);
  assert.equal(sara.outbox.messages.length, 0);
});

test("where no token is to be had, the message waits", async () => {
  const here = tab();
  here.sara.outbox.add("Anybody?");
  await blockSockets(here);
  assert.deepEqual(here.asked.map(({ url }) => url), ["https://chat.example/api/visitor/token?inbox=shop"]);
  assert.equal(here.sara.outbox.messages[0]?.refused, undefined);
});

test("by HTTP, an expired token is forgotten too, and the message goes with a new one", async () => {
  const answers = [{ status: 401, json: { error: { code: "unauthenticated", message: "" } } }];
  const here = tab({ answers, token: "old" });
  here.sara.outbox.add("Still me");
  await blockSockets(here);
  assert.equal(here.sara.voice.identity.token, null);
  assert.equal(here.sara.outbox.messages[0]?.refused, undefined);
  answers.push({ status: 200, json: { token: "new" } });
  here.clock.advance(10_000);
  await settled();
  assert.equal(here.asked.at(-1)?.token, "Bearer new");
});

for (const [status, isRefused] of /** @type {const} */ ([[400, true], [409, true], [429, false], [503, false], [507, false]])) {
  test(`by HTTP, an answer of ${status} ${isRefused ? "refuses the message" : "keeps it for later"}`, async () => {
    const answers = [{ status, json: { error: { code: "some_code", message: "" } } }];
    const here = tab({ answers, token: "t1" });
    const { sara } = here;
    sara.outbox.add("Hm");
    await blockSockets(here);
    assert.equal(sara.outbox.messages[0]?.refused, isRefused ? "some_code" : undefined);
  });
}

test("a closing page sends what waits, under the same client id and only with a token", async () => {
  const { sockets, sara, asked } = tab();
  sara.outbox.add("Before hello");
  sara.leave();
  assert.deepEqual(asked, [], "a token that nobody could keep would make two visitors of one");
  await greet(sockets[0], { token: "t1" });
  sara.leave();
  assert.equal(asked.length, 1);
  assert.equal(asked[0].keepalive, true);
  assert.equal(asked[0].token, "Bearer t1");
  assert.equal(asked[0].body.client_id, sara.outbox.messages[0]?.client_id);
});

test("somebody's typing is shown until their words arrive", async () => {
  const { sockets, sara } = tab();
  await greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "typing", name: "Zsófi", is_typing: true });
  assert.equal(sara.typing.name, "Zsófi");
  sockets[0].say({ type: "snapshot", conversation: 7, items: [], has_older: false });
  sockets[0].say(item(1));
  assert.equal(sara.typing.name, "");
});

test("typing that is not repeated is over after a while", async () => {
  const { sockets, sara, clock } = tab();
  await greet(sockets[0], { conversation: 7 });
  sockets[0].say({ type: "typing", name: "Zsófi", is_typing: true });
  clock.advance(8_000);
  assert.equal(sara.typing.name, "");
});

test("who came or went changes only whether somebody is here", async () => {
  const { sockets, sara } = tab();
  await greet(sockets[0], { state: { is_online: false, reply_time_s: 120, agent: { name: "Zsófi" } } });
  sockets[0].say({ type: "team", is_online: true });
  assert.deepEqual(sara.state, { is_online: true, reply_time_s: 120, agent: { name: "Zsófi" } });
});

test("a resolved conversation without news is not live, one with news is", async () => {
  const { sockets, sara } = tab();
  await greet(sockets[0], { conversation: 7, state: { is_online: true, status: "resolved" }, read: 1 });
  sockets[0].say({ type: "snapshot", conversation: 7, items: [item(1)], has_older: false });
  assert.equal(sara.isLive, false);
  sockets[0].say(item(2));
  assert.equal(sara.isLive, true);
});
