// The words of a text as the index knows them; the twin of gongbao.search.tokens, rule by rule.

const FOLDED = [
  [0x00a0, 0x052f], [0x1e00, 0x206f], [0x2070, 0x209f], [0x2100, 0x218f], [0x2460, 0x24ff], [0x2e80, 0x2fdf], [0x3000, 0x33ff],
  [0xf900, 0xfaff], [0xfb00, 0xfb06], [0xfe10, 0xfe6f], [0xff00, 0xffef], [0x1d400, 0x1d7ff], [0x2f800, 0x2fa1f],
];
const DROPPED = [
  [0x0000, 0x0008], [0x000e, 0x001f], [0x007f, 0x0084], [0x0086, 0x009f], [0x00ad, 0x00ad], [0x0300, 0x036f], [0x200b, 0x200f],
  [0x202a, 0x202e], [0x2060, 0x206f], [0x3099, 0x309a], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xe0100, 0xe01ef],
];
const WORD = [[0x30, 0x39], [0x61, 0x7a], [0xdf, 0xf6], [0xf8, 0x2af], [0x370, 0x52f]];
const SINGLE = [
  [0x3005, 0x3007], [0x3041, 0x3096], [0x30a1, 0x30fa], [0x3105, 0x312f], [0x3400, 0x4dbf], [0x4e00, 0x9fff],
  [0xac00, 0xd7a3], [0xe000, 0xfaff], [0x20000, 0x3ffff],
];
const CLEAR = [
  [0x09, 0x0d], [0x20, 0x20], [0x85, 0x85], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029],
  [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000],
  ...[..."()[]{}<>〈〉《》「」『』【】〔〕〖〗〘〙〚〛‹›«»⟨⟩⟪⟫⟦⟧⦅⦆\"'`´“”‘’‚‛„‟〝〞〟′″‴·•‧・"].map((char) => [char.codePointAt(0), char.codePointAt(0)]),
];

const WHOLE = 6; // units of a run of neighbours up to which a query asks for all of its pairs
const MOST_ASKED = 8; // terms a query asks for of one phrase

const escaped = (code) => `\\u{${code.toString(16)}}`;
const characters = (ranges) => ranges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join("");
const SOURCE = `(?<word>[${characters(WORD)}]+(?:\\.[0-9][${characters(WORD)}]*)*)|(?<single>[${characters(SINGLE)}])|(?<clear>[${characters(CLEAR)}]+)|[^]`;

const within = (code, ranges) => ranges.some(([first, last]) => first <= code && code <= last);
const forms = new Map();

/** The form under which a character is found; empty for one that is invisible. */
export function foldChar(char) {
  let form = forms.get(char);
  if (form === undefined) {
    form = folded(char);
    if (forms.size < 65536) forms.set(char, form);
  }
  return form;
}

function folded(char) {
  const code = char.codePointAt(0);
  if (within(code, DROPPED)) return "";
  const asked = within(code, FOLDED);
  if (code > 0x7f && !asked) return char;
  let form = "";
  for (const each of asked ? char.normalize("NFKD") : char) if (!within(each.codePointAt(0), DROPPED)) form += each.toLowerCase();
  return form;
}

/** A whole text in the form under which it is found. */
export function fold(text) {
  let form = "";
  for (const char of text) form += foldChar(char);
  return form;
}

/** The units of a text: {text, start, end, group, word}; start and end are places in the text as JavaScript counts. */
export function units(text) {
  let form = "";
  const starts = [];
  const ends = [];
  let place = 0;
  for (const char of text) {
    const plain = foldChar(char);
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(place);
      ends.push(place + char.length);
    }
    form += plain;
    place += char.length;
  }
  const found = [];
  let group = 0;
  for (const match of form.matchAll(new RegExp(SOURCE, "gu"))) {
    const { word, single, clear } = match.groups;
    if (word !== undefined || single !== undefined) {
      const last = match.index + match[0].length - 1;
      found.push({ text: match[0], start: starts[match.index], end: ends[last], group, word: word !== undefined });
    } else if (clear === undefined) group += 1;
  }
  return found;
}

/** The terms of a text, with repeats; `unigrams` adds every single character, as titles and numbers have them. */
export function terms(text, unigrams = false) {
  const found = units(text);
  return [...pairs(found), ...alone(found, unigrams)];
}

/** The terms of neighbours. */
export function pairs(found) {
  const terms = [];
  for (let place = 1; place < found.length; place += 1) {
    const [one, other] = [found[place - 1], found[place]];
    if (one.group === other.group) terms.push(one.word && other.word ? `${one.text}|${other.text}` : one.text + other.text);
  }
  return terms;
}

function alone(found, unigrams) {
  return found
    .filter((unit, place) => {
      const lonely = found[place - 1]?.group !== unit.group && found[place + 1]?.group !== unit.group;
      return unit.word || unigrams || lonely;
    })
    .map((unit) => unit.text);
}

/** The terms a text must have that holds a phrase: of a long run every second pair and the last, a few at the most. */
export function asked(text) {
  const covering = (run) => (run.length <= WHOLE ? held(run) : held(run).filter((_, place) => place % 2 === 0 || place === run.length - 2));
  return spread([...new Set(runs(text).flatMap(covering))]);
}

/** All pairs of a phrase, and its units that stand alone. */
export function everyAsked(text) {
  return [...new Set(runs(text).flatMap(held))];
}

const held = (run) => (run.length > 1 ? pairs(run) : [run[0].text]);

/** The units of a text, neighbours together. */
function runs(text) {
  const found = [];
  for (const unit of units(text)) {
    if (found.at(-1)?.[0].group === unit.group) found.at(-1).push(unit);
    else found.push([unit]);
  }
  return found;
}

/** As many terms as may be asked for, the first and the last among them. */
function spread(found) {
  if (found.length <= MOST_ASKED) return found;
  return Array.from({ length: MOST_ASKED }, (_, place) => found[Math.floor((place * (found.length - 1)) / (MOST_ASKED - 1))]);
}

const FIRST = new RegExp(SOURCE, "u");

/** The two units a term is made of; the second is empty in a term of one. */
export function splitTerm(term) {
  const [first] = FIRST.exec(term);
  const rest = term.slice(first.length);
  return [first, rest.startsWith("|") ? rest.slice(1) : rest];
}
