// The page to search on: looks while one types, keeps the question in the address, and says how much was found.

import { root } from "./address.js";
import { open, printed } from "./lookup.js";
import { cited, details, list, make, names, told } from "./results.js";
import { fill, label, PROPERTIES, sifted } from "./sifting.js";
// What these import, named here as well, so that a browser asks for all of it at once.
import "./search/bits.js";
import { Closest } from "./search/closest.js";
import "./search/engine.js";
import "./search/facets.js";
import "./search/index.js";
import "./search/part.js";
import "./search/query.js";
import "./search/register.js";
import "./search/score.js";
import "./search/shorthand.js";
import "./search/snippet.js";
import "./search/spelling.js";
import "./search/tokens.js";

const PAUSE = 200; // ms without a key before it looks
const LONGEST = 300; // characters of a question
const NAMES = 6;

const at = (id) => document.getElementById(id);
const [form, box, found, results, ways, findings, sort] = ["search", "q", "found", "results", "ways", "findings", "sort"].map(at);
const [trouble, sift, values, chips] = ["trouble", "sift", "values", "chips"].map(at);
const title = document.title;

let chosen = {}; // property → values ticked
let settled = true; // what stands in the address was asked for, and stays in the history
let timer = 0;
let latest = 0;
let known = { words: null, outcome: null }; // the last question, and what the engine found
let worded = false; // a number is looked for as the words it is made of
let shown = null; // the list of texts on the page

const words = () => box.value.slice(0, LONGEST).trim();
const asked = () => new URLSearchParams(location.search);

/** Takes the question from the address. */
function recall() {
  const address = asked();
  box.value = address.get("q") ?? "";
  sort.value = address.get("sort") === "date" ? "date" : "fit";
  worded = address.get("as") === "words";
  for (const name of Object.keys(PROPERTIES)) chosen[name] = new Set(address.getAll(name));
}

/** Keeps the question in the address: typing changes the entry of the history that the last question made. */
function keep(push = settled) {
  const address = new URL(location.href);
  address.search = "";
  if (words()) address.searchParams.set("q", words());
  if (words()) for (const name of Object.keys(PROPERTIES)) for (const value of chosen[name]) address.searchParams.append(name, value);
  if (words() && worded) address.searchParams.set("as", "words");
  if (sort.value === "date") address.searchParams.set("sort", "date");
  if (address.search === location.search || asked().toString() === address.searchParams.toString()) return;
  try {
    history[push ? "pushState" : "replaceState"](null, "", address);
  } catch {
    return; // a browser that finds it too often; the page works without
  }
  settled = false;
}

/** Looks, and shows what was found; the latest question alone is answered. */
async function look({ lead = false, count } = {}) {
  clearTimeout(timer);
  const turn = (latest += 1);
  const query = words();
  document.title = query ? `${query} · ${title}` : title;
  trouble.hidden = true;
  if (!query) return blank();
  const slow = setTimeout(() => turn === latest && (found.textContent = "正在查找……"), 400);
  results.setAttribute("aria-busy", "true");
  try {
    const made = await answer(query, count);
    if (turn === latest) show(made, lead);
  } catch {
    if (turn === latest) fail();
  }
  clearTimeout(slow);
  if (turn === latest) results.removeAttribute("aria-busy");
}

function blank() {
  found.textContent = "";
  results.replaceChildren();
  findings.hidden = true;
  ways.hidden = false;
  shown = null;
}

function fail() {
  blank();
  known = { words: null, outcome: null };
  trouble.hidden = false;
}

/** Everything a question leads to, with the first results made. */
async function answer(query, count) {
  const desk = await open(root);
  const facetted = desk.index.facets();
  facetted.catch(() => {}); // waited for below
  if (known.words !== query || known.worded !== worded) known = { words: query, worded, outcome: await sought(desk, query) };
  const { outcome } = known;
  const facets = await facetted;
  const taken = new Set(outcome.numbered);
  const hits = outcome.hits.filter(({ document }) => !taken.has(document));
  const all = [...outcome.numbered, ...hits.map(({ document }) => document)];
  const kept = new Set(sifted(facets, chosen, all));
  const numbered = outcome.numbered.filter((document) => kept.has(document));
  const texts = hits.filter(({ document }) => kept.has(document));
  const narrowed = Object.values(chosen).some((each) => each.size);
  const made = { desk, facets, outcome, all, numbered, texts, narrowed, groups: [], texted: null };
  await gather(made, count);
  return made;
}

