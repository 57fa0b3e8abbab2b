/**
 * All that the stage takes from the page that Streamlit builds around it: where a widget with a key is, and whether
 * the page waits for the server. If the page is ever built otherwise, nothing is found here, and the page works as
 * Streamlit's own does; tests/browser/test_waiting.py says what is missing.
 */

const PATIENCE = 1000; // ms; shorter waits show no message
const RERUN = 0x5a; // the first byte of a message that asks for a run (BackMsg.rerun_script)

/** @param {string} key  of a widget @returns {string} what selects its element */
export const widgetOf = (key) => `.st-key-${key}`;

/** @returns {HTMLInputElement|null} the range input of a slider */
export const sliderInput = (key) => document.querySelector(`${widgetOf(key)} input[type="range"]`);

/** @param {Event} event @param {string} prefix @returns {string|null} the rest of the key of the widget it came from */
export function keyAfter(event, prefix) {
  const start = `st-key-${prefix}`;
  const box = event.target.closest?.(`[class*="${start}"]`);
  return box ? [...box.classList].find((name) => name.startsWith(start)).slice(start.length) : null;
}

const app = () => document.querySelector('[data-testid="stApp"]');
const listeners = new Set();
let unanswered = false; // a run was asked for, and nothing has come since

/** The page's socket sends through here; what it sends stays as it is. */
const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (message) {
  send.call(this, message);
  if (new Uint8Array(message.buffer ?? message, message.byteOffset ?? 0, 1)[0] !== RERUN) return;
  unanswered = true;
  this.addEventListener("message", answered, { once: true });
  notify();
};

function answered() {
  unanswered = false;
  notify();
}

const notify = () => listeners.forEach((listener) => listener());

/** @returns {string} what the page waits for, in words; "" while it waits for nothing */
function wait() {
  const { testScriptState: run, testConnectionState: connection } = app()?.dataset ?? {};
  if (connection && connection !== "CONNECTED") return "Connection lost: trying again";
  return unanswered || run === "running" ? "Waiting for the server" : "";
}

/**
 * @param {(words: string) => void} say  called with what the page has waited for without a break for a second, in
 *   words, and with "" as soon as that is over
 * @returns {() => void} stops watching
 */
export function watchWaiting(say) {
  let now = "";
  let timer = null;
  const update = () => {
    const words = wait();
    if (words === now) return;
    now = words;
    clearTimeout(timer);
    say("");
    if (words) timer = setTimeout(() => say(words), PATIENCE);
  };
  const observer = new MutationObserver(update);
  const attributeFilter = ["data-test-script-state", "data-test-connection-state"];
  if (app()) observer.observe(app(), { attributeFilter });
  listeners.add(update);
  return () => (clearTimeout(timer), observer.disconnect(), listeners.delete(update));
}
