// Document numbers as people type them: the twin of gongbao.numbers, with known series also without brackets and in ASCII.

const BRACKET = String.raw`[〔\[(【〖﹝〈<‹⟨{„〕\])】〗﹞〉>›⟩}‟]`;
const LETTER = String.raw`[A-Za-z\u3400-\u4dbf\u4e00-\u9fff]`;
const NUM = "[0-9〇零一二三四五六七八九十百千廿卅]";
const SMALL = "[〇零一二三四五六七八九十]";
const POINTS = String.raw`[^\p{L}\p{N}]{0,4}`; // what may stand between a series, a year and a serial
const NO_THING = "(?! ?[线楼院路桥门月日])"; // 5号线, 5号楼, 5月
const ORDERS = /(?:令|公告)$/;
const LONGEST = { series: 14, order: 24 };

// Words that run before a number and stand inside no series, wherever in the run they are met.
const WORD =
  /根据|依据|按照|依照|遵照|参照|对照|参见|详见|参阅|执行|落实|贯彻|遵循|关于|下发|制定|颁布|公布|发布|印发|转发|批转|文件|通知|同意|以及|或者|废止|修改|同时|其中|包括|适用|符合|违反|依法|规定|精神|要求|有关|的|与|及|是|或|见|号(?:令|公告)?/g;
const LEADING = /^(?:[现将和按据原由以在等为即如]|对(?!外)|经(?![信贸开济]))+(?![政府])/;
// What people put before a number when they ask for it.
const ASKING = /^(?:请|麻烦|帮|我|你|给|查询|查找|搜索|查看|下载|查|找|搜|看|问|要|想|一下|下|文号|字号|发文字号|全文|原文)+/;

const BRACKETED = new RegExp(
  `${BRACKET} {0,2}(?<year>${NUM}(?: ?${NUM}){3}) {0,2}${BRACKET} {0,2}(?:第 {0,2})?(?<serial>${NUM}(?: ?${NUM}){0,5})(?! ?${NUM})` +
    `(?: {0,2}号${NO_THING}|(?! {0,2}号))`,
  "gu",
);
const ORDER_AFTER = new RegExp(
  `(?<kind>(?<!命)令|公告) {0,2}(?:(?<year>${NUM}{4}) ?年 ?)?第 {0,2}(?<serial>${NUM}{1,6}) {0,2}号`, "gu",
);
const ORDER_BEFORE = new RegExp(`第 {0,2}(?<serial>${NUM}{1,6}) {0,2}号 {0,2}(?<kind>令|公告)`, "gu");
const RUN_BEFORE = new RegExp(`(?:(?<=[0-9 ])[年月日条款项期])?(?<letters>${LETTER}{1,40}) {0,3}$`, "u");
const YEAR_BEFORE = new RegExp(`(?<!${NUM})(?<year>${NUM}{4}) ?年?度?${POINTS}$`, "u");

const SERIAL = `(?:第 ?)?(?<serial>${NUM}{1,6})(?!${NUM})(?: ?号${NO_THING}|(?! ?[号月日年]))`;
const AFTER_SERIES = [
  new RegExp(`${POINTS}(?<year>${NUM}{4}|${NUM} ${NUM} ${NUM} ${NUM}) ?年?度?${POINTS}${SERIAL}`, "uy"),
  new RegExp(`${POINTS}${SERIAL}`, "uy"),
  new RegExp(`${POINTS}(?<year>${NUM}{4})(?!${NUM})`, "uy"),
];
const YEAR_SERIAL = new RegExp(`^${POINTS}(?<year>${NUM}{4})(?: ?年度?${POINTS}|[^\\p{L}\\p{N}]{1,4})${SERIAL}${POINTS}$`, "u");
const ONLY = new RegExp(`^${POINTS}(?:${NUM}{4}年?)?${POINTS}$`, "u");

const ZEROS = /[○◯⭕]/gu;
const LETTER_ZEROS = new RegExp(`(?<=${SMALL}|\\d(?=\\D\\d))[oοо]|[oοо](?=${SMALL})`, "gu");
const DIGITS = "零一二三四五六七八九";

/** One form of a text: ASCII figures and brackets, small letters, single spaces, nothing invisible. */
export function plain(text) {
  const even = text.normalize("NFKC").replace(/\p{Cf}/gu, "").replace(/\s+/gu, " ").trim().toLowerCase();
  return even.replace(ZEROS, "〇").replace(LETTER_ZEROS, "〇");
}

