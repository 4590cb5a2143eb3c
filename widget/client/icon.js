const SVG = "http://www.w3.org/2000/svg";

/** A line drawing on a 24 × 24 field, in the colour of the text around it. @param {string} path */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
