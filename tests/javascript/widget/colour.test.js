import assert from "node:assert/strict";
import test from "node:test";

import { brandColours, contrast } from "../../../widget/colour.js";

const GROUND = { light: "#FFFFFF", dark: "#11161D" };
const CORNERS = ["00", "33", "66", "99", "CC", "FF"];
const BRANDS = CORNERS.flatMap((red) => CORNERS.flatMap((green) => CORNERS.map((blue) => `#${red}${green}${blue}`)));

test("contrast is as WCAG computes it", () => {
  assert.equal(contrast("#000000", "#FFFFFF"), 21);
  assert.ok(Math.abs(contrast("#0B6B70", "#FFFFFF") - 6.3) < 0.05);
});

for (const scheme of /** @type {const} */ (["light", "dark"])) {
  test(`whatever the brand, text on it and ink on a ${scheme} panel can be read`, () => {
    for (const brand of BRANDS) {
      const { fill, onFill, ink } = brandColours(brand, scheme === "dark");
      assert.ok(contrast(onFill, fill) >= 4.5, `${brand}: ${onFill} on ${fill}`);
      assert.ok(contrast(ink, GROUND[scheme]) >= 4.5, `${brand}: ${ink} on ${GROUND[scheme]}`);
    }
  });
}

test("by day the brand's own colour is the fill", () => {
  assert.equal(brandColours("#0B6B70", false).fill, "#0B6B70");
  assert.equal(brandColours("#0B6B70", false).onFill, "#FFFFFF");
});

test("by night the brand is lit up and carries dark text", () => {
  const { fill, onFill } = brandColours("#0B6B70", true);
  assert.ok(contrast(fill, GROUND.dark) >= 7);
  assert.ok(contrast(onFill, "#FFFFFF") > contrast(fill, "#FFFFFF"));
});
