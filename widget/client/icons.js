const SVG = "http://www.w3.org/2000/svg";

/** Line drawings on a 24 × 24 field, in the colour of the text around them. */
export const ICONS = {
  clock: "M12 7v5l3 2M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18",
  sent: "m5 13 4 4L19 7",
  read: "m2 13 4 4L16 7M12 16l1 1L23 7",
  refused: "M12 8v5m0 3h.01M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18",
};

/** @param {string} path */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