/** What a question finds; where it shall not be read as a number, texts only. */
async function sought(desk, query) {
  if (!worded) return desk.engine.settled(await desk.search(query));
  const results = await desk.engine.settled(await desk.engine.search(query, true));
  return { ...results, names: [], cited: [], similar: [], vague: results.leftOut.length > 0 && results.leftOut.length === results.query.phrases.length };
}

/** Makes the lists and waits for the first of each. */
async function gather(made, count) {
  const { desk, outcome, numbered, texts } = made;
  const { query } = outcome;
  const bare = { ...query, phrases: [] }; // what was found by its number shows how it begins
  const plain = (documents, query) => ({ desk, query, count: documents.length, load: (first, some) => details(desk, documents.slice(first, first + some), query) });
  const lists = [];
  if (numbered.length) lists.push(list({ ...plain(numbered, bare), heading: `按文号找到（${numbered.length}）`, name: "results-exact" }));
  made.groups.push(...lists.map((each) => each.section));
  if (outcome.cited.length) made.groups.push(cited(desk, outcome.cited));
  const near = outcome.cited.length ? [] : outcome.near.map((each) => each.document);
  if (outcome.names.length && !made.narrowed) made.groups.push(names(desk, outcome.names.slice(0, NAMES), "名称相符"));
  if (near.length) {
    lists.push(list({ ...plain(near, bare), heading: `同一系列相近的文号（${near.length}）`, name: "" }));
    made.groups.push(lists.at(-1).section);
  }
  if (outcome.similar.length) made.groups.push(names(desk, outcome.similar, "是不是要找"));
  if (texts.length) {
    const ordered = order(made);
    made.texted = list({ ...plain(ordered, query), load: pages(made, ordered), heading: heading(made), name: made.groups.length ? "results-texts" : "results-alone", shown: count });
    lists.push(made.texted);
    made.groups.push(made.texted.section);
  }
  if (outcome.mentioned) made.groups.push(further());
  await Promise.all(lists.map((each) => each.ready));
}

/** A number lists what bears it and what names it; texts that only have its letters are a question of their own. */
function further() {
  const button = make("button", { type: "button", className: "more", textContent: "也查找含这些字的文件" });
  button.addEventListener("click", () => {
    worded = true;
    keep(true);
    settled = true;
    look();
    box.focus();
  });
  return make("p", { className: "results-further" }, button);
}

const heading = ({ outcome, texts }) => `${outcome.mentioned ? "正文提到这个文号" : "词语相符"}（${texts.length}）`;

function order({ facets, texts }) {
  const documents = texts.map(({ document }) => document);
  if (sort.value !== "date") return documents;
  const days = new Map(documents.map((document) => [document, facets.day(document)]));
  return documents.sort((one, other) => (days.get(one) < days.get(other) ? 1 : days.get(one) > days.get(other) ? -1 : 0));
}

/** Gives the details of one stretch of the texts; by relevance, exact ones stand before scattered ones as far as it looks ahead. */
function pages({ desk, outcome: { query, mentioned } }, ordered) {
  if (sort.value !== "fit") return (start, count) => details(desk, ordered.slice(start, start + count), query);
  const closest = new Closest(desk.index, query, ordered.map((document) => ({ document })), Boolean(mentioned));
  return async (_, count) => told(desk, await closest.next(count));
}

function show(made, lead) {
  const { desk, facets, outcome, all, groups } = made;
  results.replaceChildren(...groups);
  shown = made.texted;
  found.textContent = sentence(made);
  fill(values, { desk, facets, chosen, documents: all, toggle });
  chips.replaceChildren(...chosenOnes(desk));
  findings.hidden = !groups.length && !made.narrowed;
  findings.classList.toggle("findings-sifted", values.childNodes.length > 0);
  sift.hidden = !values.childNodes.length;
  sort.parentElement.hidden = made.texts.length < 2;
  ways.hidden = all.length > 0;
  if (lead) follow(outcome, lead);
}

/** One decree for one number: a question that is nothing else goes there, any other has its link at hand. */
function follow({ direct, mentioned, numbered, cited: outside, readings }, lead) {
  const alone = direct !== null || (mentioned && !numbered.length && outside.length === 1);
  const one = numbered.length === 1 && readings.filter((each) => each.sure && each.series !== null && each.serial).length === 1;
  const link = results.querySelector(".results-exact a");
  if (alone && lead === "go") location.assign(link.href);
  else if (alone || one) link?.focus();
}

