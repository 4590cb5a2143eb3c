/** Whom a conversation can be handed to. */

/** @typedef {import("../types.js").Colleague} Colleague */

const RANK = { online: 0, away: 1, offline: 2 };

/** Everybody else of the team, those who are here first; nobody who has left it. @param {Iterable<Colleague>} agents @param {number} me @param {string} locale */
export function receivers(agents, me, locale) {
  const ranked = [...agents].flatMap((agent) => (agent.id === me || agent.presence === "left" ? [] : [{ agent, rank: RANK[agent.presence] }]));
  ranked.sort((a, b) => a.rank - b.rank || a.agent.name.localeCompare(b.agent.name, locale));
  return ranked.map(({ agent }) => agent);
}
