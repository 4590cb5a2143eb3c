/** Brings the chosen entry of a long column into sight; the rest of the page does not move. */

/** @param {ParentNode} root */
export function enliven(root) {
  root.querySelector(".situations [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
