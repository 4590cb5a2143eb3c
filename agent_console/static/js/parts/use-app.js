/** How a component reaches the app without every parent passing it on. */

import { createContext, useContext } from "preact";

/** @typedef {import("../state/app.js").App} App */

export const AppContext = createContext(/** @type {App} */ (/** @type {unknown} */ (null)));

/** @returns {App} */
export function useApp() {
  return useContext(AppContext);
}
