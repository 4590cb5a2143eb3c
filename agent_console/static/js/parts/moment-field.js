/** A field for day and time in the calendar of the reader: Jalali for Persian, the browser's own for everybody else. */

import { html } from "preact";
import { monthTitle, weekdayTitle } from "../model/dates.js";
import { fromJalali, monthLength, monthsFrom, toJalali } from "../model/jalali.js";
import { fieldValue } from "../model/snooze.js";
import { useApp } from "./use-app.js";

/** Up to a year ahead, begun months included. */
const MONTHS = 13;
const STEP_MINUTES = 5;

/** @typedef {{label: string, value: number, min: number, max: number, change: (at_ms: number) => void, autofocus?: boolean}} MomentProps `value` and the bounds in milliseconds; NaN while nothing sensible is chosen */

/** @param {MomentProps} props */
export function MomentField(props) {
  const { words } = useApp();
  if (words.locale === "fa") return html`<${JalaliField} ...${props} />`;
  const { label, value, min, max, change, autofocus } = props;
  const onInput = (/** @type {any} */ { target }) => change(new Date(target.value).getTime());
  return html`<input type="datetime-local" aria-label=${label} required min=${fieldValue(min)} max=${fieldValue(max)} defaultValue=${fieldValue(value)} autofocus=${autofocus} onInput=${onInput} />`;
}

/** Day, month with its year, hour and minute; each a list that keys and fingers know. @param {MomentProps} props */
function JalaliField({ label, value, min, change, autofocus }) {
  const { words } = useApp();
  const { year, month, day } = toJalali(value);
  const at = new Date(value);
  const [hour, minute] = [at.getHours(), at.getMinutes()];
  const days = Array.from({ length: monthLength(year, month) }, (_, index) => index + 1);
  const dayName = (/** @type {number} */ one) => `${words.number(one)} · ${weekdayTitle(fromJalali({ year, month, day: one }), words)}`;
  const months = monthsFrom(min, MONTHS);
  const chosen = months.findIndex((one) => one.year === year && one.month === month);
  const toMonth = (/** @type {number} */ index) => change(fromJalali({ day, ...(months[index] ?? { year, month }) }, hour, minute));
  return html`
    <span class="moment-field" role="group" aria-label=${label}>
      <${Choice} name="day" value=${day} options=${days.map((one) => [one, dayName(one)])} choose=${(/** @type {number} */ one) => change(fromJalali({ year, month, day: one }, hour, minute))} autofocus=${autofocus} />
      <${Choice} name="month" value=${chosen} options=${months.map((one, index) => [index, monthTitle(fromJalali({ ...one, day: 1 }), words)])} choose=${toMonth} />
      <span class="moment-clock" dir="ltr">
        <${Choice} name="hour" value=${hour} options=${clockOptions(24, 1, words)} choose=${(/** @type {number} */ one) => change(fromJalali({ year, month, day }, one, minute))} />
        <span aria-hidden="true">:</span>
        <${Choice} name="minute" value=${minute} options=${clockOptions(60, STEP_MINUTES, words, minute)} choose=${(/** @type {number} */ one) => change(fromJalali({ year, month, day }, hour, one))} />
      </span>
    </span>
  `;
}

/** @param {{name: "day" | "month" | "hour" | "minute", value: number, options: [number, string][], choose: (value: number) => void, autofocus?: boolean}} props */
function Choice({ name, value, options, choose, autofocus }) {
  const { words } = useApp();
  return html`
    <select name=${name} aria-label=${words.t(`date.${name}`)} value=${value} autofocus=${autofocus} onChange=${(/** @type {any} */ { target }) => choose(Number(target.value))}>
      ${options.map(([one, text]) => html`<option key=${one} value=${one} selected=${one === value}>${text}</option>`)}
    </select>
  `;
}

/** 00 to 23, 00 to 55; an odd minute that is there already has its place. @param {number} end @param {number} step @param {import("../model/words.js").Words} words @param {number} [also] @returns {[number, string][]} */
function clockOptions(end, step, words, also = 0) {
  const steps = new Set([...Array.from({ length: end / step }, (_, index) => index * step), also]);
  return [...steps].sort((a, b) => a - b).map((one) => [one, words.number(one, 2)]);
}
