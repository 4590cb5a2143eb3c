/** Turns of one component: what it has asked for is of no interest any more once it is gone. */

import { useEffect, useMemo, useRef } from "preact";
import { createTurns } from "../model/turns.js";

/** @returns {import("../model/turns.js").Turns} */
export function useTurns() {
  const turns = useMemo(createTurns, []);
  const isGone = useRef(false);
  useEffect(() => () => void (isGone.current = true), []);
  return (about) => {
    const isNewest = turns(about);
    return () => !isGone.current && isNewest();
  };
}
