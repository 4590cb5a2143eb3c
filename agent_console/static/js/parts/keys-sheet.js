/** `?`: every key there is. */

import { html } from "preact";
import { BINDINGS } from "../model/keys.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** Writing has as many keys as all else together: one column each. */
const GROUPS = /** @type {const} */ (["go", "act", "look", "write"]);
const ARROWS = Object.freeze({ ArrowUp: "↑", ArrowDown: "↓" });

export function KeysSheet() {
  const { store, words } = useApp();
  if (store.overlay.value !== "keys") return null;
  const close = () => (store.overlay.value = null);
  return html`
    <${Dialog} class="keys" label=${words.t("keys.title")} close=${close}>
      <header class="bar">
        <h2>${words.t("keys.title")}</h2>
        <button class="icon-button" onClick=${close}><${Icon} name="close" /><span class="unseen">${words.t("action.close")}</span></button>
      </header>
      <div class="keys-groups">${GROUPS.map((group) => html`<${Group} key=${group} group=${group} />`)}</div>
    <//>
  `;
}

/** @param {{group: string}} props */
function Group({ group }) {
  const { words } = useApp();
  return html`
    <section>
      <h3>${words.t(`keys.group_${group}`)}</h3>
      <dl>
        ${BINDINGS.filter((binding) => binding.group === group).map(({ command, keys }) => html`
          <div key=${command}><dt>${words.t(`keys.${command}`)}</dt><dd dir="ltr">${keys.map((key) => html`<kbd key=${key}>${faceOf(key)}</kbd>`)}</dd></div>`)}
      </dl>
    </section>
  `;
}

/** What stands on the key of this machine. @param {string} key */
function faceOf(key) {
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  if (key === "Mod") return isApple ? "⌘" : "Ctrl";
  if (key === "Alt" && isApple) return "⌥";
  return ARROWS[/** @type {keyof typeof ARROWS} */ (key)] ?? key;
}
