// What measure_coach.py runs in a browser: the engine in the page, and the client with its worker.

import { CoachClient } from "warmline/client-of-the-coach";
import { Coach } from "/agent_console/static/js/coach/coach.js";

const TYPED = 100;

/** Milliseconds per key while the last characters of each draft are typed, in the page itself. */
window.typeInPage = ({ rules, lists, locale }, drafts) => {
  const began = performance.now();
  const coach = new Coach(rules, locale, "formal", lists);
  const laidOut = performance.now() - began;
  coach.check(rules.flatMap((rule) => rule.test.flag).join("\n").slice(0, 20_000));
  const keys = [];
  for (const draft of drafts) {
    for (let length = draft.length - TYPED; length <= draft.length; length += 1) {
      const start = performance.now();
      coach.check(draft.slice(0, length));
      keys.push(performance.now() - start);
    }
  }
  return { keys, laidOut, warm: performance.now() - began };
};

/** The same through the client: what each key costs the page, and how long its marks take to come. */
window.typeInWorker = async (answer, drafts) => {
  const longTasks = [];
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: "longtask" });
  const inPage = [];
  const timed = (run) => (...args) => {
    const start = performance.now();
    const result = run(...args);
    inPage.push(performance.now() - start);
    return result;
  };
  let told;
  const clock = { now: () => Date.now(), later: (run) => setTimeout(timed(run), 0), cancel: (timer) => clearTimeout(timer) };
  const client = new CoachClient({ clock, onMarks: (found) => told(found) });
  const check = timed((text) => client.check(text, { locale: answer.locale, tone: "formal" }));
  const read = (text) => new Promise((resolve) => { told = resolve; check(text); });

  const began = performance.now();
  timed(() => client.useRules(answer))();
  const rulesPosted = inPage.pop();
  await read("");
  const firstAnswer = performance.now() - began;
  inPage.length = 0;
  const trips = [];
  for (const draft of drafts) {
    for (let length = draft.length - TYPED; length <= draft.length; length += 1) {
      const start = performance.now();
      await read(draft.slice(0, length));
      trips.push(performance.now() - start);
    }
  }
  observer.disconnect();
  client.close();
  return { rulesPosted, firstAnswer, inPage, trips, longTasks };
};

/** Texts of the vectors that this browser marks otherwise. */
window.disagreements = (vectors) => vectors.flatMap(({ rules, lists, locale, tone, cases }) => {
  const coach = new Coach(rules, locale, tone, lists);
  const marks = (text) => coach.check(text).map(({ rule, start, end, swap }) => [rule, start, end, swap]);
  return cases.filter(([text, wanted]) => JSON.stringify(marks(text)) !== JSON.stringify(wanted)).map(([text]) => text);
});
window.isReady = true;