/** The number a numeral stands for, or null where it is none: 2023, 二〇二三, 十五, 廿三; not 十百, 一百一. */
export function toInt(text) {
  const spelled = text.replaceAll(" ", "").replaceAll("〇", "零").replaceAll("廿", "二十").replaceAll("卅", "三十");
  const figures = spelled.replace(/[零一二三四五六七八九]/g, (char) => DIGITS.indexOf(char));
  if (/^\d{1,18}$/.test(figures)) return Number(figures);
  const found = /^(?:(.)千)?零?(?:(.)百)?零?(?:(.)?(十))?零?(.)?$/u.exec(spelled);
  if (!found) return null;
  const [, thousands, hundreds, tens, ten, ones] = found;
  const digits = [thousands, hundreds, ten && (tens ?? "一"), ones].map((char) => (char ? DIGITS.indexOf(char) : 0));
  const total = digits.reduce((sum, digit) => sum * 10 + digit, 0);
  return total && digits.every((digit) => digit >= 0) && spellings(digits).includes(spelled) ? total : null;
}

/** A number as it is written with units, with and without the 一 before its 十. */
function spellings(digits) {
  const first = digits.findIndex(Boolean);
  const words = digits.map((digit, place) => (digit ? DIGITS[digit] + ["千", "百", "十", ""][place] : place > first ? "零" : ""));
  const full = words.join("").replace(/零+/g, "零").replace(/零$/, "");
  return [full, full.replace(/^一十/, "十"), full.replace("百一十", "百十")];
}

/**
 * What a text may mean, surest first: [{series, year, serial, sure}]. `known` are the series as [name, code] pairs.
 * What the text does not say is absent; the year is null where a number has none (an order). A reading is not `sure`
 * when letters stand before the series that may belong to another one.
 */
export function parse(text, known = []) {
  const table = tableOf(known);
  const spaced = plain(text);
  const close = spaced.replace(/ /g, "");
  const found = [...strict(spaced), ...strict(close).filter((each) => table.names.has(each.series))];
  found.push(...named(spaced, table), ...alone(spaced, table));
  return best(found.map((each) => tidy({ ...each, series: table.names.get(each.series) ?? each.series })), table);
}

/** The numbers of a running text in the order they stand: those with brackets, and the orders. */
export function findAll(text) {
  const found = strict(plain(text));
  found.sort((one, other) => one.start - other.start);
  return found.map(({ series, year, serial }) => ({ series, year, serial }));
}

function strict(text) {
  const found = [];
  for (const match of text.matchAll(BRACKETED)) found.push(withSeries(text, match, match.index));
  for (const match of text.matchAll(ORDER_AFTER)) found.push(withSeries(text, match, match.index));
  for (const match of text.matchAll(ORDER_BEFORE)) found.push(withSeries(text, match, match.index));
  return found.filter(Boolean);
}

function withSeries(text, match, place) {
  const run = RUN_BEFORE.exec(text.slice(Math.max(0, place - 40), place));
  if (!run) return null;
  const { kind = "", year, serial } = match.groups;
  return number(cut(run.groups.letters + kind), year, serial, place);
}

function number(series, year, serial, start = 0) {
  const longest = ORDERS.test(series) ? LONGEST.order : LONGEST.series;
  if (!series || series.length > longest || series === "令" || series === "公告") return null;
  const [when, count] = [year === undefined ? null : toInt(year), toInt(serial)];
  if (!count || (year !== undefined && !isYear(when))) return null;
  return { series, year: when, serial: count, sure: true, start };
}

const isYear = (year) => year >= 1900 && year <= 2100;

/** The series at the end of a run of letters: 严格执行国发 → 国发, 和云政发 → 云政发. */
function cut(run) {
  let end = 0;
  for (const word of run.matchAll(WORD)) {
    if (word.index + word[0].length < run.length) end = word.index + word[0].length;
  }
  return run.slice(end).replace(LEADING, "");
}

const tables = new WeakMap();

/** The names and codes of the series, by their plain form, and the expression that finds them. */
function tableOf(known) {
  if (!tables.has(known)) {
    const names = new Map(known.map(([name]) => [plain(name), name]));
    const codes = new Map();
    for (const [name, code] of known) codes.set(code, [...(codes.get(code) ?? []), plain(name)]);
    tables.set(known, { names, codes, find: finder([...names.keys()], [...codes.keys()]) });
  }
  return tables.get(known);
}

