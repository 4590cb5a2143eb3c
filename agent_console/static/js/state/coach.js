/** The coach beside the composer: it reads what is typed, here in the browser, and hears what became of its marks. */

import { CoachClient } from "../coach/coach-client.js";
import { nameOf } from "../model/coach-marks.js";
import { withEntry } from "../model/maps.js";
import { createTurns } from "../model/turns.js";

/** @typedef {import("../coach/types.js").Mark} Mark */
/** @typedef {import("../types.js").Locale} Locale */
/** @typedef {ReturnType<typeof createCoach>} CoachActions */

const ARABIC = /\p{Script=Arabic}/u;
const LATIN = /\p{Script=Latin}/u;

/** @param {{store: import("./store.js").Store, api: import("./api.js").Api}} parts */
export function createCoach({ store, api }) {
  /** @type {CoachClient | null} */
  let client = null;
  /** @type {Map<Locale, Promise<void>>} */
  const asked = new Map();
  const turn = createTurns();
  /** Marks that an agent does not want to hear of again in this draft. @type {Map<number, Set<string>>} */
  const quiet = new Map();
  /** Whose draft is being read, and in which language. @type {{id: number, locale: Locale}} */
  let reading = { id: 0, locale: "en" };

  /** @param {number} id @param {string} text */
  function read(id, text) {
    const row = store.rows.value.get(id);
    const locale = languageOf(text, row?.locale ?? "en");
    if (!text.trim()) return forget(id);
    reading = { id, locale };
    const tone = store.inboxes.value.get(row?.inbox ?? 0)?.tone ?? "formal";
    client ??= new CoachClient({ onMarks });
    void rulesOf(locale);
    client.check(text, { locale, tone });
  }

  /** @param {Locale} locale */
  function rulesOf(locale) {
    const known = asked.get(locale);
    if (known) return known;
    const tones = [...new Set([...store.inboxes.value.values()].map(({ tone }) => tone ?? "formal"))];
    const isNewest = turn(locale);
    const coming = api.phraseRules(locale).then(
      (answer) => void (isNewest() && client?.useRules(answer, tones)),
      () => void (isNewest() && asked.delete(locale)),
    );
    asked.set(locale, coming);
    return coming;
  }

  /** The frame `rules_changed`, and every return of the line. */
  function renew() {
    const locales = [...asked.keys()];
    asked.clear();
    locales.forEach((locale) => void rulesOf(locale));
  }

  /** @param {import("../coach/types.js").Answer} answer */
  function onMarks({ text, marks }) {
    const { id, locale } = reading;
    const wanted = marks.filter((mark) => !quiet.get(id)?.has(nameOf(mark)));
    store.coached.value = withEntry(store.coached.value, id, { text, marks: wanted, locale });
  }

  /** The draft was sent or emptied: the next one begins afresh. @param {number} id */
  function forget(id) {
    quiet.delete(id);
    if (reading.id === id) client?.forget();
    if (store.coached.value.has(id)) store.coached.value = withEntry(store.coached.value, id, undefined);
  }

  /** Why a mark is there. @param {number} id @param {Mark} mark @param {Locale} agent */
  function reason(id, mark, agent) {
    return client?.reason(mark, store.coached.value.get(id)?.locale ?? "en", agent) ?? "";
  }

  /** The agent keeps their words. @param {number} id @param {Mark} mark @param {"ignored" | "not_here"} kind */
  function leave(id, mark, kind) {
    quiet.set(id, new Set([...(quiet.get(id) ?? []), nameOf(mark)]));
    const known = store.coached.value.get(id);
    if (known) store.coached.value = withEntry(store.coached.value, id, { ...known, marks: known.marks.filter((one) => nameOf(one) !== nameOf(mark)) });
    signal(mark, kind);
  }

  /** For the record of the rule; a lost signal is no loss. @param {Mark} mark @param {"accepted" | "ignored" | "not_here"} kind @param {number} [count] */
  function signal(mark, kind, count) {
    void api.signalMark(mark.rule, kind, count).catch(() => undefined);
  }

  return { read, renew, forget, reason, leave, signal };
}

/** The conversation's language, unless the script says another. @param {string} text @param {string} locale @returns {Locale} */
export function languageOf(text, locale) {
  const own = locale.split("-")[0] ?? "en";
  if (ARABIC.test(text)) return own === "fa" || !LATIN.test(text) ? "fa" : known(own);
  return own === "fa" && LATIN.test(text) ? "en" : known(own);
}

/** @param {string} locale @returns {Locale} */
function known(locale) {
  return locale === "fa" || locale === "hu" ? locale : "en";
}
