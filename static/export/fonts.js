/** The page's fonts as rules that hold them: an image has none of the page's. */

/**
 * @param {string[]} families
 * @returns {Promise<string>} the rules of the upright and slanted fonts that the page has loaded of these families
 */
export async function fontRules(families) {
  const loaded = new Set([...document.fonts].filter(({ status }) => status === "loaded").map(nameOf));
  const faces = ownSheets().flatMap(({ cssRules, href }) =>
    [...cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .map((rule) => ({ rule, base: href ?? location.href })),
  );
  const wanted = faces.filter(({ rule: { style } }) => {
    const face = {
      family: read(style, "family"),
      style: read(style, "style"),
      weight: read(style, "weight"),
    };
    return families.includes(face.family) && loaded.has(nameOf(face));
  });
  return (await Promise.all(wanted.map(embedded))).join("");
}

/** @returns {CSSStyleSheet[]} the style sheets whose rules can be read */
export const ownSheets = () =>
  [...document.styleSheets].filter(({ href }) => !href || new URL(href).origin === location.origin);

/** @param {{family: string, style: string, weight: string}} face @returns {string} */
const nameOf = ({ family, style, weight }) =>
  [unquoted(family), style, weight.replace("bold", "700").replace("normal", "400")].join(" ");

/** @param {string} text */
const unquoted = (text) => text.replace(/["']/g, "");

/** @param {CSSStyleDeclaration} style @param {string} name @returns {string} what a font's rule says, or means */
const read = (style, name) => unquoted(style.getPropertyValue(`font-${name}`)) || "normal";

/** @param {{rule: CSSFontFaceRule, base: string}} face @returns {Promise<string>} its rule, with the font in it */
async function embedded({ rule, base }) {
  const address = rule.style.getPropertyValue("src").match(/url\("?([^")]+)/)?.[1];
  if (!address) return "";
  const blob = await (await fetch(new URL(address, base))).blob();
  const [family, style, weight] = ["family", "style", "weight"].map((name) => read(rule.style, name));
  const source = await dataUrl(blob);
  return `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};src:url(${source})}`;
}

/** @param {Blob} blob @returns {Promise<string>} */
function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
