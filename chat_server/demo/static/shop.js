// What every page of the shop does in the browser: the cart's badge, buying, and the page's own module.

import { changeCart, countAll, watchCart } from "./cart.js";
import { enlivenCartPage } from "./cart-page.js";
import { enlivenShelf } from "./filter.js";
import { writeNumber } from "./prices.js";
import { locale, say, sayCount } from "./words.js";

const TOAST_MS = 4000;
let toastTimer = 0;

watchCart((cart) => {
  const badge = document.querySelector("[data-cart-count]");
  const count = countAll(cart);
  if (!badge) return;
  badge.textContent = writeNumber(count, locale);
  badge.toggleAttribute("hidden", count === 0);
  const link = badge.closest("a");
  if (count) link?.setAttribute("title", sayCount("cart.count", count));
  else link?.removeAttribute("title");
});

const form = document.querySelector("form[data-buy]");
if (form instanceof HTMLFormElement) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changeCart(form.dataset.buy ?? "", Number(new FormData(form).get("count")));
    toast(say("product.added", { name: form.dataset.name ?? "" }));
  });
}

/** @param {string} text */
function toast(text) {
  const place = document.querySelector(".toast");
  if (!place) return;
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.classList.remove("shown"), TOAST_MS);
}

const shelf = document.querySelector("[data-shelf]");
if (shelf instanceof HTMLElement) enlivenShelf(shelf);
const cartPage = document.querySelector("[data-cart]");
if (cartPage instanceof HTMLElement) enlivenCartPage(cartPage);