/** What was found, in a sentence or two. */
function sentence({ outcome, numbered, texts, narrowed, all }) {
  const { query, leftOut, cited: outside, near, similar, names: called, readings } = outcome;
  const quoted = `“${query.text.length > 40 ? `${query.text.slice(0, 40)}……` : query.text}”`;
  const count = numbered.length + outside.length;
  const rest = narrowed ? `（所选条件之外还有 ${all.length - numbered.length - texts.length} 条）` : "";
  if (count) {
    const more = texts.length ? `，${outcome.mentioned ? "正文提到它的有" : "词语相符的有"} ${texts.length} 条` : "";
    return `按文号找到 ${count} 条${more}${rest}。`;
  }
  if (near.length) {
    const reading = readings.find((each) => each.series !== null && each.serial);
    const also = texts.length ? `${outcome.mentioned ? "正文提到它的" : "词语相符的"}有 ${texts.length} 条。` : "";
    return `没有找到${printed(reading)}。下面是同一系列相近的文号。${also}`;
  }
  const named = called.length && !narrowed ? `名称相符 ${called.length} 个。` : "";
  if (texts.length && leftOut.length) return `${named}${without(outcome, texts.length)}${rest}`;
  if (texts.length) return `${named}${named ? "词语相符" : "找到"} ${texts.length} 条${rest}。`;
  if (narrowed && all.length) return `所选条件下没有内容；不加条件有 ${all.length} 条。`;
  if (called.length) return named;
  const hint = similar.length ? "也许要找下面的。" : "请换个词，或者从下面的途径进入。";
  return `没有找到${quoted}。${hint}`;
}

function without({ vague, leftOut }, count) {
  if (vague) return `没有内容含有全部字词；下面 ${count} 条只含其中一部分。`;
  const list = leftOut.map((word) => `“${word.length > 20 ? `${word.slice(0, 20)}……` : word}”`).join("、");
  return `没有内容含有全部词语；下面 ${count} 条不含${list}。`;
}

/** The ticked values above the results, each to be taken away. */
function chosenOnes(desk) {
  const made = Object.keys(PROPERTIES).flatMap((name) => [...chosen[name]].map((value) => {
    const text = label(desk, name, value);
    const chip = make("button", { type: "button", className: "chip", textContent: text });
    chip.setAttribute("aria-label", `去掉条件：${PROPERTIES[name]}，${text}`);
    chip.addEventListener("click", () => toggle(name, value));
    return chip;
  }));
  if (made.length > 1) {
    const all = make("button", { type: "button", className: "chip chip-all", textContent: "去掉全部条件" });
    all.addEventListener("click", () => narrow(() => forget()));
    made.push(all);
  }
  return made;
}

function forget() {
  for (const name of Object.keys(PROPERTIES)) chosen[name] = new Set();
}

function toggle(name, value) {
  narrow(() => chosen[name].delete(value) || chosen[name].add(value));
}

async function narrow(change) {
  change();
  keep(true);
  settled = true;
  const lost = chips.contains(document.activeElement);
  await look();
  if (lost) (chips.querySelector("button") ?? results.querySelector("a"))?.focus();
}

/** A new question: what was ticked belongs to the old one. */
function ask(lead) {
  if (words() !== (asked().get("q") ?? "").trim()) {
    forget();
    worded = false;
  }
  keep();
  return look({ lead });
}

box.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(ask, PAUSE);
});
box.addEventListener("compositionstart", () => clearTimeout(timer));
box.addEventListener("compositionend", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  ask("go");
  settled = true;
});
sort.addEventListener("change", () => narrow(() => {}));
at("again").addEventListener("click", () => {
  box.focus();
  look();
});
addEventListener("popstate", () => {
  settled = true;
  recall();
  look();
});
// Who comes back from a decree finds the list as long, and the page where it was.
addEventListener("pagehide", () => {
  if (words()) history.replaceState({ count: shown?.reached(), top: scrollY }, "");
});

at("needs").hidden = true;
const wide = matchMedia("(min-width: 60rem)"); // there the panel stands beside the results and cannot be folded
sift.open = wide.matches;
wide.addEventListener("change", () => (sift.open = wide.matches));
const { count, top } = history.state ?? {};
recall();
if (words()) {
  await look({ lead: top === undefined && "focus", count });
  if (top) scrollTo(0, top);
} else {
  box.focus();
  open(root).catch(() => {}); // the first question need not wait for it
}
