import assert from "node:assert/strict";
import { test } from "node:test";
import { receivers } from "warmline/console/model/colleagues.js";

test("A conversation can be handed to every colleague, those who are here first, and to nobody who has left", () => {
  const team = [
    { id: 7, name: "Reza", presence: "online" },
    { id: 1, name: "Anna", presence: "offline" },
    { id: 2, name: "Bence", presence: "left" },
    { id: 3, name: "Zsófi", presence: "online" },
    { id: 4, name: "Emma", presence: "away" },
    { id: 5, name: "Dóra", presence: "online" },
  ];
  assert.deepEqual(receivers(team, 7, "hu").map(({ name }) => name), ["Dóra", "Zsófi", "Emma", "Anna"]);
});
