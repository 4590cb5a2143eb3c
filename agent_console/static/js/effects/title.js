/** The tab counts: `(3)` before the title, and a badge on the icon. */

import { createTurns } from "../model/turns.js";

const SIZE = 32;

const turn = createTurns();

/** @param {number} count @param {string} title */
export function countInTab(count, title) {
  document.title = count ? `(${count}) ${title}` : title;
  const link = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="icon"]'));
  if (!link) return;
  link.dataset.plain ??= link.href;
  const isNewest = turn();
  if (count) void drawBadge(link, count, isNewest);
  else link.href = link.dataset.plain;
}

/** @param {HTMLLinkElement} link @param {number} count @param {() => boolean} isNewest another count may come while the picture is read */
async function drawBadge(link, count, isNewest) {
  const image = new Image(SIZE, SIZE);
  image.src = link.dataset.plain ?? "";
  const isLoaded = await image.decode().then(() => true, () => false);
  const canvas = Object.assign(document.createElement("canvas"), { width: SIZE, height: SIZE });
  const pen = canvas.getContext("2d");
  if (!isLoaded || !pen || !isNewest()) return;
  pen.drawImage(image, 0, 0, SIZE, SIZE);
  paintBadge(pen, count > 9 ? "9+" : String(count));
  link.href = canvas.toDataURL("image/png");
}

/** @param {CanvasRenderingContext2D} pen @param {string} text */
function paintBadge(pen, text) {
  pen.fillStyle = "#b3261e";
  pen.beginPath();
  pen.arc(22, 10, 10, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = "#ffffff";
  pen.font = "bold 14px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, 22, 11);
}
