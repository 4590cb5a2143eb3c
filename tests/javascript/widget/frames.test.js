import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf-8");
const schema = JSON.parse(read("docs/protocol.schema.json")).$defs;
const KNOWN = /@typedef \{\{(.*)\}\} (\w+)$/gm;

/** What each type of frames.js says of its fields: name → whether it may be absent. */
const types = [...read("widget/client/frames.js").matchAll(KNOWN)]
  .map(([, fields, name]) => ({ name, fields: [...fields.matchAll(/(?:^|, )(\w+)(\?)?:/g)] }))
  .filter(({ name }) => schema[name]);

test("most types of the browser are frames of the protocol", () => {
  assert.ok(types.length >= 12, `${types.length}`);
});

for (const { name, fields } of types) {
  test(`${name} has the fields that the protocol gives it`, () => {
    const { properties, required = [] } = schema[name];
    for (const [, field, optional] of fields) {
      assert.ok(properties[field], `expected a field of the protocol; got ${field}`);
      if (!optional) assert.ok(required.includes(field), `${field} may be absent`);
    }
    for (const field of required) {
      const isNamed = field === "type" || fields.some(([, own]) => own === field);
      assert.ok(isNamed, `${field} is always there; the type does not name it`);
    }
  });
}
