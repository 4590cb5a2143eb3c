/** The coach in a thread of its own, so that typing never waits for it. */

import { createDesk } from "./desk.js";

const desk = createDesk({ post: (answer) => self.postMessage(answer), later: (run) => setTimeout(run) });

self.addEventListener("message", ({ data }) => desk.receive(data));
