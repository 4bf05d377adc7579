// Opens what finding needs, once: the index of texts, the list of names, and what is known of instruments from outside.

import { today } from "./days.js";
import { Engine } from "./search/engine.js";
import { fetching, Index } from "./search/index.js";
import { closeness } from "./search/snippet.js";
import { Speller } from "./search/spelling.js";
import { fold } from "./search/tokens.js";
import { conclude } from "./status.js";

const LONGEST = 60; // letters of a query that is compared with names
const SIMILAR = 4;
// What people put before a number when they ask for it.
const ASKING = /^(?:请|麻烦|帮|我|你|给|查询|查找|搜索|查看|下载|查|找|搜|看|问|要|想|一下|下|文号|字号|发文字号|全文|原文)+/u;
export const SCATTERED = 2; // how close a text comes that has the words nowhere together
const FEW = 20; // texts that are read to see whether they name a number

let desk = null;

/** The desk of the site at `root`; rejects where a part cannot be had, and the next call asks for that part again. */
export async function open(root) {
  desk ??= new Desk(root);
  await desk.open();
  return desk;
}

/** A number as it is printed. */
export function printed({ series, year, serial }) {
  const ordinal = /(?:令|公告)$/.test(series) ? "第" : "";
  return `${series}${year ? `〔${year}〕` : ""}${ordinal}${serial}号`;
}

const letters = (text) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");

class Desk {
  constructor(root) {
    this.root = root;
    this.index = new Index(fetching(new URL("search/index/", root)));
    this.engine = new Engine(this.index);
    this.files = new Map();
  }

  async open() {
    const [list] = await Promise.all([this.#json("search/names.json"), this.index.open()]);
    if (this.names) return;
    this.outside = new Map(list.series);
    this.engine.speller = new Speller([...this.index.manifest.series, ...list.series]);
    this.names = list.names.flatMap(([kind, start, rows], order) =>
      rows.map(([name, rest, ...others]) => ({ kind, order, name, path: start + rest, others, forms: [name, ...others].map(letters) })),
    );
  }

  /** The whole address of a path of the site, at an anchor if one is given. */
  address(path, anchor = "") {
    const whole = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const url = new URL(whole.split("/").map(encodeURIComponent).join("/"), this.root);
    if (anchor) url.hash = anchor;
    return url.href;
  }

  /** What the engine finds, and besides `names`, `cited` instruments that bear the number, and `similar` names. */
  async search(text) {
    const results = await this.#asked(text);
    const cited = await this.#cited(results.readings);
    const names = this.called(results.query.text);
    const none = !results.numbered.length && !cited.length && !names.length && (!results.hits.length || results.leftOut.length > 0);
    const said = results.readings.find((each) => each.sure && each.series !== null);
    const similar = said ? this.names.filter((each) => each.order === 0 && each.name === said.series) : this.#similar(results.query.text);
    return { ...results, cited, names, similar: none && !results.near.length ? similar : [] };
  }

  /** What the engine finds; where a number is all of the question, the texts that name it as it is printed, `mentioned`. */
  async #asked(text) {
    const results = await this.#plainly(text);
    const number = results.readings.find((each) => each.whole && each.sure && each.series !== null && each.year && each.serial);
    if (!number) return { ...results, ...lacking(results), mentioned: null };
    const { query, hits } = await this.engine.search(`"${printed(number)}"`);
    const texts = hits.length > FEW ? hits : await this.#naming(query, hits);
    return { ...results, query: { ...query, text: results.query.text }, hits: texts, mentioned: number, vague: false };
  }

  /** What the engine finds for a text; a number behind words of asking (请查一下云政发〔2023〕5号) stands alone. */
  async #plainly(text) {
    const results = await this.engine.search(text);
    const bare = text.trim().replace(ASKING, "");
    if (results.numbered.length || !results.readings.length || bare === text.trim()) return results;
    const again = await this.engine.search(bare);
    return again.readings.some((each) => each.sure) ? { ...again, query: { ...again.query, text: results.query.text } } : results;
  }

