/** Where the coach works: in a worker, or in the page itself where there can be none. */

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Message} Message */
/** @typedef {{post: (message: Message) => void, close: () => void}} Transport */
/** @typedef {(tell: {onAnswer: (answer: Answer) => void, onBroken: () => void}) => Transport} Open */

/** Throws, or tells `onBroken`, where module workers are not to be had. @type {Open} */
export function openWorker({ onAnswer, onBroken }) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "coach" });
  worker.addEventListener("message", ({ data }) => onAnswer(data));
  worker.addEventListener("error", onBroken);
  return { post: (message) => worker.postMessage(message), close: () => worker.terminate() };
}

/** The engine is loaded only now; a draft waits until the page has a moment. @type {Open} */
export function openHere({ onAnswer }) {
  let isOpen = true;
  const post = (/** @type {Answer} */ answer) => void (isOpen && onAnswer(answer));
  const desk = import("./desk.js").then(({ createDesk }) => createDesk({ post, later: (run) => setTimeout(run) }));
  return { post: (message) => void desk.then(({ receive }) => receive(message)), close: () => void (isOpen = false) };
}
