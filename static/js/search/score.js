// Which documents fit and how well: the formula and the rules of lunr; the twin of gongbao.search.score.

const BOOSTS = [4, 6, 1]; // title, number, body
const FIELDS = [0, 1, 2];
const K1 = 1.2;
const B = 0.75;

/** How many terms a field has, by its code: exact up to 20, then in steps of a twentieth. */
export const LENGTHS = [0];
while (LENGTHS.length < 256) LENGTHS.push(Math.max(LENGTHS.at(-1) + 1, Math.floor((LENGTHS.at(-1) * 21) / 20)));

/** A number in thousandths, rounded as Python's round does: by its exact value, a tie to the even side. */
export function thousandths(value) {
  const near = value * 1000;
  const whole = Math.floor(near);
  const rest = near - whole;
  if (rest < 0.499999 || rest > 0.500001) return Math.round(near);
  if (Number.isInteger(value * 16)) return whole + (whole % 2); // exactly half
  return Math.round(Number(value.toFixed(3)) * 1000);
}

/**
 * The documents that hold every required clause (or, without one, any), the best first, of equals the newest.
 * A clause is {term, fields, required}, `fields` the numbers of the fields it is looked for in. The corpus gives
 * documents, totals, codes (of each field the length codes of all documents) and lists(term) → by segment {first, lists}.
 */
export function hits(corpus, clauses) {
  const asked = distinct(clauses);
  if (asked.some((each) => each.required && !has(corpus, each.term))) return [];
  const present = asked.filter((each) => has(corpus, each.term));
  const required = present.filter((each) => each.required);
  const allowed = required.length ? holding(corpus, required) : null;
  const sums = FIELDS.map(() => new Float64Array(corpus.documents));
  const met = new Uint8Array(corpus.documents);
  for (const [term, field, times] of weighed(present)) add(corpus, { term, field, times, allowed, met }, sums[field]);
  return ranked(met, sums, FIELDS.map((field) => norm(present, field)));
}

/** Which documents hold every clause, as a byte for each. */
export function holding(corpus, clauses) {
  const met = new Uint16Array(corpus.documents);
  clauses.forEach(({ term, fields }, round) => {
    for (const { first, lists } of corpus.lists(term)) for (const field of fields) if (lists[field]) meet(met, first, lists[field].documents, round);
  });
  const held = new Uint8Array(met.length);
  for (let document = 0; document < met.length; document += 1) if (met[document] === clauses.length) held[document] = 1;
  return held;
}

/** Documents that were met in every round before are met in this one. */
function meet(met, first, documents, round) {
  for (let at = 0; at < documents.length; at += 1) {
    const document = first + documents[at];
    if (met[document] === round) met[document] = round + 1;
  }
}

function has(corpus, term) {
  return corpus.lists(term).length > 0;
}

function distinct(clauses) {
  const key = ({ term, fields, required }) => `${term}\n${fields.join()}\n${required}`;
  return [...new Map(clauses.map((clause) => [key(clause), clause])).values()];
}

/** Every term and field once, and how often the query asks for it. */
function weighed(present) {
  const found = new Map();
  for (const { term, fields } of present) {
    for (const field of fields) {
      const key = `${field}\n${term}`;
      found.set(key, [term, field, (found.get(key)?.[2] ?? 0) + 1]);
    }
  }
  return found.values();
}

/** The length of the query's vector in a field. */
function norm(present, field) {
  let squares = 0;
  for (const [, of, times] of weighed(present)) if (of === field) squares += times * times;
  return Math.sqrt(squares);
}

function add(corpus, { term, field, times, allowed, met }, sums) {
  const segments = corpus.lists(term);
  let having = 0;
  for (const { lists } of segments) for (const list of lists) having += list ? list.documents.length : 0;
  const idf = Math.log(1 + Math.abs((corpus.documents - having + 0.5) / (having + 0.5)));
  const average = corpus.totals[field] / corpus.documents;
  const weight = (code, count) => {
    const base = K1 * (1 - B + B * (LENGTHS[code] / average));
    return times * thousandths(((idf * ((K1 + 1) * count)) / (base + count)) * BOOSTS[field]);
  };
  for (const { first, lists } of segments) if (lists[field]) sum({ first, ...lists[field] }, { codes: corpus.codes[field], allowed, met, weight }, sums);
}

const USUAL = 16; // counts below this are so common that their weights are kept

/** Adds the weights of a list; most documents share theirs with others that are as long. */
function sum({ first, documents, counts }, { codes, allowed, met, weight }, sums) {
  const kept = new Float64Array(LENGTHS.length * USUAL).fill(-1);
  for (let at = 0; at < documents.length; at += 1) {
    const document = first + documents[at];
    if (allowed && !allowed[document]) continue;
    met[document] = 1;
    const count = counts[at];
    const code = codes[document];
    if (count >= USUAL) {
      sums[document] += weight(code, count);
      continue;
    }
    const place = code * USUAL + count;
    if (kept[place] < 0) kept[place] = weight(code, count);
    sums[document] += kept[place];
  }
}

const ROOM = 2 ** 20; // more than there are documents

/** The scores; one division where all fields are asked the same, so that equal sums are equal scores. */
function ranked(met, sums, norms) {
  const asked = FIELDS.filter((field) => norms[field]);
  const different = new Set(asked.map((field) => norms[field])).size > 1;
  return different ? weighted(met, sums, norms, asked) : plain(met, sums, Math.max(...norms));
}

/** Sums are whole numbers: sum and document together are one, and sorted as such. */
function plain(met, [title, number, body], norm) {
  const keys = new Float64Array(met.length);
  let count = 0;
  for (let document = 0; document < met.length; document += 1) {
    if (!met[document]) continue;
    keys[count] = (title[document] + number[document] + body[document]) * ROOM + document;
    count += 1;
  }
  const found = new Array(count);
  const sorted = keys.subarray(0, count).sort();
  for (let at = 0; at < count; at += 1) {
    const key = sorted[count - 1 - at];
    const document = key % ROOM;
    found[at] = { document, score: (key - document) / ROOM / norm / 1000 };
  }
  return found;
}

function weighted(met, sums, norms, asked) {
  const found = [];
  met.forEach((held, document) => {
    if (!held) return;
    let score = 0;
    for (const field of asked) score += sums[field][document] / norms[field];
    found.push({ document, score: score / 1000 });
  });
  return found.sort((one, other) => other.score - one.score || other.document - one.document);
}
