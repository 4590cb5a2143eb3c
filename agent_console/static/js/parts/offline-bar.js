/** One line across the top when the line to the server has been gone for a while. */

import { html } from "preact";
import { useApp } from "./use-app.js";

export function OfflineBar() {
  const { words, store, session } = useApp();
  const isOffline = store.connection.value === "offline";
  return html`
    <div class="offline" role="status">
      ${isOffline && html`<p>${words.t("connection.offline")} <button onClick=${() => session.connection.restart()}>${words.t("connection.retry")}</button></p>`}
    </div>
  `;
}
