/** Oneself: here or away, language, colours, sounds, sign out. A menu on the desktop, a page on the phone. */

import { html } from "preact";
import { askToNotify } from "../effects/notifications.js";
import { chooseScheme, prefer, preferences, scheme } from "../effects/preferences.js";
import { play } from "../effects/sounds.js";
import { notify } from "../state/notices.js";
import { Icon } from "./icons.js";
import { Avatar } from "./marks.js";
import { leaves, usePopup } from "./menu.js";
import { useApp } from "./use-app.js";

const LANGUAGES = Object.freeze([["en", "English"], ["fa", "فارسی"], ["hu", "Magyar"]]);
const SCHEMES = /** @type {const} */ (["auto", "light", "dark"]);

export function MeMenu() {
  const { words, store } = useApp();
  const { isOpen, root, toggle, close } = usePopup("me");
  const me = store.me.value;
  return html`
    <div class="menu-root" ref=${root} onFocusOut=${(/** @type {FocusEvent} */ event) => leaves(event) && close(false)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && isOpen && close()}>
      <button class="rail-item" aria-haspopup="dialog" aria-expanded=${String(isOpen)} title=${me.name} onClick=${toggle}>
        <${Avatar} name=${me.name} tint=${me.id + 3} photo=${me.photo} presence=${me.presence} />
        <span class="unseen">${words.t("me.label")}</span>
      </button>
      ${isOpen && html`<div class="popup me-popup" role="dialog" aria-label=${words.t("me.label")}><${MePanel} /></div>`}
    </div>
  `;
}

export function MePage() {
  const { words } = useApp();
  return html`<main class="me-page"><header class="bar"><h1>${words.t("me.label")}</h1></header><${MePanel} />
    <nav class="me me-more"><a class="menu-item" href="/library"><${Icon} name="book" size=${18} /><span class="menu-label">${words.t("rail.library")}</span></a></nav></main>`;
}

function MePanel() {
  const { words, store } = useApp();
  const me = store.me.value;
  return html`
    <div class="me">
      <p class="me-who"><${Avatar} name=${me.name} tint=${me.id + 3} photo=${me.photo} presence=${me.presence} />
        <span><bdi class="name">${me.name}</bdi><span class="fine-print">${words.t(`role.${me.role}`)} · ${words.t(`presence.${me.presence}`)}</span></span></p>
      <${Away} />
      <${Language} />
      <${Scheme} />
      <${Sounds} />
      <${Notifying} />
      <${SignOut} />
    </div>
  `;
}

function Away() {
  const { store, api, words } = useApp();
  const isAway = store.me.value.presence === "away";
  // The frame `presence` tells all windows, this one too.
  const toggle = () => void api.setAway(!isAway).catch(() => notify(store, "notice.unreachable"));
  return html`<${Switch} icon="moon" label=${words.t("me.away")} isOn=${isAway} toggle=${toggle} />`;
}

function Language() {
  const { words, api, store } = useApp();
  const choose = (/** @type {string} */ locale) => void api.setLocale(locale).then(() => location.reload(), () => notify(store, "notice.unreachable"));
  return html`
    <fieldset class="segmented"><legend>${words.t("me.language")}</legend>
      ${LANGUAGES.map(([code = "", name]) => html`
        <label key=${code} lang=${code}><input type="radio" name="language" value=${code} checked=${words.locale === code} onChange=${() => choose(code)} /><span>${name}</span></label>`)}
    </fieldset>
  `;
}

function Scheme() {
  const { words } = useApp();
  return html`
    <fieldset class="segmented"><legend>${words.t("me.scheme")}</legend>
      ${SCHEMES.map((value) => html`
        <label key=${value}><input type="radio" name="scheme" value=${value} checked=${scheme.value === value} onChange=${() => chooseScheme(value)} /><span>${words.t(`scheme.${value}`)}</span></label>`)}
    </fieldset>
  `;
}

function Sounds() {
  const { words } = useApp();
  const { isSilent } = preferences.value;
  const toggle = () => {
    prefer({ isSilent: !isSilent });
    if (isSilent) play("message");
  };
  return html`<${Switch} icon=${isSilent ? "muted" : "sound"} label=${words.t("me.sounds")} isOn=${!isSilent} toggle=${toggle} />`;
}

function Notifying() {
  const { words } = useApp();
  const { notifies } = preferences.value;
  const toggle = async () => prefer({ notifies: !notifies && (await askToNotify()) });
  return html`<${Switch} icon="bell" label=${words.t("me.notifications")} isOn=${notifies} toggle=${toggle} />`;
}

/** @param {{icon: string, label: string, isOn: boolean, toggle: () => void}} props */
function Switch({ icon, label, isOn, toggle }) {
  return html`
    <button class="switch" role="switch" aria-checked=${String(isOn)} onClick=${toggle}>
      <${Icon} name=${icon} size=${18} /><span>${label}</span><span class="switch-track" aria-hidden="true"></span>
    </button>
  `;
}

function SignOut() {
  const { words, boot } = useApp();
  return html`
    <form method="post" action="/sign-out">
      <input type="hidden" name="csrf" value=${boot.csrf} />
      <button class="menu-item" type="submit"><${Icon} name="leave" size=${18} /><span class="menu-label">${words.t("me.sign_out")}</span></button>
    </form>
  `;
}
