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

/**
 * All segments as one. `load` gives the bytes of a file of the index. What fails is asked for again next time, and the
 * manifest before it: a site may be brought up to date while a page is open.
 */
export class Index {
  constructor(load) {
    this.load = load;
    this.#forget();
  }

  /** What there is: the manifest alone. */
  async describe() {
    this.describing ??= this.#described();
    const asked = this.describing;
    asked.catch(() => this.describing === asked && (this.describing = null));
    await asked;
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
    const files = await this.#each("facets.bin", (bytes, { documents }) => ({ bytes, documents }));
    this.sifting ??= this.#sound(() => new Facets(files));
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
    return this.#sound(() => read(JSON.parse(restored(bytes))));
  }

  async #described() {
    const manifest = parsed(await this.load("manifest.json"));
    if (this.manifest && JSON.stringify(manifest) === JSON.stringify(this.manifest)) return;
    this.#forget();
    this.manifest = manifest;
    this.documents = 0;
    this.segments = manifest.segments.map((each) => {
      const segment = { ...each, first: this.documents, parts: new Map() };
      this.documents += each.documents;
      return segment;
    });
    this.totals = [0, 1, 2].map((field) => this.segments.reduce((sum, each) => sum + each.lengths[field], 0));
  }

  #forget() {
    this.files = new Map();
    this.found = new Map();
    this.segments = this.manifest = this.codes = this.numbers = this.sifting = undefined;
  }

  async #lengths() {
    if (this.codes) return;
    const files = await this.#each("lengths.bin", columns);
    const codes = Array.from({ length: FIELDS }, () => new Uint8Array(this.documents));
    files.forEach((file, at) => file.forEach((column, field) => codes[field].set(column, this.segments[at].first)));
    this.codes = codes;
  }

  async #numbers() {
    if (this.numbers) return;
    this.numbers = (await this.#each("numbers.bin", register)).flat();
  }

  async #fetchTerm(term) {
    const { found } = this; // another one when the manifest is
    const lists = await Promise.all(this.segments.map(async (segment) => {
      const part = await this.#part(segment, partOf(term, segment));
      return { first: segment.first, lists: this.#sound(() => part.lists(term)) };
    }));
    found.set(term, lists.filter((each) => each.lists));
  }

  #part(segment, name) {
    if (!segment.parts.has(name)) {
      const part = this.#file(segment, `parts/${name}.bin`).then((bytes) => this.#sound(() => new Part(bytes, segment.documents)));
      part.catch(() => segment.parts.delete(name));
      segment.parts.set(name, part);
    }
    return segment.parts.get(name);
  }

  /** A file of every segment, and what is made of each; rejects where the manifest became another meanwhile. */
  async #each(path, make) {
    const { segments } = this;
    const files = await Promise.all(segments.map((each) => this.#file(each, path)));
    if (segments !== this.segments) throw new Error("the index was brought up to date");
    return files.map((bytes, at) => this.#sound(() => make(bytes, segments[at])));
  }

  /** A file of a segment: asked for by the state it shall be of, so that no cache gives one of another. */
  #file(segment, path) {
    return this.#load(`${segment.name}/${path}?${segment.revision}`);
  }

  #load(whole) {
    const { files } = this;
    if (!files.has(whole)) {
      const bytes = this.load(whole);
      bytes.catch(() => this.#doubt(files, whole));
      files.set(whole, bytes);
    }
    return files.get(whole);
  }

  /** What is made of the bytes of files; where that fails they are of two states. */
  #sound(make) {
    try {
      return make();
    } catch (error) {
      this.#doubt(this.files);
      throw error;
    }
  }

  /** Asks for the manifest before the next search, and for one file again or for all. */
  #doubt(files, whole) {
    this.describing = null;
    if (whole) files.delete(whole);
    else files.clear();
  }
}

/** The columns of lengths.bin. */
function columns(bytes, { documents }) {
  const found = [];
  let place = 0;
  for (let field = 0; field < FIELDS; field += 1) {
    const [column, next] = unpacked(bytes, place, documents);
    found.push(column);
    place = next;
  }
  if (place !== bytes.length) throw new RangeError("lengths of other documents");
  return found;
}

function register(bytes, { first, documents }) {
  const entries = decoded(bytes, first);
  if (entries.some((each) => each.document >= first + documents)) throw new RangeError("numbers of other documents");
  return entries;
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
