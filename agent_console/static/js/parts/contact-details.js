/** The contact's record: read at a glance, changed in place. */

import { html } from "preact";
import { moment } from "../model/dates.js";
import { languageName } from "../model/languages.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";
import { useKept } from "./use-place.js";

/** @typedef {import("../types.js").Dossier} Dossier */

const FIELDS = Object.freeze([
  { name: "name", type: "text", dir: "auto" },
  { name: "email", type: "email", dir: "ltr" },
  { name: "phone", type: "tel", dir: "ltr" },
]);

/** @param {{id: number, dossier: Dossier}} props */
export function ContactDetails({ id, dossier }) {
  const { words } = useApp();
  /** What was typed, while it is being changed; who looks at another conversation meanwhile finds it again. */
  const [typed, type] = useKept(id, "contact", null);
  const isEditing = typed !== null;
  return html`
    <section class="facts">
      <h3>
        ${words.t("context.details")}
        ${!isEditing && html`<button class="icon-button small" title=${words.t("context.edit")} onClick=${() => type({})}>
          <${Icon} name="pencil" size=${18} /><span class="unseen">${words.t("context.edit")}</span></button>`}
      </h3>
      ${isEditing ? html`<${Form} id=${id} dossier=${dossier} typed=${typed} type=${type} />` : html`<${Facts} dossier=${dossier} />`}
    </section>
  `;
}

/** @param {{dossier: Dossier}} props */
function Facts({ dossier: { contact } }) {
  const { words, store } = useApp();
  const now = store.now.peek();
  const rows = [
    ["email", contact.email && html`<bdi dir="ltr">${contact.email}</bdi>`],
    ["phone", contact.phone && html`<bdi dir="ltr">${contact.phone}</bdi>`],
    ["language", languageName(contact.locale, words.locale)],
    ["browser", [contact.browser, contact.platform].filter(Boolean).join(" · ")],
    ["first_visit", moment(contact.first_seen_at, now, words)],
    ["last_visit", moment(contact.last_seen_at, now, words)],
    ["visits", words.number(contact.visits)],
  ];
  return html`
    <dl>
      ${rows.map(([name, value]) => html`<div key=${name}><dt>${words.t(`contact.${name}`)}</dt><dd>${value || html`<span class="unknown">${words.t("contact.unknown")}</span>`}</dd></div>`)}
    </dl>
    ${contact.note && html`<p class="contact-note" dir="auto">${contact.note}</p>`}
  `;
}

/** @param {{id: number, dossier: Dossier, typed: Record<string, string>, type: (typed: Record<string, string> | null) => void}} props */
function Form({ id, dossier: { contact }, typed, type }) {
  const { words, conversations } = useApp();
  const done = () => type(null);
  const onInput = (/** @type {any} */ { target }) => type({ ...typed, [target.name]: target.value });
  const valueOf = (/** @type {string} */ name) => typed[name] ?? /** @type {any} */ (contact)[name] ?? "";
  const save = async (/** @type {SubmitEvent & {currentTarget: HTMLFormElement}} */ event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]));
    const changes = Object.entries(given).filter(([name, value]) => value !== (/** @type {any} */ (contact)[name] ?? ""));
    if (!changes.length || (await conversations.saveContact(id, contact.id, Object.fromEntries(changes)))) done();
  };
  return html`
    <form class="contact-form" onSubmit=${save} onInput=${onInput} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && done()}>
      ${FIELDS.map(({ name, type, dir }) => html`
        <label key=${name} class="field"><span>${words.t(`contact.${name}`)}</span>
          <input name=${name} type=${type} dir=${dir} value=${valueOf(name)} autocomplete="off" /></label>`)}
      <label class="field"><span>${words.t("contact.note")}</span><textarea name="note" rows="3" dir="auto" value=${valueOf("note")}></textarea></label>
      <p class="form-actions">
        <button type="button" class="quiet-button" onClick=${done}>${words.t("action.cancel")}</button>
        <button type="submit" class="primary">${words.t("action.save")}</button>
      </p>
    </form>
  `;
}
