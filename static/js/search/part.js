// A part of an index: where it is found, its dictionary, and the lists of one term; the twin of gongbao.search.part and hashing.

import { BitReader, seen, SURE, varint } from "./bits.js";
import { splitTerm } from "./tokens.js";

export const FIELDS = 3; // title, number, body
const BODY = FIELDS - 1;
const MANY = 16;
const SPARE = 8; // bytes behind the last one, so that four can be read at any place

function unitHash(unit) {
  let value = unit ? 0x811c9dc5 : 0;
  for (let at = 0; at < unit.length; at += 1) value = Math.imul(value ^ unit.charCodeAt(at), 0x01000193);
  return value;
}

/** The hash of a term. */
export function termHash(term) {
  const [first, second] = splitTerm(term);
  let value = Math.imul(unitHash(first), 0x9e3779b1) ^ unitHash(second);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The name of the part of a segment that holds a term, if the segment has it. */
export function partOf(term, { bits, splits }) {
  const hash = termHash(term);
  const bucket = hash & ((1 << bits) - 1);
  const half = (hash >>> 16) & ((1 << Number(splits[bucket])) - 1);
  return bucket.toString(16) + (half ? `.${half}` : "");
}

/** One part; documents are numbered within their segment, which holds `documents`. */
export class Part {
  constructor(bytes, documents) {
    this.documents = documents;
    let [pairs, place] = varint(bytes, 0);
    let others, size;
    [others, place] = varint(bytes, place);
    [size, place] = varint(bytes, place);
    this.others = others ? new TextDecoder().decode(bytes.subarray(place, place + size)).split("\n") : [];
    place += size;
    this.firsts = new Uint16Array(pairs);
    let first = 0;
    for (let at = 0; at < pairs; at += 1) {
      let step;
      [step, place] = varint(bytes, place);
      first += step;
      this.firsts[at] = first;
    }
    this.seconds = new Uint16Array(pairs);
    for (let at = 0; at < pairs; at += 1) this.seconds[at] = bytes[place + 2 * at] | (bytes[place + 2 * at + 1] << 8);
    const stream = new Uint8Array(bytes.length - place - 2 * pairs + SPARE);
    stream.set(bytes.subarray(place + 2 * pairs));
    this.reader = new BitReader(stream);
    this.starts = [this.reader.place]; // of the terms met so far, and of the next one
  }

  /** Where a term stands: of each field {documents, counts} or null; null for a term that is not here. */
  lists(term) {
    const place = this.#place(term);
    if (place < 0) return null;
    while (this.starts.length <= place) {
      this.#term(this.starts.at(-1), false);
      this.starts.push(this.reader.place);
    }
    const lists = this.#term(this.starts[place], true);
    if (this.starts.length === place + 1) this.starts.push(this.reader.place);
    return lists;
  }

  #place(term) {
    if (term.length === 2) {
      const [first, second] = [term.charCodeAt(0), term.charCodeAt(1)];
      for (let at = 0; at < this.firsts.length; at += 1) if (this.firsts[at] === first && this.seconds[at] === second) return at;
    }
    const other = this.others.indexOf(term);
    return other < 0 ? -1 : this.firsts.length + other;
  }

  #term(start, wanted) {
    const { reader } = this;
    reader.place = start;
    const mask = reader.read(1) ? reader.read(FIELDS) : 1 << BODY;
    const lists = [null, null, null];
    for (let field = 0; field < FIELDS; field += 1) if ((mask >> field) & 1) lists[field] = this.#list(wanted);
    return lists;
  }

  #list(wanted) {
    const { reader } = this;
    const size = reader.gamma();
    const k = 31 - Math.clz32(Math.max(1, Math.floor((this.documents * 11) / (16 * size))));
    const countK = size >= MANY ? reader.read(3) : -1;
    const documents = new Uint32Array(wanted ? size : 0);
    const counts = new Uint32Array(wanted ? size : 0);
    fill(reader, { size, k, countK }, documents, counts);
    if (wanted && documents[size - 1] >= this.documents) throw new RangeError("a list of other documents");
    return { documents, counts };
  }
}

/** Reads the documents of a list and their counts, or passes over them where there is no room for them. */
function fill(reader, { size, k, countK }, documents, counts) {
  const { bytes } = reader;
  let place = reader.place;
  let document = -1;
  for (let at = 0; at < size; at += 1) {
    let ahead = seen(bytes, place);
    let zeros = Math.clz32(ahead);
    if (zeros + 1 + k <= SURE) {
      document += 1 + (zeros << k) + (k ? (ahead << (zeros + 1)) >>> (32 - k) : 0);
      place += zeros + 1 + k;
    } else {
      reader.place = place;
      document += 1 + reader.rice(k);
      place = reader.place;
    }
    ahead = seen(bytes, place);
    zeros = Math.clz32(ahead);
    const width = countK < 0 ? zeros : countK;
    if (zeros + 1 + width <= SURE) {
      const low = width ? (ahead << (zeros + 1)) >>> (32 - width) : 0;
      counts[at] = countK < 0 ? (1 << zeros) + low : (zeros << countK) + low + 1;
      place += zeros + 1 + width;
    } else {
      reader.place = place;
      counts[at] = countK < 0 ? reader.gamma() : reader.rice(countK) + 1;
      place = reader.place;
    }
    documents[at] = document;
  }
  if (place > (bytes.length - SPARE) * 8) throw new RangeError("the bits end within a number");
  reader.place = place;
}
