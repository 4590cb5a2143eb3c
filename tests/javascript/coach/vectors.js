// The vectors that both engines must give; tests/vectors/make_coach.py writes them.

import { readFileSync } from "node:fs";
import { rule } from "./rules.js";

const written = JSON.parse(readFileSync(new URL("../../vectors/coach.json", import.meta.url), "utf8"));

/** What a rule does not say has its default. */
export default written.map((vector) => ({ ...vector, rules: vector.rules.map(rule) }));
