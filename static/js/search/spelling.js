// Document numbers as people type them, in any spelling; the twin of gongbao.search.spelling.

import { foldChar } from "./tokens.js";

const LONGEST = 300;
const N = "[0-9〇零一二三四五六七八九十百千廿卅]";
const THING = "(?! ?[线楼院路桥门月日栋幢室])"; // 5号线, 5号楼, 5月: not the number of a document
const FOUR = `(?<year>${N} ?${N} ?${N} ?${N})`;
const YEAR = `${FOUR}(?: ?年 ?度?)?`;
const SERIAL = `(?:第 ?)?(?:(?<serial>${N}(?: ?${N}){0,6}) ?号${THING}|(?<bare>${N}{1,7})(?=[ ·]|$)${THING})`;
const ORDERS = ["令", "公告"];
const ORDER = `(?=[ ·]?(?:第 ?)?${N}(?: ?${N}){0,6} ?号 ?(?:${ORDERS.join("|")}))`; // the 第427号令 of 国务院第427号令
const END = new RegExp(`^ ?(?:${ORDERS.join("|")})`, "u"); // the 令 of 5号令
const SHORT = 3; // letters of a name that says too little without its 令
const ZEROS = new RegExp(`[○◯⭕]|(?<=${N})[oοо]+(?=${N}| ?[年号]|[ ·]${N}|·)`, "gu");
const BEHIND = [`[ ·]?字?[ ·]?${YEAR}[ ·]?${SERIAL}`, `[ ·]?字?[ ·]?${SERIAL}`, `[ ·]?字?[ ·]?${YEAR}(?! ?(?:${N}|号))`].map((source) => new RegExp(source, "uy"));
const BEFORE = new RegExp(`(?<!${N})(?<year>${N}{4})(?: ?年 ?度?)?[ ·]?$`, "u");
const PAIR = new RegExp(`^[ ·]?${FOUR}(?: ?年 ?度?[ ·]?|[ ·])${SERIAL}[ ·]?$`, "u");
const ALONE = new RegExp(`^[ ·]?(?:第 ?)?(?<serial>${N}(?: ?${N}){0,6}) ?号[ ·]?$`, "u");
const WORDS_BEFORE =
  /(?:根据|依据|按照|依照|参照|对照|执行|落实|贯彻|关于|印发|转发|发布|公布|废止|修改|通知|文件|文号|字号|查找|查询|搜索|下载|一下|全文|规定|精神|要求|[的与及和或见查找搜看问在由按将以号年度月日])$/u;
const BLANK = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u3000]/u;
const LETTER =
  /[0-9a-z\xdf-\xf6\xf8-\u02af\u0370-\u052f\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ue000-\ufaff\u{20000}-\u{3ffff}]/u;
const SINGLE = /[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ue000-\ufaff\u{20000}-\u{3ffff}]$/u;
const isYear = (year) => year !== null && year >= 1900 && year <= 2100;

/** Reads texts, knowing the series and their ASCII codes, as [name, code] pairs. */
export class Speller {
  constructor(series) {
    this.names = new Map();
    const names = series.map(([name]) => [plain(name).replaceAll(" ", ""), name]);
    for (const [key, name] of names) {
      const end = ORDERS.find((each) => key.endsWith(each));
      if (end) this.names.set(key.slice(0, -end.length), name);
    }
    for (const [key, name] of names) this.names.set(key, name);
    this.whole = new Set(names.map(([key]) => key));
    this.codes = new Map();
    for (const [name, code] of series) this.codes.set(code, [...(this.codes.get(code) ?? []), name]);
    this.series = this.#finder();
  }

  /** What a text may mean as numbers, complete ones first: {series, year, serial, sure, whole}, null for what it does not say. */
  readings(text) {
    const even = plain([...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join(""));
    const found = [...this.#named(even), ...nameless(even)];
    const rank = (each) => 2 * !each.sure + !(each.series !== null && each.serial !== null);
    found.sort((one, other) => rank(one) - rank(other));
    return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
  }

  *#named(text) {
    let place = 0;
    for (;;) {
      this.series.lastIndex = place;
      const found = this.series.exec(text);
      if (!found) return;
      const [start, end] = [found.index, found.index + found[0].length];
      place = end;
      const key = found[0].replaceAll(" ", "");
      for (const name of this.names.has(key) ? [this.names.get(key)] : (this.codes.get(key) ?? [])) {
        const [reading, behind] = around(text, [start, end], name);
        if (!reading) continue;
        place = Math.max(place, behind);
        yield reading;
      }
    }
  }

  #finder() {
    const points = (text) => [...text].length;
    const longest = (one, other) => points(other) - points(one) || (one < other ? -1 : 1);
    const escaped = (text) => text.replace(/[^\p{L}\p{N}]/gu, (char) => `\\u{${char.codePointAt(0).toString(16)}}`);
    const head = (name) => points(name) <= SHORT && !this.whole.has(name); // only before 第5号令: not in 国务院2023年
    const sought = (name) => [...name].map(escaped).join(" ?") + (head(name) ? ORDER : "");
    const names = [...this.names.keys()].filter(Boolean).sort(longest).map(sought);
    const codes = [...this.codes.keys()].filter(Boolean).sort(longest).map(escaped);
    return new RegExp(`${names.join("|") || "(?!)"}|(?<![a-z0-9])(?:${codes.join("|") || "(?!)"})(?![a-z])`, "gu");
  }
}

