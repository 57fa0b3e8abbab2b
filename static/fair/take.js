/** What can be taken of a fair race: its link, its picture, and every run as a table. */
/** @import { FairView } from "./view.js" */
import { copyLink, linkTo } from "../export/share.js";
import { save } from "../export/take.js";
import { fairTable } from "../model/fair_table.js";
import { pictureOf } from "./picture.js";

const SAID = 2000; // ms that a button says what it did

/** @param {MouseEvent} event @param {FairView} view */
export function takeAway({ target }, view) {
  if (!(target instanceof HTMLButtonElement)) return;
  const name = ["descent-lab-fair", ...view.message.objectives.map((objective) => objective.name)].join("-");
  /** @type {Record<string, () => Promise<unknown>>} */
  const made = {
    link: async () =>
      say(target, (await copyLink(linkTo(location.search))) ? "Copied" : "Take the address bar"),
    png: async () => save(await pictureOf(view.root, view.look, view.message), `${name}.png`),
    csv: async () => save(csvOf(view), `${name}.csv`),
  };
  return made[target.dataset.take ?? ""]?.().catch((error) => {
    console.warn(error);
    say(target, "It failed. Try again");
  });
}

/** @param {FairView} view */
function csvOf({ message, race }) {
  const text = fairTable(message, (objective, racer) => race.entry(message, objective, racer));
  return new Blob([text], { type: "text/csv" });
}

/** @param {HTMLButtonElement} button @param {string} words */
function say(button, words) {
  const before = (button.dataset.label ??= button.textContent ?? "");
  button.textContent = words;
  setTimeout(() => (button.textContent = before), SAID);
}
