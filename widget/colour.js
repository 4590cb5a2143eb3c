/** @typedef {[number, number, number]} Rgb */

const NIGHT = "#11161D";
const READABLE = 4.5;

/** @param {string} hex @returns {Rgb} */
const toRgb = (hex) => /** @type {Rgb} */ ([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));

/** @param {number[]} rgb */
const toHex = (rgb) => "#" + rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("");

/** Relative luminance, WCAG 2.2. @param {Rgb} rgb */
function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return /** @type {number} */ (red) * 0.2126 + /** @type {number} */ (green) * 0.7152 + /** @type {number} */ (blue) * 0.0722;
}

/** @param {string} one @param {string} other */
export function contrast(one, other) {
  const [low = 0, high = 0] = [luminance(toRgb(one)), luminance(toRgb(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {string} from @param {string} to @param {number} share */
function mix(from, to, share) {
  const target = toRgb(to);
  return toHex(toRgb(from).map((value, index) => value + (/** @type {number} */ (target[index]) - value) * share));
}

/** The nearest shade towards `to` that can be read on `ground`. @param {string} color @param {string} to @param {string} ground */
function readable(color, to, ground) {
  let share = 0;
  while (share < 1 && contrast(mix(color, to, share), ground) < READABLE) share += 0.05;
  return mix(color, to, share);
}

/**
 * What an inbox's brand colour becomes: a fill, text on that fill, and an ink on the panel's own ground.
 * On a dark ground the fill is the same hue, lit up.
 * @param {string} brand `#rrggbb`
 * @param {boolean} isDark
 */
export function brandColours(brand, isDark) {
  if (!isDark) return { fill: brand, onFill: onFill(brand), ink: readable(brand, "#000000", "#FFFFFF") };
  const rgb = toRgb(brand);
  const bright = toHex(rgb.map((value) => (value * 190) / Math.max(...rgb, 1)));
  const fill = readable(mix(bright, "#FFFFFF", 0.3), "#FFFFFF", NIGHT);
  return { fill, onFill: onFill(fill), ink: fill };
}

/** White where it can be read, else the fill's own hue, darkened as far as needed. @param {string} fill */
const onFill = (fill) => (contrast("#FFFFFF", fill) < READABLE ? readable(mix(fill, "#000000", 0.7), "#000000", fill) : "#FFFFFF");
