/** The inbox app begins here: read what the server put into the page, draw, and connect. */

import { html, render } from "preact";
import { Root } from "./parts/root.js";
import { createApp, start } from "./state/app.js";

const boot = JSON.parse(document.getElementById("boot")?.textContent ?? "{}");
const place = /** @type {HTMLElement} */ (document.getElementById("console"));
const app = createApp(boot);

place.replaceChildren();
render(html`<${Root} app=${app} />`, place);
start(app);
