/** The element that keeps the answers of the lessons in the browser: it shows nothing. */
/** @import { Component } from "../types.js" */
/** @import { AnswersMessage, KeptMessage } from "../model/answers.js" */
import { Answers } from "../model/answers.js";
import { guarded } from "../problem.js";
import { keep, kept, onKeptElsewhere } from "./kept.js";
import { onAnswered } from "./streamlit_page.js";

const KEPT = "descent-lab-answers";

/** The way to the server, of the element that was drawn last. @type {(message: KeptMessage) => void} */
let send = () => {};
/** @type {Answers|null} */
let answers = null;

function begin() {
  const store = { read: () => kept(KEPT), write: (/** @type {string} */ text) => keep(KEPT, text) };
  const begun = new Answers(store, (message) => send(message));
  onKeptElsewhere(KEPT, () => begun.changedElsewhere());
  onAnswered(() => begun.repeat());
  return begun;
}

const hear = guarded((/** @type {Component<AnswersMessage>} */ component) => {
  if (!component.data?.visit) return;
  send = (message) => component.setStateValue("kept", message);
  answers ??= begin();
  answers.receive(component.data);
});

/** Streamlit calls it at every change of the element's data. @param {Component<AnswersMessage>} component */
export default function keepAnswers(component) {
  hear(component);
  return () => component.parentElement.isConnected || answers?.leave();
}