/** A number as it is printed. */
export function printed({ series, year, serial }) {
  const ordinal = ORDERS.some((each) => series.endsWith(each)) ? "第" : "";
  return `${series}${year ? `〔${year}〕` : ""}${ordinal}${serial}号`;
}

/** One form of a text: folded, blanks as one space, everything that is no letter or figure as one dot. */
export function plain(text) {
  let found = "";
  for (const char of text) {
    for (const each of foldChar(char)) {
      const last = found.at(-1);
      const between = last === " " || last === "·";
      if (LETTER.test(each) || "○◯⭕".includes(each)) found += each;
      else if (BLANK.test(each)) found += between ? "" : " ";
      else found = between ? `${found.slice(0, -1)}·` : `${found}·`;
    }
  }
  return found.replace(/^ +| +$/g, "").replace(ZEROS, (zeros) => "〇".repeat([...zeros].length));
}

function around(text, [start, end], series) {
  const before = BEFORE.exec(text.slice(0, start));
  const said = before ? toInt(before.groups.year) : null;
  const earlier = isYear(said) ? said : null;
  const lead = earlier === null ? start : before.index;
  const sure = stands(text.slice(0, lead));
  const order = ORDERS.some((each) => series.endsWith(each));
  for (const pattern of BEHIND) {
    pattern.lastIndex = end;
    const match = pattern.exec(text);
    const { year = null, serial = null } = match ? sayings(match.groups) : {};
    if (year === null && serial === null) continue;
    const behind = end + match[0].length;
    const rest = order ? text.slice(behind).replace(END, "") : text.slice(behind);
    return [{ series, year: year ?? earlier, serial, sure, whole: trimmed(text.slice(0, lead) + rest) === "" }, behind];
  }
  if (trimmed(text.slice(0, lead) + text.slice(end))) return [null, end];
  return [{ series, year: earlier, serial: null, sure, whole: true }, end];
}

const trimmed = (text) => text.replace(/^[ ·]+|[ ·]+$/g, "");

/** The year and the serial of a match, if they can be one. */
function sayings({ year, serial, bare }) {
  const numeral = serial ?? bare;
  const when = year === undefined ? null : toInt(year);
  const count = numeral === undefined ? null : toInt(numeral);
  if (when !== null && !isYear(when)) return {};
  if (bare !== undefined && year === undefined && bare.length === 4 && isYear(count)) return {}; // 云政发2023 is a year
  return { year: when, serial: count || null };
}

/** Whether a series may begin behind a text: not in the middle of a longer one. */
function stands(before) {
  return !SINGLE.test(before) || WORDS_BEFORE.test(before);
}

function* nameless(text) {
  const pair = PAIR.exec(text);
  const { year, serial } = pair ? sayings(pair.groups) : {};
  if (year && serial) {
    yield { series: null, year, serial, sure: true, whole: true };
    return;
  }
  const alone = ALONE.exec(text);
  const count = alone && toInt(alone.groups.serial);
  if (count) yield { series: null, year: null, serial: count, sure: true, whole: true };
}

const DIGITS = "零一二三四五六七八九";

/** The number a numeral stands for, or null where it is none: 2023, 二〇二三, 十五, 廿三; not 十百, 一百一. */
export function toInt(text) {
  const spelled = text.replaceAll(" ", "").replaceAll("〇", "零").replaceAll("廿", "二十").replaceAll("卅", "三十");
  if (!spelled.replaceAll("零", "") && text.includes("〇") && !text.includes("零")) return null;
  const figures = spelled.replace(/[零一二三四五六七八九]/g, (char) => DIGITS.indexOf(char));
  if (/^\d{1,18}$/.test(figures)) return Number(figures);
  let total = 0;
  let digit = 0;
  for (const char of spelled) {
    if (DIGITS.includes(char)) digit = DIGITS.indexOf(char);
    else if ("十百千".includes(char)) {
      total += (digit || 1) * 10 ** ("十百千".indexOf(char) + 1);
      digit = 0;
    } else return null;
  }
  total += digit;
  return total >= 1 && total <= 9999 && spellings(total).includes(spelled) ? total : null;
}

/** A number as it is written with units, with and without the 一 before its 十. */
function spellings(number) {
  let words = "";
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(number / 10 ** place) % 10;
    if (digit) words += (gap && words ? "零" : "") + DIGITS[digit] + ["", "十", "百", "千"][place];
    gap = digit === 0;
  }
  const usual = words.startsWith("一十") ? words.slice(1) : words;
  const full = usual.startsWith("十") ? `一${usual}` : usual;
  return [usual, full, full.replaceAll("百一十", "百十")];
}
