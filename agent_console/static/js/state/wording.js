/** A better wording out of an edited reply: what could be proposed, how it compares with the one in use, and proposing it. */

import { computed } from "preact";
import { browserClock } from "warmline/client/clock.js";
import { NOTHING, carried, isEdited } from "../model/ingredients.js";
import { draftKey } from "../model/maps.js";
import { createTurns } from "../model/turns.js";
import { notify } from "./notices.js";

/** @typedef {import("../types.js").Rewording} Rewording */
/** @typedef {import("../types.js").Comparison} Comparison */
/** @typedef {{text: string, comment: string}} Typed what the agent wrote in the dialog */
/** @typedef {ReturnType<typeof createWordings>} Wordings */

export const WORDING = "wording";
const COMPARE_AFTER_MS = 300;

/** @param {{store: import("./store.js").Store, api: import("./api.js").Api, local: import("warmline/client/store.js").Store}} parts */
export function createWordings({ store, api, local }) {
  /** @type {any} */
  let timer;
  const turn = createTurns();
  /** @type {Map<number, import("preact").ReadonlySignal<boolean>>} */
  const able = new Map();

  /** The draft with the replies that it was made from, when something of them was changed. @param {number} id */
  function inDraft(id) {
    const made = store.ingredients.value.get(draftKey(id, "message")) ?? NOTHING;
    const body = store.drafts.value.get(draftKey(id, "message")) ?? "";
    return isEdited(made.replies, body) ? { replies: carried(made, body, 0).replies ?? [], body } : null;
  }

  /** Where this agent's latest message stands that came from a reply and was changed. @param {number} id @returns {number | undefined} */
  function lastSent(id) {
    const items = store.threads.value.get(id)?.timeline.items ?? [];
    return items.filter((item) => item.agent === store.me.value.id && (item.replies ?? []).some(({ edited }) => edited)).at(-1)?.seq;
  }

  /** Whether there is something to propose; who reads it hears only of yes and no, not of every letter. @param {number} id */
  function canPropose(id) {
    const known = able.get(id) ?? computed(() => inDraft(id) !== null || lastSent(id) !== undefined);
    able.set(id, known);
    return known.value;
  }

  /** The dialog: for one message, or for the draft, or for what was sent last. @param {number} id @param {number} [seq] */
  function open(id, seq) {
    const message = seq ?? (inDraft(id) ? undefined : lastSent(id));
    if (message === undefined && !inDraft(id)) notify(store, "wording.nothing");
    else store.overlay.value = { menu: WORDING, conversation: id, message };
  }

  /** What became of each reply. @param {number} id @param {number} [seq] @returns {Promise<Rewording[]>} */
  async function load(id, seq) {
    const drafted = inDraft(id);
    if (seq !== undefined) return (await api.rewordingsOf(id, seq)).rewordings;
    return drafted ? (await api.rewordings(drafted)).rewordings : [];
  }

  /** How a wording compares, once the agent pauses; an answer that a newer wording has overtaken is not told. @param {Rewording} wording @param {(found: Comparison | null, problem?: any) => void} tell @param {number} [after_ms] */
  function compare(wording, tell, after_ms = COMPARE_AFTER_MS) {
    const isNewest = turn();
    const tellNewest = (/** @type {Comparison | null} */ found, /** @type {any} */ problem = null) => void (isNewest() && tell(found, problem));
    browserClock.cancel(timer);
    timer = browserClock.later(() => api.compareWording(wording.key, wording).then(tellNewest, (problem) => tellNewest(null, problem)), after_ms);
  }

  /** @param {Rewording} wording @param {number} based_on @param {string} comment */
  const propose = ({ key, language, text }, based_on, comment) => api.propose(key, { texts: { [language]: text }, based_on, comment });

  return { inDraft, canPropose, open, load, compare, propose, ...typing(local) };
}

/** What is typed in the dialog stays in this browser until it was proposed. @param {import("warmline/client/store.js").Store} local */
function typing(local) {
  /** @param {Rewording} offered */
  const nameOf = ({ key, language }) => `proposal.${key}.${language}`;
  return {
    /** @param {Rewording} offered @returns {Typed} */
    typed: (offered) => {
      const kept = local.get(nameOf(offered));
      return { text: kept?.from === offered.text ? kept.text : offered.text, comment: kept?.comment ?? "" };
    },
    /** @param {Rewording} offered @param {Typed} [typed] nothing: it was proposed */
    keepTyped: (offered, typed) => local.set(nameOf(offered), typed && { ...typed, from: offered.text }),
  };
}
