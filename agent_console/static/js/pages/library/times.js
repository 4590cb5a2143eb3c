/** Times in the reader's own zone; the server wrote them in UTC. */

import { day, moment } from "../../model/dates.js";
import { words } from "./page-boot.js";

/** @param {ParentNode} root */
export function enliven(root) {
  const now_ms = Date.now();
  for (const time of root.querySelectorAll("time[data-at]")) {
    if (!(time instanceof HTMLTimeElement)) continue;
    const at_ms = Number(time.dataset.at);
    time.dateTime = new Date(at_ms).toISOString();
    time.textContent = time.dataset.only === "day" ? day(at_ms, now_ms, words) : moment(at_ms, now_ms, words);
  }
}
