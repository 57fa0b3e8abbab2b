/** Files that open again: a list of moments, written here, and a run, which Python writes (ui/export/downloads.py). */
/** @import { Moment } from "./moments.js" */
/** @import { Texts } from "./seen.js" */
import { LONGEST_NAME } from "./moments.js";
import { NAMES } from "./seen.js";

const FORMAT = "descent-lab-moments";
const RUN = "descent-lab-race";
const VERSION = 1; // of both; a change that breaks a reader is a new version
const LONGEST_TEXT = 5000; // characters of a setting

/**
 * @typedef {{moments: Moment[], lost: number}} ListFile  and how many of its moments cannot be read
 * @typedef {{settings: Texts}} RunFile
 * @typedef {{fault: string}} BadFile  one sentence
 */

/** @param {readonly Moment[]} moments @returns {string} */
export function fileText(moments) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, moments }, null, 2)}\n`;
}

/** @param {string} name  of the file @param {string} text  what is in it @returns {ListFile|RunFile|BadFile} */
export function readFile(name, text) {
  const facts = parsed(text);
  if (!isRecord(facts)) return { fault: `${name} is not JSON, as lists of moments and runs are.` };
  const kind = KINDS.get(facts.format);
  if (!kind) return { fault: `${name} is neither a list of moments nor a run of Descent Lab.` };
  if (Number(facts.version) > VERSION) return { fault: `${name} was written by a newer Descent Lab.` };
  return kind.read(facts) ?? { fault: `${name} is damaged: it holds no ${kind.wanted}.` };
}

/**
 * By their format: what must be in a file, and what is read from it.
 * @type {Map<unknown, {wanted: string, read: (facts: Record<string, unknown>) => ListFile|RunFile|null}>}
 */
const KINDS = new Map([
  [FORMAT, { wanted: "moments", read: listFrom }],
  [RUN, { wanted: "settings", read: runFrom }],
]);

/** @param {Record<string, unknown>} facts @returns {ListFile|null} */
function listFrom({ moments }) {
  if (!Array.isArray(moments)) return null;
  const good = moments.map(momentFrom).filter((moment) => moment !== null);
  return good.length || !moments.length ? { moments: good, lost: moments.length - good.length } : null;
}

/** @param {Record<string, unknown>} facts @returns {RunFile|null} */
function runFrom({ settings }) {
  return isRecord(settings) ? { settings: settingsFrom(settings) } : null;
}

/** @param {string} text @returns {unknown} undefined where it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {Moment|null} */
function momentFrom(value) {
  if (!isRecord(value) || !isRecord(value.settings)) return null;
  const seen = textsFrom(isRecord(value.seen) ? value.seen : {});
  return {
    name:
      String(value.name ?? "")
        .trim()
        .slice(0, LONGEST_NAME) || "Moment",
    settings: settingsFrom(value.settings),
    seen: Object.fromEntries(Object.entries(seen).filter(([name]) => NAMES.some((known) => known === name))),
  };
}

/** What belongs to one optimizer or objective stands in the address by itself. @param {Record<string, unknown>} settings */
function settingsFrom({ own, ...settings }) {
  return textsFrom({ ...settings, ...(isRecord(own) ? own : {}) });
}

/** @param {Record<string, unknown>} values @returns {Texts} as a link has them; what is null is not in it */
function textsFrom(values) {
  const given = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, textOf(value).slice(0, LONGEST_TEXT)]));
}

/** Lists are separated by commas, what belongs together by colons: a quantity and its scale. @param {unknown} value */
function textOf(value) {
  const inner = (/** @type {unknown} */ part) => (Array.isArray(part) ? part.join(":") : String(part));
  return Array.isArray(value) ? value.map(inner).join() : String(value);
}
