/**
 * All that the stage takes from the page that Streamlit builds around it: where a widget with a key is, and whether
 * the page waits for the server. If the page is ever built otherwise, nothing is found here, and the page works as
 * Streamlit's own does; tests/browser/test_waiting.py says what is missing.
 */

import { Channel } from "../channel.js";

const PATIENCE = 1000; // ms; shorter waits show no message
const QUIET = 300; // ms from the end of a run until the page shows all of it
const OFFLINE = "No connection: the table, downloads and link wait for the server";
const RERUN = 0x5a; // the first byte of a message that asks for a run (BackMsg.rerun_script)

/** @param {string} key  of a widget @returns {string} what selects its element */
export const widgetOf = (key) => `.st-key-${key.replace(/[^\w-]/g, "-")}`;

/** What a finger can take hold of, of any slider. */
export const SLIDER_TRACK = '[data-testid="stSlider"] [role="group"]';

/** @param {string} key @returns {HTMLInputElement|null} the range input of a slider */
export const sliderInput = (key) =>
  /** @type {HTMLInputElement|null} */ (document.querySelector(`${widgetOf(key)} input[type="range"]`));

/**
 * @param {Event} event @param {string} selector
 * @returns {Element|null} the element it came from, or one around it
 */
export const closest = (event, selector) =>
  event.target instanceof Element ? event.target.closest(selector) : null;

/**
 * @param {Event} event @param {string} prefix
 * @returns {string|null} the rest of the key of the widget it came from
 */
export function keyAfter(event, prefix) {
  const start = `st-key-${prefix}`;
  const box = closest(event, `[class*="${start}"]`);
  const name = [...(box?.classList ?? [])].find((own) => own.startsWith(start));
  return name?.slice(start.length) ?? null;
}

/** What can be unfolded on the page and stays open, by the keys of the widgets. */
export const FOLDS = ["more", "iterates"];

/** @param {string} key @returns {HTMLDetailsElement|null} null where the page has none of that name now */
const foldOf = (key) => document.querySelector(`${widgetOf(key)} details`);

/** @returns {string[]} what is unfolded */
export const unfolded = () => FOLDS.filter((key) => foldOf(key)?.open);

/** @param {string} key @param {boolean} open @returns {boolean} whether it is there, and so is as it should be */
export function unfold(key, open) {
  const fold = foldOf(key);
  if (fold && fold.open !== open) fold.querySelector("summary")?.click(); // Python hears of it
  return fold !== null;
}

/** @returns {Element|null} the formula beside the page's title, as KaTeX has set it */
export const titleFormula = () => document.querySelector('[data-testid="stHeading"] h1 .katex');

/** @returns {Element|null} what the sidebar is headed by, of a lesson its title */
export const heading = () => document.querySelector('[data-testid="stSidebar"] [data-testid="stHeading"]');

const app = () => /** @type {HTMLElement|null} */ (document.querySelector('[data-testid="stApp"]'));
/** @type {Channel<void>} */
const exchanges = new Channel(); // what was sent or has come
let unanswered = false; // a run was asked for, and nothing has come since
let requested = 0; // runs that were asked for

/**
 * @param {() => void} listener  called when the visitor presses 'Reset', before Python hears of it
 * @returns {() => void} stops listening
 */
export function onReset(listener) {
  const stops = new AbortController();
  /** @param {Event} event */
  const hear = (event) => closest(event, `${widgetOf("reset")} button`) && listener();
  window.addEventListener("click", hear, { capture: true, signal: stops.signal });
  return () => stops.abort();
}

/** The page's socket sends through here; what it sends stays as it is. */
const { send } = WebSocket.prototype;
/** @param {Parameters<typeof send>[0]} message */
WebSocket.prototype.send = function (message) {
  send.call(this, message);
  if (firstByte(message) !== RERUN) return;
  requested++;
  unanswered = true;
  this.addEventListener("message", answered, { once: true });
  exchanges.publish();
};

/** @param {string|ArrayBufferLike|Blob|ArrayBufferView} message */
function firstByte(message) {
  if (ArrayBuffer.isView(message)) return new Uint8Array(message.buffer, message.byteOffset, 1)[0];
  return message instanceof ArrayBuffer ? new Uint8Array(message, 0, 1)[0] : null;
}

function answered() {
  unanswered = false;
  exchanges.publish();
}

const connected = () => (app()?.dataset.testConnectionState ?? "CONNECTED") === "CONNECTED";

/** @returns {string} what the page waits for, in words; "" while it waits for nothing */
function wait() {
  if (!connected()) return OFFLINE;
  return unanswered || app()?.dataset.testScriptState === "running" ? "Waiting for the server" : "";
}

/** Calls a listener at every change of what the page may wait for. @param {() => void} listener */
function watch(listener) {
  const observer = new MutationObserver(listener);
  const attributeFilter = ["data-test-script-state", "data-test-connection-state"];
  const element = app();
  if (element) observer.observe(element, { attributeFilter });
  const stop = exchanges.subscribe(listener);
  return () => (observer.disconnect(), stop());
}

/**
 * Streamlit asks for a run when the connection is back only if one was going on. A server that was restarted knows
 * nothing of the page until it is run.
 * @param {object} requests
 * @param {() => void} requests.repeat  called when the connection is back, before the page is run again
 * @param {() => void} requests.run  called if nothing has asked for a run since
 * @returns {() => void} stops watching
 */
export function onReconnected(requests) {
  let was = connected();
  return watch(() => {
    const is = connected();
    if (is && !was) {
      requests.repeat();
      const before = requested;
      setTimeout(() => requested === before && connected() && !wait() && requests.run(), QUIET);
    }
    was = is;
  });
}

/**
 * @param {() => void} listener  called when the server has answered all that it was sent, and its answer is here
 * @returns {() => void} stops watching
 */
export function onAnswered(listener) {
  /** @type {number|undefined} */
  let timer;
  const stop = watch(() => {
    clearTimeout(timer);
    if (!wait()) timer = setTimeout(listener, QUIET);
  });
  return () => (clearTimeout(timer), stop());
}

/**
 * @param {(words: string) => void} say  called with what the page has waited for without a break for a second, in
 *   words, and with "" as soon as that is over
 * @returns {() => void} stops watching
 */
export function watchWaiting(say) {
  let now = "";
  /** @type {number|undefined} */
  let timer;
  const update = () => {
    const words = wait();
    if (words === now) return;
    now = words;
    clearTimeout(timer);
    say("");
    if (words) timer = setTimeout(() => say(words), PATIENCE);
  };
  const stop = watch(update);
  return () => (clearTimeout(timer), stop());
}
