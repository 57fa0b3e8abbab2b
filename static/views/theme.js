/** The page's theme, as the browser shows it; the colours themselves come from Python (figures/palette.py). */

/**
 * @param {Element} element
 * @returns {"light"|"dark"} as Streamlit tells the browser for scroll bars and light-dark()
 */
export function themeName(element) {
  return getComputedStyle(element).colorScheme.includes("dark") ? "dark" : "light";
}

/**
 * Hands the theme's colours to the style sheet, as --stage-ink, --stage-rule ...
 * @param {HTMLElement} element @param {import("../types.js").Theme} theme
 */
export function applyTheme(element, theme) {
  element.dataset.theme = theme.name;
  for (const [key, value] of Object.entries(theme)) {
    if (typeof value === "string") element.style.setProperty(`--stage-${key.replaceAll("_", "-")}`, value);
  }
}
