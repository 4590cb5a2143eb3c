import assert from "node:assert/strict";
import test from "node:test";

import { Connection } from "../../../widget/client/connection.js";
import { FakeClock, FakeSocket, READY } from "./world.js";

/** A connection with its sockets, oldest first. */
function connect({ random = () => 0.5, ...more } = {}) {
  const clock = new FakeClock();
  const sockets = [];
  const frames = [];
  const states = [];
  const connection = new Connection({
    url: "wss://chat.example/socket/visitor",
    hello: () => ({ after: frames.length }),
    onFrame: (frame) => frames.push(frame.type),
    onState: (state) => states.push(state),
    openSocket: (url) => sockets[sockets.push(new FakeSocket(url)) - 1],
    clock,
    random,
    ...more,
  });
  connection.open();
  return { connection, clock, sockets, frames, states };
}

function greet(socket) {
  socket.accept();
  socket.say(READY);
}

test("Sara's first frame is hello, and she may speak once the server is ready", () => {
  const { connection, sockets, states } = connect();
  assert.equal(connection.send({ type: "send" }), false);
  greet(sockets[0]);
  assert.equal(connection.send({ type: "send" }), true);
  assert.deepEqual(sockets[0].sent, [{ type: "hello", after: 0 }, { type: "send" }]);
  assert.deepEqual(states, ["connecting", "ready"]);
});

test("several frames in one message reach Sara one by one, without pongs", () => {
  const { sockets, frames } = connect();
  greet(sockets[0]);
  sockets[0].say([{ type: "items" }, { type: "pong" }, { type: "state" }]);
  assert.deepEqual(frames, ["ready", "items", "state"]);
});

test("each attempt says hello with what Sara holds by then", () => {
  const { clock, sockets } = connect();
  greet(sockets[0]);
  sockets[0].drop();
  clock.advance(1_000);
  sockets[1].accept();
  assert.deepEqual(sockets[1].sent, [{ type: "hello", after: 1 }]);
});

test("the longest wait doubles with each failure, up to thirty seconds", () => {
  const { clock, sockets } = connect({ random: () => 1 });
  const waits = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    sockets[attempt].drop();
    waits.push(clock.wait);
    clock.advance(clock.wait);
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test("chance spreads ten thousand visitors over the whole wait", () => {
  const { clock, sockets } = connect({ random: () => 0.125 });
  sockets[0].drop();
  assert.equal(clock.wait, 125);
});

test("a server that goes away names the earliest return, and everybody comes a little later", () => {
  const { clock, sockets } = connect({ random: () => 0.5 });
  greet(sockets[0]);
  sockets[0].say({ type: "going_away", retry_after_s: 4 });
  sockets[0].drop(1012);
  assert.equal(clock.wait, 6000);
});

test("a delay that concerns one message does not delay the connection", () => {
  const { clock, sockets } = connect({ random: () => 0.5 });
  greet(sockets[0]);
  sockets[0].say({ type: "error", client_id: "c1", retry_after_s: 60 });
  sockets[0].drop();
  assert.equal(clock.wait, 500);
});

test("a quiet line is tried every heartbeat", () => {
  const { clock, sockets } = connect();
  greet(sockets[0]);
  for (let beat = 1; beat <= 3; beat++) {
    clock.advance(25_000);
    assert.equal(sockets[0].sent.filter(({ type }) => type === "ping").length, beat);
    sockets[0].say({ type: "pong" });
  }
  assert.equal(sockets.length, 1);
});

test("two missed pongs mean a dead line, and Sara reconnects", () => {
  const { clock, sockets, states } = connect();
  greet(sockets[0]);
  clock.advance(25_000 + 10_000);
  assert.equal(sockets[0].sent.filter(({ type }) => type === "ping").length, 2);
  assert.ok(sockets[0].isClosed);
  assert.equal(states.at(-1), "waiting");
  clock.advance(1_000);
  assert.equal(sockets.length, 2);
});

test("a tunnel that swallows the hello is left after ten seconds", () => {
  const { clock, sockets } = connect();
  sockets[0].accept();
  clock.advance(10_000);
  assert.ok(sockets[0].isClosed);
  clock.advance(1_000);
  assert.equal(sockets.length, 2);
});

test("Sara opens the lid: a waiting connection tries at once, a live one is asked", () => {
  const { connection, clock, sockets } = connect();
  sockets[0].drop();
  connection.probe();
  assert.equal(sockets.length, 2);
  greet(sockets[1]);
  connection.probe();
  assert.equal(sockets[1].sent.at(-1).type, "ping");
  clock.advance(10_000);
  assert.ok(sockets[1].isClosed, "nobody answered the probe");
});

test("a page that is put away lets go of its socket and takes it up again", () => {
  const { connection, clock, sockets } = connect();
  greet(sockets[0]);
  connection.suspend();
  assert.ok(sockets[0].isClosed);
  assert.equal(clock.wait, Infinity, "no timer is left behind");
  connection.probe();
  assert.equal(sockets.length, 2);
});

test("a closed connection stays closed", () => {
  const { connection, clock, sockets } = connect();
  greet(sockets[0]);
  connection.close();
  connection.probe();
  clock.advance(120_000);
  assert.equal(sockets.length, 1);
});

for (const code of [4400, 4403]) {
  test(`a server that says ${code} is not asked again`, () => {
    const { clock, sockets, states } = connect();
    sockets[0].drop(code);
    clock.advance(120_000);
    assert.equal(sockets.length, 1);
    assert.equal(states.at(-1), "closed");
  });
}

test("an expired token is told with its code, so that the next hello can do without", () => {
  const codes = [];
  const { clock, sockets } = connect({ onClose: (code) => codes.push(code) });
  sockets[0].drop(4401);
  clock.advance(1_000);
  assert.deepEqual(codes, [4401]);
  assert.equal(sockets.length, 2);
});

test("nothing that a forgotten socket says is heard", () => {
  const { connection, sockets, frames } = connect();
  greet(sockets[0]);
  const { onmessage } = sockets[0];
  connection.restart();
  onmessage({ data: JSON.stringify({ type: "item" }) });
  assert.deepEqual(frames, ["ready"]);
});

test("a page whose policy forbids sockets is a failed attempt, not an error", () => {
  const { connection, clock, states } = connect({
    openSocket() {
      throw new DOMException("forbidden", "SecurityError");
    },
  });
  clock.advance(500);
  assert.equal(connection.failures, 2);
  assert.equal(states.at(-1), "waiting");
});

test("an error without a close is a failed attempt too, and counts once", () => {
  const { connection, clock, sockets } = connect();
  sockets[0].fail();
  sockets[0].drop();
  assert.equal(connection.failures, 1);
  clock.advance(1_000);
  assert.equal(sockets.length, 2);
});
