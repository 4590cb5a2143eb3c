// Rules for tests, with what the server always sends.

export function rule(more) {
  return {
    id: "one", reason: "dead_end", level: "warn", match: [], unless: [], unless_followed: [], swap: [], say: [], replies: [],
    profiles: ["formal", "friendly"], builtin: null, limit: null, is_hygiene: false, ...more,
  };
}

export const answerOf = (locale, ...rules) => ({ change: 1, locale, reasons: { dead_end: { en: "Ends the way.", hu: "Zsákutca." } }, rules });