  /** The hits whose texts have the words of a query as they stand there. */
  async #naming(query, hits) {
    const fragments = await Promise.all(hits.map(({ document }) => this.index.fragment(document)));
    return hits.filter((_, at) => closeness(fragments[at], query) < SCATTERED);
  }

  /** The names a text is, begins, or is part of, and those one of its words is; the best first. */
  called(text) {
    const all = letters(text.slice(0, LONGEST));
    if (!all) return [];
    const words = new Set(text.slice(0, LONGEST).split(/[\s、，,]+/u).map(letters).filter((word) => word.length > 1));
    const dated = /\d{4}/.test(all);
    const found = [];
    for (const each of this.names) {
      if (each.order === 0 && !dated && /\d/.test(each.name)) continue; // the ledger of a year
      const rank = fit(each.forms, all, words);
      if (rank !== null) found.push({ ...each, rank, other: letters(each.name).includes(all) ? "" : each.others.find((name) => letters(name).includes(all)) });
    }
    return found.sort((one, other) => one.rank - other.rank || one.order - other.order || one.name.length - other.name.length);
  }

  /** What a decree's dated facts make of today, as status.js concludes; null where nothing is known. */
  async standing({ kind, id, day }) {
    if (kind !== this.index.manifest.kinds.decree) return null;
    const month = await this.#json(`search/standing/${day ? day.slice(0, 7) : "undated"}.json`).catch(() => ({}));
    if (!Object.hasOwn(month, id)) return null;
    return conclude({ events: month[id].map(([name, date, excepted]) => ({ kind: name, day: date, excepted })) }, today());
  }

  /** The instruments from outside that bear a number. */
  async #cited(readings) {
    const found = [];
    for (const reading of readings) {
      if (!reading.sure || !reading.serial || !this.outside.has(reading.series)) continue;
      const rows = await this.#json(`search/cited/${encodeURIComponent(this.outside.get(reading.series))}.json`);
      for (const [series, year, serial, title, path] of rows) {
        const same = series === reading.series && serial === reading.serial && (reading.year === null || year === reading.year);
        if (same) found.push({ series, year, serial, title, path });
      }
    }
    return found;
  }

  /** Names that differ from a text in a letter or two; of longer ones their end is enough: 水利局 of 云州市水利局. */
  #similar(text) {
    const all = letters(text);
    if (all.length < 3 || all.length > LONGEST / 2) return [];
    const most = all.length < 6 ? 1 : 2;
    const ends = all.length > 3;
    const near = (form) => form.length >= all.length - most && (ends || form.length <= all.length + most);
    const found = [];
    for (const each of this.names) {
      if (each.order === 0) continue;
      const far = Math.min(...each.forms.filter(near).map((form) => distance(form, all, ends)));
      if (far <= most) found.push({ ...each, far });
    }
    return found.sort((one, other) => one.far - other.far || one.order - other.order).slice(0, SIMILAR);
  }

  #json(path) {
    if (!this.files.has(path)) {
      const loading = fetch(new URL(path, this.root)).then((response) => {
        if (!response.ok) throw new Error(`${response.status} ${path}`);
        return response.json();
      });
      loading.catch(() => this.files.delete(path));
      this.files.set(path, loading);
    }
    return this.files.get(path);
  }
}

/** The query without the words that were left out; `vague` when none was kept and the hits hold some letters only. */
function lacking({ query, leftOut }) {
  const vague = leftOut.length > 0 && leftOut.length === query.phrases.length;
  const kept = vague ? query.phrases : query.phrases.filter((phrase) => !leftOut.includes(phrase.text));
  return { query: { ...query, phrases: kept }, vague };
}

/** How names fit: 0 one is all of the text, 1 one of its words, 2 begins with the text, 3 holds it; else null. */
function fit(forms, all, words) {
  if (forms.includes(all)) return 0;
  if (forms.some((form) => words.has(form))) return 1;
  if (forms.some((form) => form.startsWith(all))) return 2;
  return all.length > 1 && forms.some((form) => form.includes(all)) ? 3 : null;
}

/** How many letters must be changed, added, left out or exchanged to make one text (or its `end`) into another. */
function distance(one, other, end) {
  let [earlier, before] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const now = [end ? 0 : row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      now[at] = Math.min(before[at] + 1, now[at - 1] + 1, before[at - 1] + Number(!same));
      const turned = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (turned) now[at] = Math.min(now[at], earlier[at - 2] + 1);
    }
    [earlier, before] = [before, now];
  }
  return before[other.length];
}
