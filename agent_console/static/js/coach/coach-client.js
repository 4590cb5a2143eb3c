/** The composer's way to the coach: drafts in as they are typed, marks out for the newest one only. */

import { browserClock } from "warmline/client/clock.js";
import { openHere, openWorker } from "./transports.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").DraftMessage} DraftMessage */
/** @typedef {import("./types.js").Locale} Locale */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").RuleAnswer} RuleAnswer */
/** @typedef {import("./types.js").Tone} Tone */
/** @typedef {import("./transports.js").Open} Open */
/** @typedef {(answer: Answer) => void} OnMarks */

// A burst of keys is read once; short enough that a mark is there when the finger lifts.
const DELAY_MS = 40;

/** One draft is on its way at a time; what is typed meanwhile replaces what waits. */
export class CoachClient {
  /** @type {Map<Locale, {answer: RuleAnswer, tones: Tone[]}>} */
  #rules = new Map();
  /** @type {DraftMessage | null} */
  #newest = null;
  #generation = 0;
  #isBusy = false;
  #isDue = false;
  #isReplaced = false;
  /** @type {any} */
  #timer = null;

  /** @param {{onMarks: OnMarks, clock?: import("warmline/client/clock.js").Clock, open?: Open, openInstead?: Open}} parts */
  constructor({ onMarks, clock = browserClock, open = openWorker, openInstead = openHere }) {
    this.onMarks = onMarks;
    this.clock = clock;
    this.openInstead = openInstead;
    this.transport = this.#opened(open);
  }

  /** What `GET /api/phrase-rules` answered; the draft is read again by the new rules. @param {RuleAnswer} answer @param {Tone[]} [tones] those to be ready for */
  useRules(answer, tones = ["formal"]) {
    this.#rules.set(answer.locale, { answer, tones });
    this.#tell(answer, tones);
    if (this.#newest?.locale === answer.locale) this.check(this.#newest.text, this.#newest);
  }

  /** Read this draft soon; `onMarks` is told unless another one comes first. @param {string} text @param {{locale: Locale, tone: Tone}} how */
  check(text, { locale, tone }) {
    this.#newest = { type: "draft", generation: (this.#generation += 1), locale, tone, text };
    this.clock.cancel(this.#timer);
    this.#timer = this.clock.later(() => this.#send(), DELAY_MS);
  }

  /** The draft is gone (sent, or another conversation is open): nothing is told about it any more. */
  forget() {
    this.clock.cancel(this.#timer);
    this.#newest = null;
    this.#isDue = false;
  }

  /** Why a mark is there, in the agent's language. @param {Mark} mark @param {Locale} draft its language @param {Locale} agent */
  reason(mark, draft, agent) {
    const words = this.#rules.get(draft)?.answer.reasons[mark.reason];
    return words?.[agent] ?? words?.[draft] ?? "";
  }

  close() {
    this.forget();
    this.transport.close();
  }

  #send() {
    this.#isDue = this.#isBusy;
    if (this.#isBusy || !this.#newest) return;
    this.#isBusy = true;
    this.transport.post(this.#newest);
  }

  /** @param {Answer} answer */
  #receive(answer) {
    this.#isBusy = false;
    if (answer.generation === this.#newest?.generation) this.onMarks(answer);
    if (this.#isDue) this.#send();
  }

  /** @param {Open} open @returns {import("./transports.js").Transport} */
  #opened(open) {
    const onAnswer = (/** @type {Answer} */ answer) => this.#receive(answer);
    try {
      return open({ onAnswer, onBroken: () => this.#replace() });
    } catch {
      this.#isReplaced = true;
      return this.openInstead({ onAnswer, onBroken: () => {} });
    }
  }

  /** The worker could not be loaded, or stumbled: the page takes over where it stopped. */
  #replace() {
    if (this.#isReplaced) return;
    this.#isReplaced = true;
    this.transport.close();
    this.transport = this.#opened(this.openInstead);
    for (const { answer, tones } of this.#rules.values()) this.#tell(answer, tones);
    if (!this.#isBusy) return;
    this.#isBusy = false;
    this.#send();
  }

  /** @param {RuleAnswer} answer @param {Tone[]} tones */
  #tell({ locale, rules, lists }, tones) {
    this.transport.post({ type: "rules", locale, rules, lists, tones });
  }
}
