/**
 * What the stage asks of Python. The last requests are sent together, each with a number: one that is lost with a
 * run that was given up arrives with the next.
 */

const KEPT = 16; // requests that are sent again
const STANDING = ["explain", "mechanism"]; // those that hold until they are changed

let last = 0; // the number of this page's last request, whichever stage made it

export class Requests {
  /** Sets a state of the component. @type {(name: string, value: unknown) => void} */
  send;

  constructor() {
    /** @type {Record<string, unknown>} */
    this.standing = {};
    /** The server's name for this visit. @type {string|undefined} */
    this.visit = undefined;
    /** Those that were not done yet, as far as is known. @type {[number, string, unknown][]} */
    this.list = [];
    this.isLost = false; // whether some may not have been sent
    this.runs = 0; // that were asked for with no request
  }

  /**
   * Called with each run. A server that has not seen this page before, such as one that was restarted, is sent the
   * standing requests again, and what the one before has not done.
   * @param {{visit: string, answered: number}} data  the server's name for this visit, and the last request it did
   * @param {(name: string, value: unknown) => void} send  sets a state of the component
   */
  receive({ visit, answered }, send) {
    if (!visit) return; // a broken message: the way to the server stays as it is
    this.send = send;
    if (this.visit === visit) {
      this.list = this.list.filter(([number]) => number > answered);
      if (this.isLost && this.list.length) send("requests", { visit, list: this.list });
      this.isLost = false;
      return;
    }
    const open = this.list.filter(([, name]) => !STANDING.includes(name));
    this.visit = visit;
    this.list = [];
    for (const [name, value] of Object.entries(this.standing)) this.add(name, value);
    for (const [, name, value] of open) this.add(name, value);
  }

  /** The connection is back: with the next run, what could not be sent is sent. */
  repeat() {
    this.isLost = true;
  }

  /**
   * Asks for a run of the page as it is: whatever is moved on the way counts, as it does with any request. Before the
   * first run there is no way to ask, and Streamlit does.
   */
  run() {
    this.send?.("requests", { visit: this.visit, list: this.list, run: ++this.runs });
  }

  /** @param {string} name @param {unknown} value @returns {number} the request's own */
  add(name, value) {
    if (STANDING.includes(name)) this.standing[name] = value;
    this.list.push([++last, name, value]);
    this.list = this.list.slice(-KEPT);
    this.send("requests", { visit: this.visit, list: this.list });
    return last;
  }
}
