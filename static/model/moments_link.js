/** Moments as addresses: one as a query with readable names, a list as a short text. */
/** @import { Moment } from "./moments.js" */
/** @import { Texts } from "./seen.js" */
import { LONGEST_NAME } from "./moments.js";
import { NAMES } from "./seen.js";

const PLAIN = "0"; // how a text is packed, its first letter
const DEFLATED = "1";
const LARGEST = 1 << 20; // bytes that a link may unfold to
export const LONGEST_LINK = 8000; // characters that programs which pass links on keep

/** @param {Pick<Moment, "settings"|"seen">} moment @returns {string} as the page itself writes it */
export function queryOf({ settings, seen }) {
  return readable(new URLSearchParams({ ...settings, ...seen }));
}

/** @param {URLSearchParams} parameters */
const readable = (parameters) => parameters.toString().replace(/%2C/g, ",").replace(/%2F/g, "/");

/** @param {string} query @returns {Texts} what in it is seen */
export function seenIn(query) {
  const parameters = new URLSearchParams(query);
  return pick(parameters, isSeen);
}

/** @param {string} query @returns {string} the settings alone: not what is seen, nor what is Streamlit's */
export function settingsIn(query) {
  const parameters = new URLSearchParams(query);
  for (const name of [...NAMES, "embed", "embed_options"]) parameters.delete(name);
  return readable(parameters);
}

/** @param {string} name */
const isSeen = (name) => NAMES.some((known) => known === name);

/** @param {URLSearchParams} parameters @param {(name: string) => boolean} wanted @returns {Texts} */
const pick = (parameters, wanted) => Object.fromEntries([...parameters].filter(([name]) => wanted(name)));

/** @param {readonly Moment[]} moments @returns {Promise<string>} letters that any link may hold */
export async function packed(moments) {
  const lines = moments.map(({ name, settings, seen }) =>
    new URLSearchParams({ name, ...settings, ...seen }).toString(),
  );
  const bytes = new TextEncoder().encode(lines.join("\n"));
  const small = await through(bytes, () => new CompressionStream("deflate")).catch(() => null);
  return small ? DEFLATED + base64(small) : PLAIN + base64(bytes);
}

/** @param {string} text @returns {Promise<Moment[]|null>} null where it is no list */
export async function unpacked(text) {
  try {
    const bytes = bytesOf(text.slice(1));
    const plain =
      text[0] === DEFLATED ? await through(bytes, () => new DecompressionStream("deflate")) : bytes;
    const lines = new TextDecoder("utf-8", { fatal: true }).decode(plain).split("\n");
    return lines.filter(Boolean).map(momentFrom);
  } catch {
    return null;
  }
}

/** @param {string} line @returns {Moment} */
function momentFrom(line) {
  const parameters = new URLSearchParams(line);
  const name = (parameters.get("name") ?? "").trim().slice(0, LONGEST_NAME) || "Moment";
  const settings = pick(parameters, (key) => key !== "name" && !isSeen(key));
  return { name, settings, seen: pick(parameters, isSeen) };
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {() => CompressionStream|DecompressionStream} makeStream */
async function through(bytes, makeStream) {
  const reader = new Blob([bytes]).stream().pipeThrough(makeStream()).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let size = 0;
  for (let { value } = await reader.read(); value; { value } = await reader.read()) {
    pieces.push(value);
    size += value.length;
    if (size > LARGEST) throw new Error("larger than any list");
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** @param {Uint8Array} bytes @returns {string} base64url */
function base64(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} text */
function bytesOf(text) {
  const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
