// The page to search on: looks while one types, keeps the query in the address, and says how much was found.

import { root } from "./address.js";
import { load } from "./lookup.js";
import { list } from "./results.js";

const form = document.getElementById("search");
const box = document.getElementById("q");
const found = document.getElementById("found");
const results = document.getElementById("results");
const ways = document.getElementById("ways");
const needs = document.getElementById("needs");
const title = document.title;

let catalogue = null;
let settled = true; // what stands in the address was asked for, and stays in the history
let timer = 0;

function asked() {
  return new URLSearchParams(location.search).get("q") ?? "";
}

function show() {
  const query = box.value.trim();
  document.title = query ? `${query} · ${title}` : title;
  results.replaceChildren();
  ways.hidden = false;
  found.textContent = "";
  if (!query || !catalogue) return null;
  const hits = catalogue.find(query);
  const number = hits.readings.some((each) => each.sure && each.series && each.serial);
  const groups = [
    [hits.exact, number ? "按文号找到" : "文号相符", "results-exact"],
    [hits.titles, "标题或名称相符", ""],
    [hits.near, number ? "同一系列相近的文号" : "这个系列这一年的文号", ""],
    [hits.similar, "标题相近", ""],
  ];
  for (const [entries, heading, name] of groups) {
    if (entries.length) results.append(list(catalogue, { entries, heading, name }));
  }
  found.textContent = sentence(query, hits);
  ways.hidden = hits.exact.length + hits.titles.length > 0;
  return hits;
}

function sentence(query, { exact, titles, near, similar }) {
  const quoted = `“${query.length > 40 ? `${query.slice(0, 40)}…` : query}”`;
  const count = exact.length + titles.length;
  if (exact.length) return `按文号找到 ${exact.length} 条${titles.length ? `，标题或名称相符 ${titles.length} 条` : ""}。`;
  if (count) return `找到 ${count} 条。`;
  const offered = near.length ? "下面是同一系列相近的文号。" : similar.length ? "下面是标题相近的。" : "请换个词，或者从下面的途径进入。";
  return `没有找到${quoted}。${offered}`;
}

/** Keeps the query in the address: typing changes the entry of the history that the last question made. */
function keep() {
  const address = new URL(location.href);
  const query = box.value.trim();
  if (query === asked().trim()) return;
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  try {
    history[settled ? "pushState" : "replaceState"](null, "", address);
  } catch {
    return; // a browser that finds it too often; the page works without
  }
  settled = false;
}

function look() {
  clearTimeout(timer);
  keep();
  return show();
}

function focusOnly(hits) {
  if (hits?.exact.length === 1) results.querySelector("a").focus();
}

box.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(look, 150);
});
box.addEventListener("compositionend", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const hits = look();
  settled = true;
  focusOnly(hits);
});
addEventListener("popstate", () => {
  settled = true;
  box.value = asked();
  show();
});

needs.hidden = true;
box.value = asked() || box.value;
found.textContent = "正在载入目录……";
try {
  catalogue = await load(root);
  const hits = show();
  if (asked()) focusOnly(hits);
  else box.focus();
} catch {
  needs.hidden = false;
  needs.textContent = location.protocol === "file:"
    ? "查找要经网页服务器访问，直接打开磁盘上的文件时不能用。下面这些途径总是可用："
    : "查找用的目录没有载入成功，请稍后再试。下面这些途径总是可用：";
  found.textContent = "";
}
