// Prices as people write them; `prices.py` is the server's half.

const persian = new Intl.NumberFormat("fa-IR");
const english = new Intl.NumberFormat("en");

/**
 * A whole number with the language's digits and separators.
 * @param {number} number
 * @param {string} locale
 */
export function writeNumber(number, locale) {
  // Hungarian shops write 5 990, though Intl groups that language only from five digits on.
  if (locale === "hu") return String(number).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return (locale === "fa" ? persian : english).format(number);
}

/**
 * An amount in the language's currency: euro, toman or forint.
 * @param {number} amount
 * @param {string} locale
 */
export function writePrice(amount, locale) {
  const number = writeNumber(amount, locale);
  if (locale === "fa") return `${number}\u00a0تومان`;
  return locale === "hu" ? `${number}\u00a0Ft` : `€${number}`;
}
