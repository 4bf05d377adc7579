// Finds what has a number or a name: the list of data/lookup.json, loaded once, and the ways to fit a query to it.

import { parse } from "./numbers.js";

const NEAR = 6;
const WEAK = 0.5; // the share of its pieces a title must hold to be offered when nothing holds them all
const WHOLE = 2; // the worst rank of a title that holds the whole query
const LONG = 8; // letters of a title that is more than a name
const INSIDE = 5; // the rank of a title that stands inside the query
const FEWEST = 4; // letters a title must have to be looked for inside the query
const LONGEST = 300; // letters of a query that are read

let loading = null;

/** The catalogue of the site at `root`, loaded once; rejects where it cannot be had. */
export function load(root) {
  loading ??= fetch(new URL("data/lookup.json", root)).then((response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  }).then((data) => new Catalogue(data, root));
  loading.catch(() => (loading = null));
  return loading;
}

const known = new Map();

function lettersOf(char) {
  if (!known.has(char)) known.set(char, char.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  return known.get(char);
}

/** The letters and figures of a text in one form, and for each the place of its character in the text. */
export function fold(text) {
  let letters = "";
  const places = [];
  for (let place = 0; place < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(place));
    const folded = lettersOf(char);
    letters += folded;
    for (let unit = 0; unit < folded.length; unit += 1) places.push(place);
    place += char.length;
  }
  return { letters, places };
}

/** Everything that can be found. */
export class Catalogue {
  constructor(data, root) {
    this.root = root;
    this.series = data.series.map(([name, code]) => [name, code]);
    this.entries = data.entries.map((row) => entry(row, data));
  }

  /** The whole address of an entry. */
  address(found) {
    const path = found.path === "" || found.path.endsWith("/") ? `${found.path}index.html` : found.path;
    return new URL(path.split("/").map(encodeURIComponent).join("/"), this.root).href;
  }

  /** What a query may mean, as numbers. */
  readings(query) {
    return parse(query.slice(0, LONGEST), this.series);
  }

  /**
   * The results of a query: {exact, near, titles, similar}, each a list of {entry, wanted}; `wanted` are the letters
   * of the entry's title that made it fit, `other` is the name that did if the title did not.
   */
  find(query) {
    const readings = this.readings(query);
    const exact = readings.filter((each) => each.sure).flatMap((each) => this.#numbered(each));
    const near = this.#near(readings, new Set(exact));
    const taken = new Set([...exact, ...near]);
    const words = wordsOf(query);
    const numbered = readings.some((each) => each.sure && each.series && each.serial);
    const long = (each) => each.rank === INSIDE && !exact.length && each.entry.folded.letters.length >= LONG;
    const fits = (each) => !taken.has(each.entry) && (!numbered || each.rank <= WHOLE || long(each));
    const titles = this.#titles(words, fold(query.slice(0, LONGEST)).letters).filter(fits);
    const pieces = this.#pieces(words).filter((each) => !taken.has(each.entry));
    const listed = new Set(titles.map((each) => each.entry));
    const whole = numbered ? [] : pieces.filter((each) => each.share === 1 && !listed.has(each.entry));
    const found = exact.length + near.length + titles.length + whole.length;
    const similar = found ? [] : pieces.filter((each) => each.share >= WEAK).slice(0, 12);
    return { readings, exact: exact.map(bare), near: near.map(bare), titles: [...titles, ...whole], similar };
  }

  /** The entries a complete number belongs to; of a part of a number, all that it leaves open. */
  #numbered(reading) {
    const says = (key) => key in reading;
    const fits = (each) => ["series", "year", "serial"].every((key) => !says(key) || each[key] === reading[key]);
    return this.entries.filter((each) => each.series && fits(each) && (says("serial") || each.serial === null));
  }

