// The cart: product → count, kept by the browser for all languages of the shop.

const KEY = "garden-cart";
const MOST_OF_ONE = 20;

/** @typedef {Record<string, number>} Cart */

/** @returns {Cart} what is in the cart; empty when the browser keeps nothing for us */
export function readCart() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const entries = Object.entries(stored).filter(([, count]) => Number.isInteger(count) && Number(count) > 0);
    return Object.fromEntries(entries.map(([slug, count]) => [slug, Math.min(Number(count), MOST_OF_ONE)]));
  } catch {
    return {}; // blocked storage or something that is not ours: an empty cart is the honest answer
  }
}

/**
 * Put some of a product in, or take some out.
 * @param {string} slug
 * @param {number} step
 */
export function changeCart(slug, step) {
  const cart = readCart();
  const count = Math.min(Math.max((cart[slug] ?? 0) + step, 0), MOST_OF_ONE);
  if (count > 0) cart[slug] = count;
  else delete cart[slug];
  localStorage.setItem(KEY, JSON.stringify(cart));
  window.dispatchEvent(new Event("cart"));
}

/** @param {Cart} cart */
export function countAll(cart) {
  return Object.values(cart).reduce((sum, count) => sum + count, 0);
}

/**
 * Call back now, and whenever the cart changes here or in another tab.
 * @param {(cart: Cart) => void} show
 */
export function watchCart(show) {
  const update = () => show(readCart());
  window.addEventListener("cart", update);
  window.addEventListener("storage", update);
  window.addEventListener("pageshow", update);
  update();
}
