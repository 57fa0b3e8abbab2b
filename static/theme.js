/** The page's theme, as the browser shows it; the colours themselves come from Python (figures/palette.py). */

/** @returns {"light"|"dark"} by the background that Streamlit has painted */
export function themeName(element) {
  const probe = document.createElement("span");
  probe.style.cssText = "display:none;color:var(--st-background-color)";
  element.appendChild(probe);
  const [r, g, b] = getComputedStyle(probe)
    .color.match(/[\d.]+/g)
    .map(Number);
  probe.remove();
  return 0.299 * r + 0.587 * g + 0.114 * b > 128 ? "light" : "dark";
}

/** Hands the theme's colours to the style sheet, as --stage-ink, --stage-rule ... */
export function applyTheme(element, theme) {
  element.dataset.theme = theme.name;
  for (const [key, value] of Object.entries(theme)) {
    if (typeof value === "string") element.style.setProperty(`--stage-${key.replaceAll("_", "-")}`, value);
  }
}