  /** The numbers next to those that were asked for; all of a series in a year where no serial was. */
  #near(readings, exact) {
    const found = [];
    for (const { series, year, serial } of readings) {
      if (!series || year === undefined) continue;
      const same = this.entries.filter((each) => each.series === series && each.year === year && each.serial && !exact.has(each));
      const far = (each) => Math.abs(each.serial - (serial ?? 0));
      const sorted = same.sort((one, other) => far(one) - far(other) || one.serial - other.serial);
      found.push(...(serial ? sorted.slice(0, NEAR) : sorted));
    }
    return [...new Set(found)];
  }

  /** Titles that hold the whole query, or each of its words, or that the query holds; the best first. */
  #titles(words, all) {
    if (!words.length) return [];
    const found = [];
    for (const each of this.entries) {
      const hit = held(each, words, all);
      if (hit) found.push(hit);
    }
    return found.sort((one, other) => one.rank - other.rank || order(one.entry, other.entry));
  }

  /** Titles by the share of the query's pieces of two letters that they hold. */
  #pieces(words) {
    const pieces = [...new Set(words.flatMap(shingles))];
    if (!pieces.length || pieces.length > LONGEST) return [];
    const found = [];
    for (const each of this.entries) {
      const hits = pieces.filter((piece) => holds(each.folded.letters, piece));
      if (hits.length) found.push({ entry: each, share: hits.length / pieces.length, wanted: hits });
    }
    return found.sort((one, other) => other.share - one.share || order(one.entry, other.entry));
  }
}

const bare = (found) => ({ entry: found, wanted: [] });

function entry([kind, title, path, day = "", names = "", series, year = null, serial = null], data) {
  const name = series === undefined ? "" : data.series[series][0];
  const others = names ? names.split("\n").map((text) => ({ text, letters: fold(text).letters })) : [];
  const numbered = { series: name, code: name && data.series[series][1], year, serial };
  return { kind, kindName: data.kinds[kind], title, path, day, others, folded: fold(title), ...numbered };
}

/** A number as it is printed; nothing for what has none. */
export function printed({ series, year, serial }) {
  if (!series || !serial) return "";
  const ordinal = /(?:令|公告)$/.test(series) ? "第" : "";
  return `${series}${year ? `〔${year}〕` : ""}${ordinal}${serial}号`;
}

function wordsOf(query) {
  const parts = query.slice(0, LONGEST).split(/\s+/u).map((word) => fold(word).letters);
  return [...new Set(parts.filter(Boolean))];
}

const FIGURES = /^\d+$/;

const shingles = (word) => (word.length < 2 || FIGURES.test(word) ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)));

/** Where a word stands in some letters; figures count only as the whole of a number: 5 is not 51. */
function placeOf(letters, word, from = 0) {
  let place = letters.indexOf(word, from);
  const cut = () => FIGURES.test(letters[place - 1] ?? "") || FIGURES.test(letters[place + word.length] ?? "");
  while (place >= 0 && FIGURES.test(word) && cut()) place = letters.indexOf(word, place + 1);
  return place;
}

const holds = (letters, word) => placeOf(letters, word) >= 0;

/** How a title fits: 0 it is the query, 1 begins with it, 2 holds it, 3 holds its words, 4 another name does, 5 the query holds it. */
function held(each, words, all) {
  const { letters } = each.folded;
  if (letters === all) return { entry: each, rank: 0, wanted: [all] };
  const place = placeOf(letters, all);
  if (place >= 0) return { entry: each, rank: place ? 2 : 1, wanted: [all] };
  if (words.every((word) => holds(letters, word))) return { entry: each, rank: 3, wanted: words };
  const other = each.others.find((name) => words.every((word) => holds(name.letters, word)));
  if (other) return { entry: each, rank: other.letters === all ? 0 : 4, wanted: [], other: other.text };
  if (letters.length >= FEWEST && all.includes(letters)) return { entry: each, rank: INSIDE, wanted: [letters] };
  return null;
}

/** The places [start, end] of some letters in the title of an entry, joined where they touch. */
export function marks(each, wanted) {
  const { letters, places } = each.folded;
  const hit = new Array(letters.length).fill(false);
  for (const word of wanted) {
    for (let at = placeOf(letters, word); word && at >= 0; at = placeOf(letters, word, at + 1)) hit.fill(true, at, at + word.length);
  }
  const found = [];
  hit.forEach((marked, at) => {
    if (!marked) return;
    const end = places[at] + String.fromCodePoint(each.title.codePointAt(places[at])).length;
    const last = found.at(-1);
    if (last && hit[at - 1]) last[1] = end;
    else found.push([places[at], end]);
  });
  return found;
}

/** Equally good results: by kind, newest first, by number, by title. */
function order(one, other) {
  return one.kind - other.kind || (one.day < other.day) - (one.day > other.day) || (one.serial ?? 0) - (other.serial ?? 0) || (one.title < other.title ? -1 : 1);
}
