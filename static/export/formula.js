/** The formula of the page's title as an image: what KaTeX has made of it, with the rules and fonts that dress it. */
import { titleFormula } from "../bridge/streamlit_page.js";
import { contextOf } from "../dom.js";
import { unit } from "../model/scale.js";
import { fontRules, ownSheets } from "./fonts.js";

/** @returns {Promise<HTMLImageElement|null>} null where there is no formula, or the browser would not give it back */
export async function formulaImage() {
  const formula = titleFormula();
  if (!formula) return null;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await drawing(formula))}`;
  const isDrawn = await image.decode().then(
    () => true,
    () => false, // the picture goes on without it
  );
  return isDrawn && isReadable(image) ? image : null;
}

/** @param {Element} formula @returns {Promise<string>} an SVG of its size on the page, at scale 1 */
async function drawing(formula) {
  const box = formula.getBoundingClientRect();
  const [width, height] = [box.width / unit(), box.height / unit()];
  const { color, fontSize } = getComputedStyle(formula);
  const families = [...document.fonts].map(({ family }) => family.replace(/["']/g, ""));
  const fonts = await fontRules(families.filter((family) => family.startsWith("KaTeX")));
  const style = `margin:0;color:${color};font-size:${parseFloat(fontSize) / unit()}px;line-height:1.2`;
  const markup = new XMLSerializer().serializeToString(formula);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width) + 2}" height="${Math.ceil(height) + 2}">
    <style>${fonts}${rules()}.katex{font-size:1em!important}</style>
    <foreignObject width="100%" height="100%">
      <div xmlns="http://www.w3.org/1999/xhtml" style="${style}">${markup}</div>
    </foreignObject></svg>`;
}

/** @returns {string} KaTeX's rules; what is for screen readers alone is not seen by them */
const rules = () =>
  ownSheets()
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSStyleRule && rule.selectorText.includes(".katex"))
    .map(({ cssText }) => cssText.replaceAll("<", "\\3c "))
    .join("");

/** Some browsers let no canvas be read again that has drawn a page's markup. @param {HTMLImageElement} image */
function isReadable(image) {
  const ctx = contextOf(Object.assign(document.createElement("canvas"), { width: 1, height: 1 }));
  ctx.drawImage(image, 0, 0);
  try {
    ctx.getImageData(0, 0, 1, 1);
    return true;
  } catch {
    return false;
  }
}
