/** Where the parts of the console meet. */

import { effect, untracked } from "preact";
import { Store as LocalStore, browserStorage } from "warmline/client/store.js";
import { callAttention, countUnread } from "../effects/attention.js";
import { followWindow } from "../effects/page.js";
import { endTyping } from "../effects/typing-ends.js";
import { createWords } from "../model/words.js";
import { createApi } from "./api.js";
import { createCoach } from "./coach.js";
import { createCommands } from "./commands.js";
import { createConversationActions } from "./conversation-actions.js";
import { createDeckActions } from "./deck-actions.js";
import { derive } from "./derived.js";
import { createIngredients } from "./ingredients.js";
import { createLibrary } from "./library.js";
import { createPlaces } from "./places.js";
import { createPromises } from "./promises.js";
import { createReplies } from "./replies.js";
import { createSession } from "./session.js";
import { createStore } from "./store.js";
import { createWordings } from "./wording.js";
import { createWriting } from "./writing.js";

/**
 * @typedef {object} Parts
 * @property {import("../types.js").Boot} boot
 * @property {import("../model/words.js").Words} words
 * @property {import("./store.js").Store} store
 * @property {import("./derived.js").Derived} derived
 * @property {import("./api.js").Api} api
 * @property {import("./session.js").Session} session
 * @property {import("./writing.js").Writing} writing
 * @property {import("./library.js").LibraryActions} library
 * @property {import("./ingredients.js").IngredientActions} ingredients
 * @property {import("./replies.js").Replies} replies
 * @property {import("./wording.js").Wordings} wordings
 * @property {import("./coach.js").CoachActions} coach
 * @property {import("./promises.js").Promises} promises
 * @property {import("./places.js").Places} places
 * @property {ReturnType<typeof createDeckActions>} deck
 * @property {ReturnType<typeof createConversationActions>} conversations
 */
/** @typedef {Parts & {commands: {run: (name: string, nth?: number) => boolean}}} App */

/** @param {import("../types.js").Boot} boot @returns {App} */
export function createApp(boot) {
  const words = createWords(boot.locale, boot.words);
  const store = createStore(boot.me);
  const derived = derive(store);
  const api = createApi({ csrf: boot.csrf, onSignedOut });
  const session = createSession({ store, api, boot, onSignedOut, onHeard: (frame, before) => hear(app, frame, before) });
  const ingredients = createIngredients({ store });
  const writing = createWriting({ store, api, session, ingredients });
  const library = createLibrary({ store, api });
  const replies = createReplies({ store, library, ingredients });
  const wordings = createWordings({ store, api, local: session.local });
  const coach = createCoach({ store, api });
  const promises = createPromises({ store, api });
  const places = createPlaces({ store, tab: new LocalStore(`warmline.agent.${boot.me.id}.`, browserStorage("sessionStorage")) });
  const deck = createDeckActions({ store, derived });
  const conversations = createConversationActions({ store, api, words, library });
  const parts = { boot, words, store, derived, api, session, writing, library, ingredients, replies, wordings, coach, promises, places, deck, conversations };
  /** @type {App} */
  const app = { ...parts, commands: createCommands(parts) };
  return app;
}

/** @param {App} app */
export function start(app) {
  const { store, deck, derived, session } = app;
  deck.readAddress();
  followWindow(app);
  countUnread(app);
  effect(() => session.threads.watch(derived.panes.value));
  // After a reload the agent goes on where they were.
  effect(() => void (store.hasList.value && untracked(() => document.activeElement === document.body && deck.focusComposer())));
  session.start();
}

/** @param {App} app @param {any} frame @param {Map<number, import("../types.js").Row>} before */
function hear(app, frame, before) {
  const { store, writing, library, coach, promises } = app;
  if (frame.type === "ready") takeUp(app, frame);
  if (frame.type === "draft") writing.keeper.receive(frame.draft);
  if (frame.type === "typing") endTyping(store, frame);
  if (frame.type === "conversations") callAttention(app, frame, before);
  if (frame.type === "reply_changed") library.receive(frame);
  if (frame.type === "rules_changed") coach.renew();
  if (frame.type === "promise") promises.receive(frame);
}

/** What the server holds is shown, what it missed is saved; what may have changed meanwhile is asked for. @param {App} app @param {any} ready */
function takeUp({ store, derived, writing, library, coach, promises, conversations }, ready) {
  writing.keeper.receiveAll(ready.drafts, store.drafts.value.keys());
  writing.keeper.flush();
  void library.refresh();
  coach.renew();
  // What is not in view is asked for when it comes into view; on the first day there is nothing in view yet.
  const inView = store.hasList.value ? derived.panes.value : [];
  for (const id of inView) void Promise.all([promises.load(id), conversations.loadDossier(id)]);
}

/** The session has ended: sign in, and come back here. */
function onSignedOut() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.hash)}`);
}
