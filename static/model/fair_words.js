/** What a fair race says, in sentences made from its numbers, as HTML: titles are the records', all else is numbers. */
/** @import { Check } from "../engine/fair_check.js" */
/** @import { FairMessage } from "../bridge/wire.js" */
/** @import { Row, Standing } from "./fair.js" */
import { expectedBest } from "./fair.js";
import { exactHtml, formatHtml } from "./format.js";

const NAMED = 3; // racers in one sentence

/** "A, B and C"; of very many the first and how many more. @param {string[]} names */
export function list(names) {
  const shown = names.length > NAMED + 1 ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** @param {number} count */
export const thousands = (count) => count.toLocaleString("en");

/** @param {{racer: {title: string}}} row */
const title = ({ racer }) => racer.title;
/** @param {{racer: {title: string}}} row */
const bold = (row) => `<b>${title(row)}</b>`;

/** @template {{median: number, shared: number}} T @param {T[]} rows @param {(row: T) => number} value */
function leaders(rows, value) {
  const best = Math.min(...rows.map(value));
  return rows.filter((row) => value(row) === best);
}

/** @param {Row[]} rows  the lowest median first @param {FairMessage} message @returns {string} */
export function finding(rows, { protocol, objectives: [objective] }) {
  const first = leaders(rows, ({ median }) => median);
  const next = rows[first.length];
  const given = `On ${objective.title}, with ${thousands(protocol.budget)} gradients and a step size of its own,`;
  if (first[0].median === Infinity) return `${given} every racer diverges from half of the starts or more.`;
  const beside = next ? `, and ${bold(next)} next` : "";
  const verb = first.length > 1 ? "end equally low" : "ends lowest";
  return `${given} ${list(first.map(bold))} ${verb}${beside}. ${untuned(rows, first, protocol)}`;
}

/** @param {Row[]} rows @param {Row[]} first @param {FairMessage["protocol"]} protocol */
function untuned(rows, first, { shared, tested: [from, to] }) {
  const best = leaders(rows, (row) => row.shared);
  const given = `At ${exactHtml(shared)} for all`;
  if (best[0].shared === Infinity) return `${given}, all would have diverged.`;
  const too = best.length === 1 && best[0] === first[0] ? " too" : "";
  const lost = rows.filter((row) => row.shared === Infinity);
  const all = to - from + 1;
  const how = lost.every(({ sharedFailed }) => sharedFailed === all)
    ? "every start"
    : "half of the starts or more";
  const failing = lost.length
    ? `, and ${list(lost.map(({ racer }) => racer.short))} would have diverged from ${how}`
    : "";
  return `${given}, ${list(best.map(title))} would have won${too}${failing}.`;
}

/** @param {Standing[]} standings  the lowest median rank first @param {FairMessage} message */
export function findingOfSeveral(standings, { protocol, objectives }) {
  const first = leaders(standings, ({ median }) => median);
  const next = standings[first.length];
  const given = `On ${objectives.length} objectives, with ${thousands(protocol.budget)} gradients and a step size of its own on each,`;
  const verb = first.length > 1 ? "have" : "has";
  const beside = next ? `, and ${bold(next)} the next, ${next.median}` : "";
  const untunedBest = list(leaders(standings, ({ shared }) => shared).map(title));
  return `${given} ${list(first.map(bold))} ${verb} the lowest median rank, ${first[0].median}${beside}. At ${exactHtml(protocol.shared)} for all, it would have been ${untunedBest}.`;
}

/**
 * What is unflattering, each a head and a sentence.
 * @param {Row[]} rows  of one objective, the lowest median first; none of several @param {FairMessage} message
 * @param {Check|undefined} check @returns {[string, string][]}
 */
export function cautions(rows, message, check) {
  const { protocol } = message;
  const ofOne = [forgiving, narrow, atTheEnd, useless, effort];
  const found = rows.length ? ofOne.map((about) => about(rows, protocol)) : [];
  return [...found.filter((words) => words !== null), ...seeds(message), ...checked(check)];
}

/** @param {Row[]} rows @param {FairMessage["protocol"]} protocol @returns {[string, string]|null} */
function forgiving(rows, { tested: [from, to], tuned: [first, last] }) {
  const failing = rows.filter(({ failed, median }) => failed && median < Infinity);
  if (!failing.length) return null;
  const parts = failing.map(({ racer, failed }, i) => `${racer.short}${i ? "" : " diverges"} from ${failed}`);
  const tuned = Math.max(...failing.map(({ failedInTuning }) => failedInTuning));
  const seen = tuned ? `, and from up to ${tuned} of the ${last - first + 1} tuned on` : "";
  return [
    "A median forgives.",
    `At its best step size ${list(parts)} of the ${to - from + 1} unseen starts${seen}: it does not see them.`,
  ];
}

/** @param {Row[]} rows @returns {[string, string]|null} */
function narrow([first]) {
  if (first.goodSizes > 1) return null;
  return [
    "It has to be met.",
    `Of the step sizes tried, only ${exactHtml(first.entry.stepSize)} takes ${title(first)} within ten times its loss.`,
  ];
}

/** @param {Row[]} rows @param {FairMessage["protocol"]} protocol @returns {[string, string]|null} */
function atTheEnd(rows, { step_sizes: sizes }) {
  const ends = [sizes[0], sizes[sizes.length - 1]];
  const at = rows.filter(({ entry }) => ends.includes(entry.stepSize));
  if (!at.length) return null;
  const whose = at.length > 1 ? "Theirs are" : "Its";
  return [
    "The search ends too soon.",
    `${whose}${at.length > 1 ? "" : " is"} at an end of what was tried: ${list(at.map(title))} might do better beyond.`,
  ];
}

/** @param {Row[]} rows @param {FairMessage["protocol"]} protocol @returns {[string, string]|null} */
function useless(rows, { shared }) {
  const idle = rows.filter(
    (row) => row.shared <= row.median && row.entry.stepSize !== shared && row.median < Infinity,
  );
  if (!idle.length) return null;
  const [one] = idle;
  const own =
    idle.length > 1 ? "their own step sizes do" : `its own step size, ${exactHtml(one.entry.stepSize)}, does`;
  return [
    "Tuned for nothing.",
    `For ${list(idle.map(title))}, ${own} no better on unseen starts than ${exactHtml(shared)}.`,
  ];
}

/** @param {Row[]} rows @param {FairMessage["protocol"]} protocol @returns {[string, string]} */
function effort(rows, { tries, step_sizes: { length } }) {
  const value = (/** @type {Row} */ row) => expectedBest(row, tries);
  const best = leaders(rows, value);
  const tuned = leaders(rows, (row) => row.tuned);
  const given = `With ${tries === 1 ? "one step size" : `${tries} step sizes`} drawn at random`;
  if (value(best[0]) >= best[0].entry.start)
    return ["Little effort.", `${given}, no racer is expected to end below its start.`];
  const same = best.length === tuned.length && best.every((row) => tuned.includes(row));
  const against = same ? `, as with all ${length}` : `; with all ${length}, it is ${list(tuned.map(title))}`;
  return [
    "Tuning effort.",
    `${given}, the lowest loss is to be expected of ${list(best.map(title))}, ${formatHtml(value(best[0]), 2)}${against}.`,
  ];
}

/** @param {FairMessage} message @returns {[string, string][]} */
function seeds({ protocol: { tuned, tested } }) {
  const both = Math.min(tuned[1], tested[1]) - Math.max(tuned[0], tested[0]) + 1;
  return both > 0 ? [["Seen before.", `${both} of the test starts were tuned on, too.`]] : [];
}

/** @param {Check|undefined} check @returns {[string, string][]} */
function checked(check) {
  if (!check) return [];
  const { adam, momentum, loses } = check;
  const numbers = `${formatHtml(adam, 2)} against ${formatHtml(momentum, 2)}`;
  const words = loses
    ? `On a stretched bowl Adam loses to momentum, ${numbers}, even with ε searched too; but with a large ε it is momentum: this search is too small.`
    : `On a stretched bowl, with ε searched too, Adam does not lose to momentum, ${numbers}: with a large ε it is momentum.`;
  return [[loses ? "The search is too small." : "The search is checked.", words]];
}
