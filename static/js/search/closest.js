// Hits put in order by their texts: words as they were typed before scattered ones; the twin of gongbao.search.closest.

import { closeness } from "./snippet.js";
import { everyAsked, terms } from "./tokens.js";

const SCATTERED = 2;
const AHEAD = 2; // as many texts are looked at as are wanted, times this, before scattered ones are given
const FEWEST = 4;

/** Whether a document has all pairs of the phrases of a query, wherever they stand. */
export function holds(fragment, query) {
  return closeness(fragment, query) < SCATTERED || query.phrases.every((phrase) => has(fragment, phrase));
}

function has(fragment, phrase) {
  const said = {
    title: [fragment.title, ...fragment.names],
    number: [fragment.number, fragment.id.replaceAll("-", " ")],
    body: fragment.text.map(({ text }) => text),
  };
  const missing = new Set(everyAsked(phrase.text));
  for (const text of phrase.field === null ? Object.values(said).flat() : said[phrase.field]) {
    for (const term of terms(text, true)) missing.delete(term);
  }
  return !missing.size;
}

/** Gives hits stretch by stretch; `strict` drops those that have the words scattered. */
export class Closest {
  constructor(index, query, hits, strict = false) {
    this.index = index;
    this.query = query;
    this.ahead = hits;
    this.strict = strict;
    this.held = [[], [], []];
  }

  /** The next ones, {document, score, fragment, closeness}: close ones as far as it looks ahead, then scattered ones. */
  async next(count) {
    for (let looked = 0; this.ahead.length && this.#close < count && looked < AHEAD * count; ) {
      const size = looked ? Math.min(count, Math.max(FEWEST, 2 * (count - this.#close))) : count;
      await this.#look(size);
      looked += size;
    }
    const found = this.held.flat().slice(0, count);
    const given = new Set(found);
    this.held = this.held.map((held) => held.filter((each) => !given.has(each)));
    return found;
  }

  /** How many hits there are that were not given; of those that were not looked at nobody knows how close they are. */
  get left() {
    return this.ahead.length + this.held.reduce((sum, held) => sum + held.length, 0);
  }

  get #close() {
    return this.held[0].length + this.held[1].length;
  }

  /** What fails here is tried again next time: nothing is taken before all texts are there. */
  async #look(count) {
    const next = this.ahead.slice(0, count);
    const fragments = await Promise.all(next.map(({ document }) => this.index.fragment(document)));
    this.ahead = this.ahead.slice(count);
    next.forEach((hit, at) => {
      const judged = { ...hit, fragment: fragments[at], closeness: closeness(fragments[at], this.query) };
      if (judged.closeness < SCATTERED || !this.strict) this.held[judged.closeness].push(judged);
    });
  }
}
