// The best place of a text for a query, with its marks as ranges; the twin of gongbao.search.snippet.

import { units } from "./tokens.js";

const WINDOW = 120;
const LEAD = 24;
const STOPS = new Set("，。；：！？、｜,;:!?");

/** What a text is searched for: the words as lists of units, parted where punctuation parts them. */
export function runs(query, title = false) {
  const found = new Map();
  for (const phrase of query.phrases) {
    if (phrase.field !== null && phrase.field !== (title ? "title" : "body")) continue;
    const groups = new Map();
    for (const unit of units(phrase.text)) groups.set(unit.group, [...(groups.get(unit.group) ?? []), unit.text]);
    for (const run of groups.values()) found.set(run.join("\n"), run);
  }
  return [...found.values()];
}

/** Where the runs stand in a text: {start, end, exact, run}; of a run that nowhere stands whole, its pairs. */
export function marks(text, wanted) {
  const found = units(text);
  const marked = wanted.flatMap((run, place) => ofRun(found, run, place));
  return marked.sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Marks as ranges [start, end] that do not touch. */
export function joined(found) {
  const ranges = [];
  for (const { start, end } of found) {
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

/** How a document has the words: 0 all of them in its title, 1 each somewhere as it was typed, 2 scattered. */
export function closeness(fragment, query) {
  const wanted = runs(query);
  if (!wanted.length) return 1;
  const titles = [fragment.title, ...fragment.names, fragment.number].map((text) => marks(text, wanted));
  if (titles.some((found) => whole(found, wanted))) return 0;
  const missing = new Set(wanted.keys());
  const seen = (found) => found.forEach((mark) => mark.exact && missing.delete(mark.run));
  titles.forEach(seen);
  for (const passage of fragment.text) {
    if (!missing.size) break;
    seen(marks(passage.text, wanted));
  }
  return missing.size ? 2 : 1;
}

/** The excerpt that shows the words best: {text, marks, anchor, page, heading, exact, before, behind}. */
export function snippet(fragment, query) {
  const wanted = runs(query);
  let best = null;
  let bestValue = 0;
  let heading = "";
  let opening = null;
  for (const passage of fragment.text) {
    if (passage.heading) heading = passage.text;
    const found = wanted.length ? marks(passage.text, wanted) : [];
    const worth = value(found, wanted);
    if (worth > bestValue) [best, bestValue] = [{ passage, found, heading }, worth];
    if (!opening && !passage.heading) opening = { passage, found: [], heading: "" };
  }
  const chosen = best ?? opening;
  if (!chosen) return { text: "", marks: [], anchor: "", page: "", heading: "", exact: false, before: false, behind: false };
  return excerpt(chosen, wanted);
}

function excerpt({ passage, found, heading }, wanted) {
  const [start, end] = stretch(passage.text, found);
  const inside = found.filter((mark) => start <= mark.start && mark.end <= end);
  return {
    text: passage.text.slice(start, end),
    marks: joined(inside).map(([one, other]) => [one - start, other - start]),
    anchor: passage.anchor,
    page: passage.page,
    heading: passage.heading ? "" : heading,
    exact: whole(found, wanted),
    before: start > 0,
    behind: end < passage.text.length,
  };
}

function ofRun(found, run, place) {
  const entire = standing(found, run).map(([start, end]) => ({ start, end, exact: true, run: place }));
  if (entire.length || run.length < 2) return entire;
  const pairs = new Map(run.slice(1).map((unit, at) => [`${run[at]}\n${unit}`, [run[at], unit]]));
  return [...pairs.values()].flatMap((pair) => standing(found, pair).map(([start, end]) => ({ start, end, exact: false, run: place })));
}

function standing(found, run) {
  const places = [];
  for (let at = 0; at + run.length <= found.length; at += 1) {
    const last = found[at + run.length - 1];
    if (found[at].text !== run[0] || last.group !== found[at].group) continue;
    if (run.every((unit, step) => found[at + step].text === unit)) places.push([found[at].start, last.end]);
  }
  return places;
}

function whole(found, wanted) {
  return wanted.length > 0 && new Set(found.filter((mark) => mark.exact).map((mark) => mark.run)).size === wanted.length;
}

/** Whole runs count four times their length, pairs by how many there are of a run. */
function value(found, wanted) {
  const entire = new Set(found.filter((mark) => mark.exact).map((mark) => mark.run));
  const pairs = new Set(found.filter((mark) => !entire.has(mark.run)).map((mark) => `${mark.run} ${mark.start}`));
  let sum = Math.min(pairs.size, 3);
  for (const run of entire) sum += 4 * wanted[run].length;
  return sum;
}

/** The stretch of a paragraph with the most marks, from the beginning of a clause if one is near. */
function stretch(text, found) {
  if (text.length <= WINDOW) return [0, text.length];
  const starts = found.length ? found.map((mark) => Math.max(0, Math.min(mark.start - LEAD, text.length - WINDOW))) : [0];
  let start = starts[0];
  for (const each of starts) if (weight(found, each) > weight(found, start)) start = each;
  const first = Math.min(...found.filter((mark) => mark.start >= start).map((mark) => mark.start), Infinity);
  let clause = start;
  for (let at = start; start && at < first && at < text.length; at += 1) {
    if (STOPS.has(text[at - 1])) {
      clause = at;
      break;
    }
  }
  if (/[\udc00-\udfff]/.test(text[clause])) clause += 1;
  let end = Math.min(text.length, clause + WINDOW);
  if (end < text.length && /[\udc00-\udfff]/.test(text[end])) end += 1;
  return [clause, end];
}

function weight(found, start) {
  const inside = found.filter((mark) => start <= mark.start && mark.end <= start + WINDOW);
  return 8 * new Set(inside.filter((mark) => mark.exact).map((mark) => mark.run)).size + inside.length;
}
