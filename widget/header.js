import { faceNode } from "./client/face.js";
import { icon } from "./client/icon.js";
import { element } from "./dom.js";
import { expectation } from "./expectation.js";

/** @typedef {import("./client/frames.js").AgentCard} AgentCard */

export const CLOSE = "M18 6 6 18M6 6l12 12";

/**
 * Brand, who answers, and when an answer may be expected.
 * @param {object} options
 * @param {string} options.brand
 * @param {AgentCard[]} options.team
 * @param {import("./words.js").Words} options.words
 * @param {string} options.locale
 * @param {string} options.base where pictures are
 * @param {() => void} options.onClose
 */
export function makeHeader({ brand, team, words, locale, base, onClose }) {
  const faces = element("div", { className: "faces" });
  const who = element("p", {});
  const status = element("p", {});
  const title = element("h2", { id: "title" }, element("bdi", {}, brand));
  const close = element("button", { type: "button", title: words.close, onclick: onClose }, icon(CLOSE));
  close.ariaLabel = words.close ?? "";
  let shown = "";

  /** @param {import("./client/frames.js").VisitorState} state */
  const show = (state) => {
    if (shown === (shown = JSON.stringify(state))) return;
    const people = state.agent ? [state.agent] : team;
    faces.replaceChildren(...(people.length ? people : [{ name: brand }]).map((person) => faceNode(person, base)));
    faces.classList.toggle("online", state.is_online);
    // Each name keeps its own direction, and the line that of the interface.
    const names = people.length > 1 ? people.map(({ name }) => name) : people.flatMap(({ name, role = "" }) => [name, role]);
    who.replaceChildren(...names.filter(Boolean).flatMap((name, index) => [index ? " · " : "", element("bdi", {}, name)]));
    status.textContent = expectation(words, state, locale);
  };
  const header = element("header", {}, faces, element("div", {}, title, who, status), close);
  return { header, show };
}
