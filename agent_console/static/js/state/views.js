/** Which part of the list is shown. */

import { arrange } from "../model/order.js";
import { select } from "../model/views.js";

/** Change the view; a held order is taken anew, because it belongs to the view. @param {import("./app.js").App} app @param {import("../model/views.js").View} view */
export function showView({ store, derived }, view) {
  store.view.value = view;
  if (store.frozen.value) store.frozen.value = arrange(select(view, store.rows.value.values(), derived.me.value), store.now.value);
}
