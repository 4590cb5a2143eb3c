/** Line drawings on a 24-unit square; decoration only, so always hidden from screen readers. */

import { h } from "preact";

/** @type {Record<string, string>} */
const PATHS = {
  inbox: "M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5l1.5-3h5",
  chats: "M4 4h11v8H9l-4 3v-3H4zM9 15v2h6l4 3v-3h1V9h-2",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.8-3.8 3.3-5 6.5-5s5.7 1.2 6.5 5M16 4.3a3.5 3.5 0 0 1 0 6.5M18 14.9c1.9.6 3.1 2 3.6 4.6",
  book: "M12 6.5C10 5 7 4.5 3.5 4.5v13c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-13c-3.5 0-6.5.5-8.5 2zM12 6.5v13",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2.5 12.5l4.5 4.5 8-9M11.5 15.5l1.5 1.5 8-9",
  alarm: "M12 20a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM12 9.5V13l2.3 1.5M5 3.5L2.5 6M19 3.5L21.5 6",
  more: "M12 5a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4M12 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4M12 17.6a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4",
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  pencil: "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  numbered: "M10 6h10M10 12h10M10 18h10M4 4.5L5.5 4v5M4 14.5c.5-1 2.5-1 2.5.3 0 1.2-2.5 2-2.5 3.2h2.7",
  numbered_rtl: "M4 6h10M4 12h10M4 18h10M18 4.5L19.5 4v5M18 14.5c.5-1 2.5-1 2.5.3 0 1.2-2.5 2-2.5 3.2h2.7",
  bullets: "M10 6h10M10 12h10M10 18h10M5 6v.01M5 12v.01M5 18v.01",
  enter: "M19 6v6a2 2 0 0 1-2 2H6M10 10l-4 4 4 4",
  send: "M4 5l16 7-16 7 2.5-7zM6.5 12H13",
  panel: "M4 5h16v14H4zM14.5 5v14",
  columns: "M4 5h16v14H4zM12 5v14",
  keyboard: "M3 6.5h18v11H3zM7 10.5v.01M10.3 10.5v.01M13.7 10.5v.01M17 10.5v.01M8 14h8",
  sound: "M4 9.5h3.5L12 6v12l-4.5-3.5H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  muted: "M4 9.5h3.5L12 6v12l-4.5-3.5H4zM16 9.5l5 5M21 9.5l-5 5",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
  visitor: "M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5.5 19c1-3.5 3.5-4.7 6.5-4.7s5.5 1.2 6.5 4.7",
  note: "M5 4h14v10l-5.5 6H5zM13.5 20v-6H19",
  hand: "M4 12h13M12 6.5l5.5 5.5-5.5 5.5M20.5 5v14",
  take: "M20 12H7M12 6.5L6.5 12l5.5 5.5M3.5 5v14",
  reopen: "M5 12a7 7 0 1 0 2.3-5.2L5 9M5 4.5V9h4.5",
  globe: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z",
  eye: "M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5s-7-2-9.5-6.5zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  leave: "M14 4.5H5v15h9M10 12h11M17 8l4 4-4 4",
  arrows: "M8 4v16M4.5 7.5L8 4l3.5 3.5M16 20V4M12.5 16.5L16 20l3.5-3.5",
  slash: "M6 19L18 5",
  plus: "M12 5v14M5 12h14",
  approved: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.5 12.3l2.5 2.5 4.5-5",
  library: "M12 6.5C10 5 7.5 4.5 4 4.5v13c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-13c-3.5 0-6 .5-8 2zM12 6.5v13",
  propose: "M13 4H6v16h12v-6M9 9h3M9 13h3M9 17h6M14.5 9.5V10H15l5-5-.5-.5z",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
};

/** Icons that point along the reading direction turn around in right-to-left pages. */
const DIRECTED = new Set(["back", "forward", "enter", "send", "hand", "take", "leave", "panel", "bullets", "chats"]);

/** @param {{name: string, size?: number}} props */
export function Icon({ name, size = 20 }) {
  const line = { d: PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.75, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const class_ = `icon icon-${name}${DIRECTED.has(name) ? " directed" : ""}`;
  return h("svg", { class: class_, viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" }, h("path", line));
}
