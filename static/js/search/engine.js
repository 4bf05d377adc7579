// A search from the query to the results; the twin of gongbao.search.engine.

import { parse, years, FIELDS } from "./query.js";
import { hits, holding } from "./score.js";
import { Speller } from "./spelling.js";
import { closeness } from "./snippet.js";
import { fold } from "./tokens.js";

const NEAREST = 6;
const CLOSE = 10; // hits whose texts are looked at to put exact ones first
const ALL = [0, 1, 2];

/** Searches an index. */
export class Engine {
  constructor(index) {
    this.index = index;
  }

  /**
   * Everything a query finds: {query, readings, numbered, near, hits, leftOut, direct}. `numbered` are the documents
   * that bear the number asked for, `near` the nearest numbers where there is none, `hits` [{document, score}] the
   * best first, `leftOut` the words some hits lack, `direct` the document a query that is a number leads to, or null.
   */
  async search(text) {
    const query = parse(text);
    const empty = { query, readings: [], numbered: [], near: [], hits: [], leftOut: [], direct: null };
    if (!query.phrases.length && !query.excluded.length && !query.filters.length) return empty;
    await this.index.open();
    const asked = [...query.phrases, ...query.excluded].flatMap((phrase) => phrase.terms);
    await this.index.fetchTerms([...new Set(asked)]);
    const sift = query.filters.length ? sieve(await this.index.facets(), query.filters, this.index.manifest) : () => true;
    return this.#answer(query, sift);
  }

  #answer(query, sift) {
    this.speller ??= new Speller(this.index.manifest.series);
    const readings = this.speller.readings(query.text);
    const numbered = this.#numbered(readings).filter(sift);
    const near = numbered.length ? [] : this.#near(readings);
    const isNumber = readings.some((each) => each.whole && each.series !== null && each.serial !== null);
    const { found, leftOut } = this.#texts(query, isNumber);
    const banned = query.excluded.map((phrase) => holding(this.index, clauses(phrase)));
    const kept = found.filter(({ document }) => !banned.some((each) => each[document]) && sift(document));
    const sure = readings.some((each) => each.whole && each.sure && each.serial);
    return { query, readings, numbered, near, hits: kept, leftOut, direct: sure && numbered.length === 1 ? numbered[0] : null };
  }

  /** The first hits with their fragments, those that have the words as they were typed before those that have them scattered. */
  async closest(results, count = CLOSE) {
    const first = results.hits.slice(0, count);
    const fragments = await Promise.all(first.map(({ document }) => this.index.fragment(document)));
    const judged = first.map((hit, at) => ({ ...hit, fragment: fragments[at], closeness: closeness(fragments[at], results.query) }));
    return judged.sort((one, other) => one.closeness - other.closeness);
  }

  #numbered(readings) {
    const found = [];
    for (const reading of readings.filter((each) => each.sure)) {
      const fitting = this.index.numbers.filter((each) => fits(each, reading));
      found.push(...fitting.sort((one, other) => other.year - one.year || other.serial - one.serial || (one.series < other.series ? 1 : one.series > other.series ? -1 : 0) || other.document - one.document));
    }
    return [...new Set(found.map((entry) => entry.document))];
  }

  #near(readings) {
    const reading = readings.find((each) => each.series !== null && each.serial);
    if (!reading) return [];
    const same = this.index.numbers.filter((each) => each.series === reading.series && (reading.year === null || reading.year === each.year));
    const far = (each) => Math.abs(each.serial - reading.serial);
    return same.sort((one, other) => far(one) - far(other) || other.year - one.year || one.serial - other.serial).slice(0, NEAREST);
  }

  /** The hits of all words; where there are none, those of most words, and the words they lack. */
  #texts(query, isNumber) {
    const { phrases } = query;
    if (!phrases.length) {
      const { documents } = this.index;
      return { found: Array.from({ length: documents }, (_, at) => ({ document: documents - 1 - at, score: 0 })), leftOut: [] };
    }
    const found = hits(this.index, phrases.flatMap(clauses));
    return found.length || isNumber ? { found, leftOut: [] } : this.#some(phrases);
  }

  #some(phrases) {
    const holders = new Map(phrases.map((phrase) => [phrase, holding(this.index, clauses(phrase))]));
    let known = phrases.filter((phrase) => holders.get(phrase).includes(1));
    const together = () => holders.get(known[0]).some((_, document) => known.every((phrase) => holders.get(phrase)[document]));
    while (known.length > 1 && !together()) {
      const fewest = Math.min(...known.map((phrase) => phrase.terms.length));
      const out = known.findLastIndex((phrase) => phrase.terms.length === fewest);
      known = known.filter((_, at) => at !== out);
    }
    if (!known.length) return { found: this.#any(phrases), leftOut: phrases.map((phrase) => phrase.text) };
    const leftOut = phrases.filter((phrase) => !known.includes(phrase)).map((phrase) => phrase.text);
    return { found: hits(this.index, known.flatMap(clauses)), leftOut };
  }

  /** The documents that hold at least half as many of the terms as the one that holds most. */
  #any(phrases) {
    const once = new Map(phrases.flatMap(clauses).map((each) => [`${each.fields} ${each.term}`, each]));
    const counts = new Uint16Array(this.index.documents);
    for (const clause of once.values()) {
      const held = holding(this.index, [clause]);
      for (let document = 0; document < counts.length; document += 1) counts[document] += held[document];
    }
    const most = counts.reduce((one, other) => Math.max(one, other), 0);
    const optional = [...once.values()].map((each) => ({ ...each, required: false }));
    return hits(this.index, optional).filter((hit) => 2 * counts[hit.document] >= most);
  }
}

function clauses(phrase) {
  const fields = phrase.field === null ? ALL : [FIELDS.indexOf(phrase.field)];
  return phrase.terms.map((term) => ({ term, fields, required: true }));
}

function fits(entry, reading) {
  return ["series", "year", "serial"].every((name) => reading[name] === null || reading[name] === entry[name]);
}

/** A test for documents: every filter of a query. */
function sieve(facets, filters, manifest) {
  const tests = filters.map(({ name, value, excluded }) => {
    if (name === "year") {
      const [first, last] = years(value) ?? [0, 0];
      return (document) => (first <= facets.columns.year[document] && facets.columns.year[document] <= last) !== excluded;
    }
    const wanted = meant(facets, name, value, manifest);
    return (document) => facets.values(name, document).some((each) => wanted.has(each)) !== excluded;
  });
  return (document) => tests.every((test) => test(document));
}

/** The values a filter means, as numbers: the one it names, or all that hold what it says. */
function meant(facets, name, value, manifest) {
  const numbers = new Map(facets.names[name].map((text, number) => [text, number]));
  numbers.delete("");
  const called = new Map(name === "kind" ? Object.entries(manifest.kinds).map(([word, label]) => [label, word]) : []);
  for (const [alias, text] of Object.entries(manifest.aliases[name] ?? {})) called.set(alias, text);
  for (const text of numbers.keys()) called.set(text, text);
  const wanted = fold(value);
  const exact = [...called].filter(([text]) => fold(text) === wanted);
  const chosen = exact.length ? exact : [...called].filter(([text]) => wanted && fold(text).includes(wanted));
  return new Set(chosen.map(([, text]) => numbers.get(text)).filter((number) => number !== undefined));
}
