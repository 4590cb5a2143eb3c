import assert from "node:assert/strict";
import test from "node:test";

import { initialOf } from "../../../widget/client/face.js";

for (const [name, initial] of [
  ["Zsófi Nagy", "Z"],
  ["رضا کریمی", "ر"],
  ["E\u0301va", "E\u0301"],
  ["🌿 Garden", "🌿"],
  ["👩🏽‍🌾 Sara", "👩🏽‍🌾"],
  ["🇭🇺 Bence", "🇭🇺"],
  ["", ""],
]) {
  test(`${name || "a nameless face"} begins with ${initial || "nothing"}`, () => assert.equal(initialOf(name), initial));
}
