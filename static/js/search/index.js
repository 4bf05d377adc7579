// An index, fetched file by file as a query needs it; the twin of gongbao.search.index.

import { unpacked } from "./bits.js";
import { Facets } from "./facets.js";
import { FIELDS, Part, partOf } from "./part.js";
import { decoded } from "./register.js";
import { restored } from "./shorthand.js";

const FOLDER = 256;

/** A loader over HTTP: the bytes of a file below `base`; rejects where it cannot be had. */
export function fetching(base) {
  return async (path) => {
    const response = await fetch(new URL(path, base), path === "manifest.json" ? { cache: "no-cache" } : undefined);
    if (!response.ok) throw new Error(`${response.status} ${path}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

/** All segments as one. `load` gives the bytes of a file of the index; what fails is asked for again next time. */
export class Index {
  constructor(load) {
    this.load = load;
    this.files = new Map();
    this.found = new Map();
  }

  /** What there is: the manifest alone. */
  async describe() {
    this.describing ??= this.load("manifest.json");
    this.describing.catch(() => (this.describing = null));
    const bytes = await this.describing;
    this.manifest ??= parsed(bytes);
    if (!this.segments) this.#describe();
  }

  /** Everything a first search needs besides its terms. */
  async open() {
    await this.describe();
    await Promise.all([this.#lengths(), this.#numbers()]);
    return this;
  }

  /** Fetch what some terms need; afterwards `lists` answers for them. */
  async fetchTerms(terms) {
    const wanted = terms.filter((term) => !this.found.has(term));
    await Promise.all(wanted.map((term) => this.#fetchTerm(term)));
  }

  /** Where a term stands: of each segment that has it {first, lists}. */
  lists(term) {
    return this.found.get(term) ?? [];
  }

  /** What every document can be sifted by. */
  async facets() {
    const files = await Promise.all(this.segments.map(async (each) => ({ bytes: await this.#file(each, "facets.bin"), documents: each.documents })));
    this.sifting ??= new Facets(files);
    return this.sifting;
  }

  /** Of issuers and departments the other names, and the name that stands in the facets. */
  async aliases() {
    return parsed(await this.#load(this.manifest.aliases));
  }

  /** What a result shows of a document; `text` is a list of {text, anchor, heading, page}. */
  async fragment(document) {
    const segment = this.segments.findLast((each) => each.first <= document);
    const place = document - segment.first;
    const bytes = await this.#file(segment, `texts/${Math.floor(place / FOLDER)}/${place % FOLDER}.bin`);
    return read(JSON.parse(restored(bytes)));
  }

  #describe() {
    this.documents = 0;
    this.segments = this.manifest.segments.map((each) => {
      const segment = { ...each, first: this.documents, parts: new Map() };
      this.documents += each.documents;
      return segment;
    });
    this.totals = [0, 1, 2].map((field) => this.segments.reduce((sum, each) => sum + each.lengths[field], 0));
  }

  async #lengths() {
    if (this.codes) return;
    const files = await Promise.all(this.segments.map((each) => this.#file(each, "lengths.bin")));
    const codes = Array.from({ length: FIELDS }, () => new Uint8Array(this.documents));
    files.forEach((bytes, at) => {
      const { first, documents } = this.segments[at];
      let place = 0;
      let column;
      for (const field of codes) {
        [column, place] = unpacked(bytes, place, documents);
        field.set(column, first);
      }
    });
    this.codes = codes;
  }

  async #numbers() {
    if (this.numbers) return;
    const files = await Promise.all(this.segments.map((each) => this.#file(each, "numbers.bin")));
    this.numbers = files.flatMap((bytes, at) => decoded(bytes, this.segments[at].first));
  }

  async #fetchTerm(term) {
    const lists = await Promise.all(this.segments.map(async (segment) => {
      const part = await this.#part(segment, partOf(term, segment));
      return { first: segment.first, lists: part.lists(term) };
    }));
    this.found.set(term, lists.filter((each) => each.lists));
  }

  #part(segment, name) {
    if (!segment.parts.has(name)) {
      const part = this.#file(segment, `parts/${name}.bin`).then((bytes) => new Part(bytes, segment.documents));
      part.catch(() => segment.parts.delete(name));
      segment.parts.set(name, part);
    }
    return segment.parts.get(name);
  }

  #file(segment, path) {
    return this.#load(`${segment.name}/${path}`);
  }

  #load(whole) {
    if (!this.files.has(whole)) {
      const bytes = this.load(whole);
      bytes.catch(() => this.files.delete(whole));
      this.files.set(whole, bytes);
    }
    return this.files.get(whole);
  }
}

const parsed = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

function read(values) {
  let before = "";
  const text = values.text.map(([words, anchor = before, heading = 0, page = ""]) => {
    before = anchor;
    return { text: words, anchor, heading: Boolean(heading), page };
  });
  return { title: "", number: "", issuer: "", day: "", issue: "", part_of: "", names: [], ...values, text };
}
