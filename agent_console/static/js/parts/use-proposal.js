/** One proposal while it is made: what was typed, how it compares with the words in use, and what became of it. */

import { useEffect, useState } from "preact";
import { notify } from "../state/notices.js";
import { useApp } from "./use-app.js";
import { useTurns } from "./use-turns.js";

/** @typedef {import("../types.js").Comparison} Comparison */

/** @param {import("../types.js").Rewording} offered @param {() => void} close called once it is proposed */
export function useProposal(offered, close) {
  const { wordings, store } = useApp();
  const turn = useTurns();
  const [typed, setTyped] = useState(() => wordings.typed(offered));
  const [compared, setCompared] = useState(/** @type {Comparison | null} */ (null));
  const [refused, setRefused] = useState(/** @type {any} */ (null));
  const [isBusy, setBusy] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const told = (/** @type {Comparison | null} */ answer, /** @type {any} */ problem = null) => (answer && setCompared(answer), setRefused(problem));
  useEffect(() => wordings.compare({ ...offered, text: typed.text }, told, 0), []);

  /** @param {Partial<import("../state/wording.js").Typed>} change */
  function keep(change) {
    const next = { ...typed, ...change };
    setTyped(next);
    wordings.keepTyped(offered, next);
    return next;
  }

  /** @param {string} text */
  function write(text) {
    keep({ text });
    wordings.compare({ ...offered, text }, told);
  }

  async function propose() {
    const isStillOpen = turn();
    setBusy(true);
    setRefused(null);
    try {
      await wordings.propose({ ...offered, text: typed.text.trim() }, compared?.revision ?? 0, typed.comment);
      wordings.keepTyped(offered);
      if (isStillOpen()) close();
      notify(store, "wording.done", { name: compared?.label[offered.language] ?? offered.key });
    } catch (problem) {
      if (!isStillOpen()) return notify(store, "wording.refused");
      setRefused(problem);
      setBusy(false);
    }
  }

  return { typed, compared, refused, isBusy, isEditing, edit: () => setEditing(!isEditing), write, comment: (/** @type {string} */ comment) => void keep({ comment }), propose };
}
