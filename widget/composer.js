import { icon } from "./client/icon.js";
import { element } from "./dom.js";

const SEND = "m4 4 17 8-17 8 3-8zm3 8h14";
const TYPING_EVERY_MS = 1_000;
const LONGEST = 10_000;

/**
 * Where the visitor writes. What stands in it survives a reload of this tab.
 * @param {object} options
 * @param {import("./words.js").Words} options.words
 * @param {import("./client/store.js").Store} options.drafts
 * @param {(text: string) => boolean} options.onSend whether it was taken: then the field is cleared
 * @param {() => void} options.onBegin with each letter
 * @param {(text: string) => void} options.onType at most once a second; empty when nothing is left
 */
export function makeComposer({ words, drafts, onSend, onBegin, onType }) {
  const field = element("textarea", { rows: 1, maxLength: LONGEST, placeholder: words.placeholder });
  const button = element("button", { type: "submit", className: "send", title: words.send }, icon(SEND));
  const form = element("form", { className: "composer" }, field, button);
  field.ariaLabel = words.placeholder ?? "";
  button.ariaLabel = words.send ?? "";
  /** @type {any} */
  let timer;

  const fit = () => {
    // What is written has its own direction; while nothing is, the placeholder has the interface's.
    field.dir = field.value && "auto";
    field.style.blockSize = "auto";
    field.style.blockSize = field.scrollHeight ? `${field.scrollHeight}px` : "auto";
  };
  const told = () => {
    timer = null;
    onType(field.value);
  };
  /** @param {string} text */
  const write = (text) => {
    field.value = text;
    field.oninput?.(new InputEvent("input"));
  };
  /** @param {string} text goes below what stands there */
  const add = (text) => write([field.value, text].filter(Boolean).join("\n"));
  field.oninput = () => {
    fit();
    onBegin();
    drafts.set("draft", field.value || null);
    timer ??= setTimeout(told, TYPING_EVERY_MS);
  };
  field.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  const submit = () => form.requestSubmit();
  form.onsubmit = (event) => {
    event.preventDefault();
    if (field.value.trim() && onSend(field.value)) write("");
  };
  field.value = drafts.get("draft") ?? "";
  return { form, field, fit, add, submit };
}
