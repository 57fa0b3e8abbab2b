/** The link to this very page: copied, and as a QR code that a lecture hall can read. */
import { partOf } from "../dom.js";
import { linkForPhones } from "../model/addresses.js";
import { escapeHtml } from "../model/format.js";
import { settingsIn } from "../model/moments_link.js";

const QUIET = 4; // modules of white around the code, as its standard asks

/** @returns {string} the address of this page with every setting, as a visitor of one's own would open it */
export const pageLink = () => linkTo(settingsIn(location.search));

/** @param {string} query @param {string} [fragment] @returns {string} the address of this page with another query */
export function linkTo(query, fragment = "") {
  const url = new URL(location.href);
  url.pathname = url.pathname.replace("/~/+/", "/"); // Community Cloud's own frame around an app
  url.search = query;
  url.hash = fragment;
  return url.href;
}

/** @param {string} [link] @returns {Promise<boolean>} whether the link is on the clipboard */
export async function copyLink(link = pageLink()) {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return copyBySelection(link); // no permission, or a page without https
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text });
  field.style.cssText = "position:fixed;opacity:0";
  (document.querySelector("dialog[open]") ?? document.body).appendChild(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

/**
 * @param {string} text
 * @returns {Promise<string>} SVG, one unit a module
 */
export async function codeSvg(text) {
  const { default: qrcode } = await import("../vendor/qrcode.js");
  const code = qrcode(0, "M"); // the smallest that holds it
  code.addData(text);
  code.make();
  const count = code.getModuleCount(),
    size = count + 2 * QUIET;
  let path = "";
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  }
  return `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="QR code of the link"><path fill="#000" d="${path}"/></svg>`;
}

/**
 * Opens a dialog with the code, as large as the window allows.
 * @param {HTMLElement} root the stage @param {string|null} network  see `linkForPhones`
 */
export async function showCode(root, network) {
  const { link, note } = linkForPhones(pageLink(), network);
  const dialog = document.createElement("dialog");
  dialog.className = "stage-qr";
  dialog.setAttribute("aria-label", "The link as a QR code");
  dialog.innerHTML = `${await codeSvg(link)}<p></p><p data-role="note" ${note ? "" : "hidden"}>${escapeHtml(note)}</p>
    <div><button type="button" data-action="copy">Copy link</button><button type="button" data-action="close">Close</button></div>`;
  partOf(dialog, "p").textContent = link;
  const [copy, close] = dialog.querySelectorAll("button");
  copy.addEventListener("click", async () => {
    copy.textContent = (await copyLink()) ? "Copied" : "Not copied";
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  const keys = new AbortController(); // are the dialog's alone: neither the menu nor the clock hears of them
  const hear = (/** @type {KeyboardEvent} */ event) => (
    event.stopPropagation(),
    event.key === "Escape" && dialog.close()
  );
  window.addEventListener("keydown", hear, { capture: true, signal: keys.signal });
  dialog.addEventListener("close", () => (keys.abort(), dialog.remove()));
  root.appendChild(dialog);
  dialog.showModal();
  close.focus();
}
