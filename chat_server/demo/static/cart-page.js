// The cart's page: every product is there, and those that are in the cart are shown.

import { changeCart, readCart, watchCart } from "./cart.js";
import { writeNumber, writePrice } from "./prices.js";
import { locale, say } from "./words.js";

/** @param {HTMLElement} page */
export function enlivenCartPage(page) {
  watchCart((cart) => show(page, cart));
  page.addEventListener("click", (event) => {
    if (event.target instanceof Element) act(page, event.target);
  });
}

/**
 * @param {HTMLElement} page
 * @param {Element} target
 */
function act(page, target) {
  if (target.closest("[data-order]")) page.querySelector("dialog")?.showModal();
  const slug = /** @type {HTMLElement | null} */ (target.closest("[data-line]"))?.dataset.line;
  if (!slug) return;
  const step = /** @type {HTMLElement | null} */ (target.closest("[data-step]"))?.dataset.step;
  if (step) changeCart(slug, Number(step));
  if (target.closest("[data-remove]")) changeCart(slug, -(readCart()[slug] ?? 0));
}

/**
 * @param {HTMLElement} page
 * @param {import("./cart.js").Cart} cart
 */
function show(page, cart) {
  let subtotal = 0;
  for (const line of page.querySelectorAll("[data-line]")) {
    if (line instanceof HTMLElement) subtotal += showLine(line, cart[line.dataset.line ?? ""] ?? 0);
  }
  const { delivery = "0", freeFrom = "0" } = page.dataset;
  const fee = subtotal >= Number(freeFrom) ? 0 : Number(delivery);
  write(page, "[data-subtotal]", writePrice(subtotal, locale));
  write(page, "[data-fee]", fee ? writePrice(fee, locale) : say("cart.free"));
  write(page, "[data-total]", writePrice(subtotal + fee, locale));
  page.querySelector("[data-cart-empty]")?.toggleAttribute("hidden", subtotal > 0);
  page.querySelector("[data-cart-full]")?.toggleAttribute("hidden", subtotal === 0);
}

/**
 * @param {HTMLElement} line
 * @param {number} count
 * @returns {number} what this line costs
 */
function showLine(line, count) {
  const sum = count * Number(line.dataset.price);
  line.hidden = count === 0;
  write(line, "[data-count]", writeNumber(count, locale));
  write(line, "[data-sum]", writePrice(sum, locale));
  return sum;
}

/**
 * @param {Element} place
 * @param {string} selector
 * @param {string} text
 */
function write(place, selector, text) {
  const found = place.querySelector(selector);
  if (found) found.textContent = text;
}
