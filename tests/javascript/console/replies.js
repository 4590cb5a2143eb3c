/** A reply's card with only what a test is about. */
export function card(facts = {}) {
  return {
    key: "refund_status.sent", revision: 1, situation: "refund_status", label: { en: "Refund sent", fa: "وجه ارسال شد", hu: "Visszatérítés elindítva" },
    shortcut: { en: "refundsent", fa: "واریز", hu: "elutalva" }, tone: "clear", mode: "manual", tags: [], scope: { kind: "everyone", owner: "" },
    active: {}, texts: { en: "Your refund left us {{ refund.sent_on }}." }, outdated: [], blanks: [], ...facts,
  };
}

/** A placeholder that nobody looks up and nothing stands in for. */
export function placeholder(facts = {}) {
  return { kind: "text", fallback: {}, example: {}, ask: false, makes_promise: false, only: null, ...facts };
}
