// What somebody asks for: words, phrases in quotes, -words, title: and year:; the twin of gongbao.search.query.

import { asked, everyAsked, fold, terms } from "./tokens.js";

const LONGEST = 300;
const MOST_TERMS = 40;
const MOST_FILTERS = 12;
export const FIELDS = ["title", "number", "body"];

const PREFIXES = new Map([
  ["title", "title"], ["标题", "title"], ["题名", "title"],
  ["number", "number"], ["文号", "number"], ["字号", "number"],
  ["body", "body"], ["正文", "body"],
  ["year", "year"], ["年份", "year"], ["年", "year"],
  ["kind", "kind"], ["种类", "kind"], ["类别", "kind"],
  ["series", "series"], ["系列", "series"],
  ["issuer", "issuer"], ["发文机关", "issuer"], ["机关", "issuer"],
  ["department", "department"], ["责任单位", "department"], ["部门", "department"],
]);
const PIECE =
  /(?<sign>[-－−+＋]?)(?:(?<prefix>[A-Za-z一-龥]{1,10})[:：])?(?:["“”„«「『](?<quoted>[^"“”„»「」『』]*)["“”„»」』]?|(?<bare>[^ "“”„«»「」『』]+))/gu;
// The blanks of Python's str.split, which are not quite those of \s.
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;

/**
 * A query taken apart: {text, phrases, excluded, filters}; nothing in it is an error. A phrase is {text, terms, field,
 * exact, more}, `more` the terms of a long one that are looked up only where the others let through what does not hold it.
 */
export function parse(typed) {
  const text = [...typed.slice(0, 2 * LONGEST)].slice(0, LONGEST).join("").replace(BLANKS, " ").trim();
  const query = { text, phrases: [], excluded: [], filters: [] };
  for (const match of text.matchAll(PIECE)) take(match.groups, query);
  return { ...query, phrases: thinned(query.phrases), excluded: thinned(query.excluded), filters: query.filters.slice(0, MOST_FILTERS) };
}

function take({ sign, prefix, quoted, bare }, query) {
  const name = PREFIXES.get(fold(prefix ?? "")) ?? null;
  let value = quoted ?? bare;
  if (prefix && name === null) value = `${prefix}:${value}`;
  const excluded = ["-", "－", "−"].includes(sign);
  if (name && !FIELDS.includes(name)) {
    query.filters.push({ name, value: value.trim(), excluded });
    return;
  }
  const found = excluded ? [...new Set(terms(value))] : asked(value); // fewer terms would take too much away
  const more = excluded ? [] : everyAsked(value).filter((term) => !found.includes(term));
  if (found.length) query[excluded ? "excluded" : "phrases"].push({ text: value.trim(), terms: found, field: name, exact: quoted !== undefined, more });
}

/** The phrases with as many terms as are looked up, every second one or fewer where there are too many. */
function thinned(phrases) {
  const thin = (name) => {
    const step = Math.max(1, Math.ceil(phrases.reduce((sum, phrase) => sum + phrase[name].length, 0) / MOST_TERMS));
    return (phrase) => phrase[name].filter((_, place) => place % step === 0);
  };
  const [terms, more] = [thin("terms"), thin("more")];
  return phrases.slice(0, MOST_TERMS).map((phrase) => ({ ...phrase, terms: terms(phrase), more: more(phrase) }));
}

/** The years a filter means, [first, last]: 2023, 2019-2023; null for what is no year. */
export function years(value) {
  const match = /^([0-9]{4})年?(?:[^0-9a-z]{1,3}([0-9]{4})年?)?$/u.exec(fold(value));
  return match && [Number(match[1]), Number(match[2] ?? match[1])];
}
