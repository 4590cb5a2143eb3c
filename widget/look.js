import { brandColours } from "./colour.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");

/**
 * Wear the brand's colours, by day and by night.
 * @param {HTMLElement} host
 * @param {string} brand
 * @param {string} [colorScheme] what the site asks for: light, dark, or the visitor's own choice
 */
export function wear(host, brand, colorScheme) {
  const dress = () => {
    const isDark = colorScheme === "dark" || (colorScheme !== "light" && DARK.matches);
    const { fill, onFill, ink } = brandColours(brand, isDark);
    host.style.colorScheme = isDark ? "dark" : "light";
    host.style.setProperty("--fill", fill);
    host.style.setProperty("--on-fill", onFill);
    host.style.setProperty("--ink", ink);
    host.toggleAttribute("dark", isDark);
  };
  DARK.onchange = dress;
  dress();
}
