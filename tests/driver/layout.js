/** What lies over what on the page, and which text is cut, in sentences; run in the page by layout.py. */

/** What is seen as one thing, whatever it is made of. */
const WHOLE =
  '[data-view], .stage-choice, .stage-scrub, input, select, button, img, .katex, [role="group"][data-orientation]';
const ROOTS = ["stSidebar", "stHeader", "stMain"].map((name) => `[data-testid="${name}"]`).join();
const WINDOW = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
const SLIGHT = { width: 2, height: 3 }; // px; the line box of a text is higher than its letters

/**
 * @param {string|null} only  the part of the page that is looked at, if not all of it
 * @returns {string[]}
 */
export function faults(only) {
  const roots = [...document.querySelectorAll(only ?? ROOTS)];
  const things = roots.flatMap(thingsIn).filter(({ rect }) => isThere(rect));
  const texts = roots.flatMap((root) => [...root.querySelectorAll("*")]).filter(isReadable);
  return [...new Set([...overlaps(things), ...texts.flatMap(cutTexts), ...(only ? [] : pageFaults(things))])];
}

/** The things in an element: what is whole, and each line of text; of each the part that is not cut off. */
function thingsIn(element) {
  if (getComputedStyle(element).display === "none") return [];
  if (element.matches(WHOLE)) return isSeen(element) ? [thing(element, element.getBoundingClientRect())] : [];
  const own = isSeen(element) ? linesOf(element).map((rect) => thing(element, rect)) : [];
  return [...own, ...[...element.children].filter(isHtml).flatMap(thingsIn)];
}

const isHtml = (element) => element instanceof HTMLElement;
const thing = (element, rect) => ({ element, rect: shownOf(rect, element) });
const isThere = ({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1;

/** The lines of an element's own text. */
function linesOf(element) {
  const range = document.createRange();
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    .flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()]));
}

/** What a function finds of an element, found once: a look asks for the boxes around each text again and again. */
function once(find) {
  const found = new Map();
  return (element) => {
    if (!found.has(element)) found.set(element, find(element));
    return found.get(element);
  };
}

/** Not what is hidden, or there for screen readers only. */
const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isTiny(element);

/** Whether it is in a box of a pixel, which is for screen readers, or in a path that cuts all of it. */
const isTiny = once((element) => {
  if (!element || element === document.body) return false;
  const { clipPath, overflowX } = getComputedStyle(element);
  const isPixel = element.offsetWidth <= 1 && overflowX !== "visible";
  return clipPath !== "none" || isPixel || isTiny(element.parentElement);
});

/** The part of a rectangle that the window and all that scrolls or cuts around an element leave of it. */
const shownOf = (rect, element) => common(rect, placeFor(element));

/** The part of the window that what scrolls or cuts around an element leaves to it. */
function placeFor(element) {
  if (getComputedStyle(element).position === "fixed" || !element.parentElement) return WINDOW;
  return placeIn(element.parentElement);
}

/** The same for what is in a box: of its own place the part that it does not cut. */
const placeIn = once((box) => {
  const { position, overflow } = getComputedStyle(box);
  if (position === "fixed") return WINDOW;
  return overflow === "visible" ? placeFor(box) : common(placeFor(box), box.getBoundingClientRect());
});

/** What two rectangles have in common. */
function common(one, other) {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

function overlaps(things) {
  return things.flatMap((one, index) => things.slice(index + 1).flatMap((other) => overlap(one, other)));
}

function overlap(one, other) {
  const width = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
  const height = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
  if (width <= SLIGHT.width || height <= SLIGHT.height) return [];
  if (one.element.contains(other.element) || other.element.contains(one.element)) return [];
  if (barOf(one.element) !== barOf(other.element)) return [];
  if (isLabelOf(one.element, other.element) || isLabelOf(other.element, one.element)) return [];
  const names = [one, other].map(({ element }) => nameOf(element));
  return [`${names.join(" and ")} lie over each other, ${Math.round(width)} x ${Math.round(height)} px`];
}

/** The name of a guide stands in the margin of its own curve's picture. */
const isLabelOf = (label, picture) =>
  label.closest(".stage-guides") !== null && label.closest(".stage-curve") === picture.parentElement;

/** The transport or the dock where it is a bar at the lower edge, opaque: the page scrolls below it. */
function barOf(element) {
  const bar = element.closest(".stage-transport, .stage-dock");
  return bar && getComputedStyle(bar).position !== "static" ? bar : null;
}

/** Text that its box cuts off, wraps where it should not, or that leaves the window. */
function cutTexts(element) {
  const lines = linesOf(element);
  const found = [];
  const { overflowX, overflowY } = getComputedStyle(element);
  const wide = cuts(overflowX) ? element.scrollWidth - element.clientWidth : 0;
  const high = cuts(overflowY) ? element.scrollHeight - element.clientHeight : 0;
  if (wide > 1 || high > 1) found.push(`${nameOf(element)} is cut by ${wide} x ${high} px`);
  if (lines.some(({ right }) => right > innerWidth + 1)) found.push(`${nameOf(element)} leaves the window`);
  if (element.matches(".stage-options button") && new Set(lines.map(({ top }) => Math.round(top))).size > 1)
    found.push(`${nameOf(element)} is wrapped`);
  return found;
}

const cuts = (overflow) => overflow === "hidden" || overflow === "clip";

const isReadable = (element) => isText(element) && isSeen(element);

/** What should be read in full; a formula over a curve is there as a whole or not at all. */
const isText = (element) =>
  isHtml(element) &&
  element.textContent.trim() !== "" &&
  !element.closest('.katex, [data-view], select, .stage-formula, [data-baseweb="select"]');

/** A formula over a curve that is neither there as a whole nor out of sight. */
function cutFormulas() {
  return [...document.querySelectorAll(".stage-formula > span")].flatMap((formula) => {
    const [own, place] = [formula, formula.parentElement].map((element) => element.getBoundingClientRect());
    const fits = own.top >= place.top - 1 && own.bottom <= place.bottom + 1 && own.right <= place.right + 1;
    return fits || own.top >= place.bottom - 1 ? [] : [`${nameOf(formula)} is cut`];
  });
}

/** The logo is seen as a whole. */
function cutLogo() {
  const logo = document.querySelector('[data-testid="stHeader"] img')?.getBoundingClientRect();
  return logo && (logo.left < 0 || logo.top < 0) ? ["the logo leaves the window"] : [];
}

/** The bar is as wide as the page, and no page scrolls sideways. */
function pageFaults(things) {
  const page = document.querySelector('[data-testid="stMain"]');
  const bar = things.map(({ element }) => barOf(element)).find(Boolean);
  const [all, own] = [page, bar ?? page].map((element) => element.getBoundingClientRect());
  const sideways = page.scrollWidth - page.clientWidth;
  return [
    ...cutFormulas(),
    ...cutLogo(),
    ...(Math.abs(own.left - all.left) > 1 || Math.abs(own.right - all.left - page.clientWidth) > 20
      ? [`the transport reaches from ${own.left} to ${own.right}, the page from ${all.left} to ${all.right}`]
      : []),
    ...(sideways > 1 ? [`the page scrolls sideways, by ${sideways} px`] : []),
  ];
}

function nameOf(element) {
  const text = [...element.childNodes].map((node) => node.textContent).join("");
  const own = element.getAttribute("aria-label") || text || element.alt || element.className;
  return `${element.tagName.toLowerCase()} '${String(own).replace(/\s+/g, " ").trim().slice(0, 40)}'`;
}
