// A search from the query to the results; the twin of gongbao.search.engine.

import { Closest, holds } from "./closest.js";
import { parse, years, FIELDS } from "./query.js";
import { hits, holding } from "./score.js";
import { printed, Speller } from "./spelling.js";
import { fold } from "./tokens.js";

const NEAREST = 6;
const PAGE = 10; // hits whose texts are looked at in any case
const ALL = [0, 1, 2];
const ALIASED = new Set(["issuer", "department"]);

/** Searches an index. */
export class Engine {
  constructor(index) {
    this.index = index;
  }

  /**
   * Everything a query finds: {query, readings, numbered, near, hits, leftOut, direct, mentioned}. `numbered` are the
   * documents that bear the number asked for, `near` the nearest numbers where there is none, `hits` [{document, score}]
   * the best first, `leftOut` the words some hits lack, `direct` the document a query that is a number leads to, or null.
   * `mentioned` is the number, where it is all of the query: then the query is the number as it is printed, and the hits
   * may name it. `asWords` where it shall not be read as a number.
   */
  async search(text, asWords = false) {
    const typed = parse(text);
    const empty = { query: typed, readings: [], numbered: [], near: [], hits: [], leftOut: [], direct: null, mentioned: null };
    if (!typed.phrases.length && !typed.excluded.length && !typed.filters.length) return empty;
    await this.index.describe();
    this.speller ??= new Speller(this.index.manifest.series);
    const readings = asWords ? [] : this.speller.readings(typed.text);
    const mentioned = whole(readings);
    const query = mentioned ? { ...parse(`"${printed(mentioned)}"`), text: typed.text } : typed;
    const asked = [...query.phrases, ...query.excluded].flatMap((phrase) => phrase.terms);
    const [sift] = await Promise.all([this.#sieve(query.filters), this.index.open(), this.index.fetchTerms([...new Set(asked)])]);
    return { ...this.#answer(query, readings, sift), mentioned };
  }

  async #sieve(filters) {
    if (!filters.length) return () => true;
    const named = filters.some(({ name }) => ALIASED.has(name));
    const [facets, aliases] = await Promise.all([this.index.facets(), named ? this.index.aliases() : {}]);
    return sieve(facets, filters, { kinds: this.index.manifest.kinds, aliases });
  }

  #answer(query, readings, sift) {
    const numbered = this.#numbered(readings).filter(sift);
    const near = numbered.length ? [] : this.#near(readings);
    const isNumber = readings.some((each) => each.whole && each.series !== null && each.serial !== null);
    const { found, leftOut } = this.#texts(query, isNumber);
    const banned = query.excluded.map((phrase) => holding(this.index, clauses(phrase)));
    const kept = found.filter(({ document }) => !banned.some((each) => each[document]) && sift(document));
    const sure = readings.some((each) => each.whole && each.sure && each.serial);
    return { query, readings, numbered, near, hits: kept, leftOut, direct: sure && numbered.length === 1 ? numbered[0] : null };
  }

  /**
   * What is left of the hits of a long phrase when the first texts are looked at: if one of them does not hold it, hits
   * of a page are all looked at, and more are searched for all its terms.
   */
  async settled(results) {
    const { query, hits: before, leftOut, mentioned } = results;
    if (mentioned || leftOut.length || !query.phrases.some(({ more }) => more.length)) return results;
    const first = before.slice(0, PAGE);
    const fragments = await Promise.all(first.map(({ document }) => this.index.fragment(document)));
    const holding = first.filter((_, at) => holds(fragments[at], query));
    if (holding.length === first.length) return results;
    if (before.length <= PAGE) return { ...results, hits: holding };
    const whole = query.phrases.map((phrase) => ({ ...phrase, terms: [...phrase.terms, ...phrase.more], more: [] }));
    await this.index.fetchTerms([...new Set(whole.flatMap(({ terms }) => terms))]);
    const kept = new Set(before.map(({ document }) => document));
    const { found } = this.#texts({ ...query, phrases: whole }, true);
    return { ...results, hits: found.filter(({ document }) => kept.has(document)) };
  }

  /** What gives the hits by how close they come; those of a number only if they name it, and not the number's own. */
  closeness({ query, hits, numbered, mentioned }) {
    const own = new Set(mentioned ? numbered : []);
    return new Closest(this.index, query, hits.filter(({ document }) => !own.has(document)), Boolean(mentioned));
  }

  /** The first of them, with their fragments. */
  async closest(results, count = PAGE) {
    return this.closeness(await this.settled(results)).next(count);
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

/** The number that is all of a query, or null. */
function whole(readings) {
  return readings.find((each) => each.whole && each.sure && each.series !== null && each.year && each.serial) ?? null;
}

function clauses(phrase) {
  const fields = phrase.field === null ? ALL : [FIELDS.indexOf(phrase.field)];
  return phrase.terms.map((term) => ({ term, fields, required: true }));
}

function fits(entry, reading) {
  return ["series", "year", "serial"].every((name) => reading[name] === null || reading[name] === entry[name]);
}

/** A test for documents: every filter of a query. */
function sieve(facets, filters, called) {
  const tests = filters.map(({ name, value, excluded }) => {
    if (name === "year") {
      const [first, last] = years(value) ?? [0, 0];
      return (document) => (first <= facets.columns.year[document] && facets.columns.year[document] <= last) !== excluded;
    }
    const wanted = meant(facets, name, value, called);
    return (document) => facets.values(name, document).some((each) => wanted.has(each)) !== excluded;
  });
  return (document) => tests.every((test) => test(document));
}

/** The values a filter means, as numbers: the one it names, or all that hold what it says. */
function meant(facets, name, value, { kinds, aliases }) {
  const numbers = new Map(facets.names[name].map((text, number) => [text, number]));
  numbers.delete("");
  const called = new Map(name === "kind" ? Object.entries(kinds).map(([word, label]) => [label, word]) : []);
  for (const [alias, text] of Object.entries(aliases[name] ?? {})) called.set(alias, text);
  for (const text of numbers.keys()) called.set(text, text);
  const wanted = fold(value);
  const exact = [...called].filter(([text]) => fold(text) === wanted);
  const chosen = exact.length ? exact : [...called].filter(([text]) => wanted && fold(text).includes(wanted));
  return new Set(chosen.map(([, text]) => numbers.get(text)).filter((number) => number !== undefined));
}
