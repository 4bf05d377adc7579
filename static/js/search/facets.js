// What documents can be sorted and sifted by; the twin of gongbao.search.facets.

import { header, unpacked } from "./bits.js";

const NAMED = ["kind", "series", "issuer", "issue"];
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1900, 0, 1);

/** The facets of all segments together; every column is a typed array with a number for each document. */
export class Facets {
  constructor(files) {
    const total = files.reduce((sum, file) => sum + file.documents, 0);
    this.names = Object.fromEntries([...NAMED, "department"].map((name) => [name, [""]]));
    this.columns = Object.fromEntries([...NAMED, "year", "day"].map((name) => [name, new Uint32Array(total)]));
    this.departments = new Array(total);
    let first = 0;
    for (const { bytes, documents } of files) {
      this.#add(bytes, documents, first);
      first += documents;
    }
  }

  /** The numbers a document has for a property: one, none, or several departments. */
  values(name, document) {
    if (name === "department") return this.departments[document];
    const value = this.columns[name][document];
    return value ? [value] : [];
  }

  /** The day of a document as 2023-03-01, empty without one. */
  day(document) {
    const day = this.columns.day[document];
    return day ? new Date(FIRST_DAY + (day - 1) * DAY).toISOString().slice(0, 10) : "";
  }

  /** How many of some documents have each value: [{value, name, count}], most first; of years the newest first. */
  counts(name, documents) {
    const sums = new Map();
    for (const document of documents) for (const value of this.values(name, document)) sums.set(value, (sums.get(value) ?? 0) + 1);
    const named = [...sums].map(([value, count]) => ({ value, count, name: name === "year" ? String(value) : this.names[name][value] }));
    if (name === "year") return named.sort((one, other) => other.value - one.value);
    return named.sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
  }

  #add(bytes, documents, first) {
    const [names, start] = header(bytes);
    let place = start;
    let column;
    for (const name of [...NAMED, "year", "day"]) {
      [column, place] = unpacked(bytes, place, documents);
      const numbers = NAMED.includes(name) ? this.#numbers(name, names[name]) : null;
      for (let at = 0; at < documents; at += 1) this.columns[name][first + at] = numbers ? numbers[column[at]] : column[at];
    }
    let sizes, flat;
    [sizes, place] = unpacked(bytes, place, documents);
    [flat] = unpacked(bytes, place, sizes.reduce((sum, size) => sum + size, 0));
    const numbers = this.#numbers("department", names.departments);
    let at = 0;
    for (let document = 0; document < documents; document += 1) {
      this.departments[first + document] = Array.from(flat.subarray(at, at + sizes[document]), (value) => numbers[value]);
      at += sizes[document];
    }
  }

  /** The numbers that names of one segment have among all. */
  #numbers(name, names) {
    const known = this.names[name];
    return [0, ...names.map((text) => {
      const place = known.indexOf(text);
      return place < 0 ? known.push(text) - 1 : place;
    })];
  }
}