function finder(names, codes) {
  const longest = (one, other) => other.length - one.length || (one < other ? -1 : 1);
  const escaped = (text) => text.replace(/[^\p{L}\p{N}]/gu, "\\$&");
  const loose = names.toSorted(longest).map((name) => [...name].map(escaped).join(" ?"));
  const exact = codes.filter(Boolean).toSorted(longest).map(escaped);
  if (!loose.length) return null;
  return new RegExp(`(?<name>${loose.join("|")})|(?<![a-z0-9])(?<code>${exact.join("|") || "(?!)"})(?![a-z])`, "gu");
}

/** The known series of a text, with the year and the serial that stand around them. */
function* named(text, table) {
  for (const match of table.find ? text.matchAll(table.find) : []) {
    const { name, code } = match.groups;
    const before = text.slice(0, match.index);
    const sure = Boolean(code) || stands(before, name.replaceAll(" ", ""));
    for (const series of code ? table.codes.get(code) : [name.replaceAll(" ", "")]) {
      yield* around(text, { series, before, end: match.index + match[0].length, sure });
    }
  }
}

/** Whether a series begins where it was found, and is not the end of another series. */
function stands(before, name) {
  const run = /[\p{L}]+ ?$/u.exec(before)?.[0].trim() ?? "";
  const rest = cut(run + name);
  return run === "" || before.endsWith(" ") || rest === name || rest.replace(ASKING, "") === name || /[年度月日]$/.test(run);
}

function* around(text, { series, before, end, sure }) {
  const order = ORDERS.test(series);
  const earlier = toInt(YEAR_BEFORE.exec(before)?.groups.year ?? "");
  for (const pattern of AFTER_SERIES) {
    pattern.lastIndex = end;
    const match = pattern.exec(text);
    const { year, serial } = match?.groups ?? {};
    const when = year === undefined ? (isYear(earlier) ? earlier : undefined) : toInt(year);
    const count = serial === undefined ? undefined : toInt(serial);
    if ((year === undefined && serial === undefined) || count === 0 || count === null) continue;
    if (year !== undefined && !isYear(when)) continue;
    if (year === undefined && when === undefined && !order && isYear(count) && !match[0].endsWith("号")) continue;
    yield tidy({ series, year: order && when === undefined ? null : when, serial: count, sure });
    return;
  }
}

/** What stands alone and says only a part: a series, a series of a year, a year and a serial. */
function* alone(text, table) {
  const pair = YEAR_SERIAL.exec(text)?.groups;
  if (pair && isYear(toInt(pair.year)) && toInt(pair.serial)) {
    yield { year: toInt(pair.year), serial: toInt(pair.serial), sure: true };
  }
  const match = table.find && [...text.matchAll(table.find)][0];
  if (!match || !ONLY.test(text.slice(0, match.index)) || !ONLY.test(text.slice(match.index + match[0].length))) return;
  const name = match.groups.name?.replaceAll(" ", "");
  const year = toInt(new RegExp(`${NUM}{4}`, "u").exec(text.replace(match[0], " "))?.[0] ?? "");
  for (const series of name ? [name] : table.codes.get(match.groups.code)) {
    yield tidy({ series, year: isYear(year) ? year : undefined, sure: true });
  }
}

function tidy(reading) {
  return Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined));
}

const complete = (each) => each.series !== undefined && each.serial !== undefined && each.year !== undefined;

/** Each reading once; where the text says a whole number, what it says in part is of no interest. */
function best(found, table) {
  const once = new Map();
  for (const { start, ...each } of found) {
    const key = JSON.stringify([each.series, each.year, each.serial]);
    if (!once.has(key) || each.sure) once.set(key, each);
  }
  const all = [...once.values()].filter((each, _, others) => !others.some((other) => within(other, each, table)));
  const kept = all.some((each) => complete(each) && each.sure) ? all.filter(complete) : all;
  const rank = (each) => (each.sure ? 0 : 4) + (complete(each) ? 0 : each.serial === undefined ? 2 : 1);
  return kept.toSorted((one, other) => rank(one) - rank(other));
}

/** Whether a reading is another one with words before it (请查云政发), or what a space left of it (发). */
function within(known, other, table) {
  const same = known !== other && known.sure && known.year === other.year && known.serial === other.serial;
  if (!same || !known.series || !other.series || table.names.has(plain(other.series))) return false;
  return other.series.endsWith(known.series) || known.series.endsWith(other.series);
}
