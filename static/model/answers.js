/**
 * What was committed in the lessons, as the browser keeps it: the rows of a link, as text. The visit (ui/lessons/kept.py)
 * is told once what was kept before it, and joins that; from then on what it says is kept. What another tab has kept
 * is told to it again; nothing kept, where something was, means that all was forgotten.
 *
 * @typedef {{visit: string, taken: number, answers: string}} AnswersMessage  what the visit has, and the number of the
 *   last message that it has taken
 * @typedef {{visit: string, number: number, answers: string, tries: number}} KeptMessage
 * @typedef {{read: () => string|null, write: (text: string) => unknown}} Store
 */

export const NONE = "[]";
const TRIES = 5; // a message of an element that is just being made may be lost

export class Answers {
  /** The visit that was heard last. @type {AnswersMessage|null} */
  heard = null;
  /** What it has not taken yet. @type {KeptMessage|null} */
  open = null;

  /** @param {Store} store @param {(message: KeptMessage) => void} send */
  constructor(store, send) {
    this.store = store;
    this.send = send;
  }

  /** @param {AnswersMessage} message */
  receive(message) {
    const isNew = this.heard?.visit !== message.visit;
    this.heard = message;
    if (isNew) {
      this.open = null;
      if (this.kept() !== NONE && this.kept() !== message.answers) return this.tell();
    }
    if (this.open && message.taken < this.open.number) return this.repeat();
    this.open = null;
    if (this.kept() !== message.answers) this.store.write(message.answers);
  }

  /** The visitor has left the lessons: nobody takes a message until they are here again, as a new visit. */
  leave() {
    this.heard = this.open = null;
  }

  /** Another tab has kept something. */
  changedElsewhere() {
    if (this.heard && this.kept() !== this.heard.answers) this.tell();
  }

  kept() {
    return this.store.read() || NONE;
  }

  tell() {
    if (!this.heard) return;
    const number = Math.max(this.heard.taken, this.open?.number ?? 0) + 1;
    this.open = { visit: this.heard.visit, number, answers: this.kept(), tries: 1 };
    this.send(this.open);
  }

  /** What the visit has not taken is sent again, some times: each is another message. */
  repeat() {
    if (!this.open || this.open.tries >= TRIES) return;
    this.open = { ...this.open, tries: this.open.tries + 1 };
    this.send(this.open);
  }
}
