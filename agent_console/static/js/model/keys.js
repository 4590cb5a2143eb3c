/**
 * The keyboard: which press means which command.
 *
 * A letter is matched by what it types where the layout types Latin letters (so that AZERTY and QWERTZ work), and by its
 * place on the keyboard where it does not (Persian). Ctrl+Alt is AltGr on Hungarian keyboards, so it never means anything here.
 */

/** @typedef {{key: string, code: string, altKey: boolean, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean}} Press */
/** @typedef {{command: string, group: "go" | "write" | "act" | "look", keys: string[]}} Binding */

/** @type {readonly Binding[]} */
export const BINDINGS = Object.freeze([
  { command: "palette", group: "go", keys: ["Mod", "K"] },
  { command: "previous", group: "go", keys: ["Alt", "ArrowUp"] },
  { command: "next", group: "go", keys: ["Alt", "ArrowDown"] },
  { command: "nth", group: "go", keys: ["Alt", "1–9"] },
  { command: "longest", group: "go", keys: ["Alt", "N"] },
  { command: "reply", group: "write", keys: ["Alt", "L"] },
  { command: "note", group: "write", keys: ["Alt", "P"] },
  { command: "send", group: "write", keys: ["Enter"] },
  { command: "library", group: "write", keys: ["/"] },
  { command: "blank", group: "write", keys: ["Tab"] },
  { command: "mark", group: "write", keys: ["Alt", "."] },
  { command: "accept", group: "write", keys: ["1–3"] },
  { command: "ignore", group: "write", keys: ["Esc"] },
  { command: "propose", group: "write", keys: ["Alt", "W"] },
  { command: "line", group: "write", keys: ["Shift", "Enter"] },
  { command: "send_next", group: "write", keys: ["Mod", "Enter"] },
  { command: "bold", group: "write", keys: ["Mod", "B"] },
  { command: "numbered", group: "write", keys: ["Mod", "Shift", "7"] },
  { command: "bullets", group: "write", keys: ["Mod", "Shift", "8"] },
  { command: "resolve", group: "act", keys: ["Alt", "E"] },
  { command: "snooze", group: "act", keys: ["Alt", "M"] },
  { command: "promise", group: "act", keys: ["Alt", "D"] },
  { command: "context", group: "look", keys: ["Alt", "I"] },
  { command: "keys", group: "look", keys: ["?"] },
]);

/**
 * @param {Press} press @param {{isTyping: boolean}} where
 * @returns {{command: string, nth?: number} | null}
 */
export function commandOf(press, { isTyping }) {
  if (press.ctrlKey && press.altKey) return null;
  const hasMod = press.ctrlKey || press.metaKey;
  if (press.altKey && !hasMod) return altCommand(press);
  if (hasMod) return modCommand(press);
  return ["?", "؟"].includes(press.key) && !isTyping ? { command: "keys" } : null;
}

/** @param {Press} press */
function altCommand(press) {
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
  if (digit && !press.shiftKey) return { command: "nth", nth: Number(digit) };
  return lookUp("Alt", press);
}

/** @param {Press} press */
function modCommand(press) {
  const digit = /^Digit([78])$/.exec(press.code)?.[1];
  if (press.shiftKey && digit) return { command: digit === "7" ? "numbered" : "bullets" };
  return press.shiftKey ? null : lookUp("Mod", press);
}

/** @param {string} modifier @param {Press} press */
function lookUp(modifier, press) {
  const typed = letterOf(press);
  const found = BINDINGS.find(({ keys }) => keys.length === 2 && keys[0] === modifier && keys[1] === typed);
  return found ? { command: found.command } : null;
}

/** The key as the bindings name it: `K`, `Enter`, `ArrowUp`. @param {Press} press */
export function letterOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  // On Apple keyboards Option turns some letters into accents that wait for the next one.
  if (key.length === 1 || key === "Dead") return /^Key([A-Z])$/.exec(code)?.[1] ?? key;
  return key;
}
