// The pages of days: sort the rows by what lies ahead and what is past on a day, today's in China or ?day=2026-01-01.

import { between, chinese, compare, isDay, today } from "./days.js";

const SOON = 90;
const ASCENDING = ["coming", "soon"];

/** The group of a row on a day. */
export function groupOf({ kind, day, repealed }, on) {
  if (!isDay(day)) return "rest";
  const ahead = compare(day, on) > 0;
  const gone = isDay(repealed) && compare(repealed, on) <= 0;
  if (kind === "repealed") return ahead ? "coming" : "repealed";
  if (kind === "until" && !gone) {
    if (compare(day, on) < 0) return "expired";
    return between(on, day) <= SOON ? "soon" : "rest";
  }
  return kind === "from" && ahead && !gone ? "coming" : "rest";
}

/** How far a day lies from another, in words. */
export function away(day, on) {
  const days = between(on, day);
  if (Number.isNaN(days)) return "";
  if (days === 0) return "当天";
  return days > 0 ? `还有${days}天` : `${-days}天前`;
}

const form = document.querySelector("[data-days]");
const sections = new Map([...document.querySelectorAll("[data-group]")].map((each) => [each.dataset.group, each]));
const rows = [...(sections.get("rest")?.querySelectorAll("tbody tr") ?? [])]; // newest first
const later = document.querySelector("[data-days-coming]")?.content.querySelectorAll("tbody tr") ?? []; // of another page
const pages = [...document.querySelectorAll("[data-days-terms] a")]; // newest first; none where one page has all
const words = new Map([...document.querySelectorAll("[data-instead]")].map((each) => [each, each.textContent]));
const said = document.querySelector("[data-days-sum]");
const field = form?.querySelector("input");

// Whether this page answers for a day.
function answers(on) {
  const { since, until } = form.dataset;
  return !(since && compare(on, since) < 0) && !(until && compare(on, until) >= 0);
}

// The page that answers for another day: the newest that begins no later; the last for all days before.
function pageOf(on) {
  return pages.find((each) => compare(each.dataset.since, on) <= 0) ?? pages.at(-1);
}

function addressOf(page, on) {
  const address = new URL(page.href);
  address.searchParams.set("day", on);
  return address;
}

function sort(on) {
  const groups = new Map([...sections.keys()].map((key) => [key, []]));
  for (const row of later) {
    note(row, on);
    const key = groupOf(row.dataset, on);
    if (ASCENDING.includes(key)) groups.get(key).push(row);
  }
  for (const row of rows) {
    note(row, on);
    (groups.get(groupOf(row.dataset, on)) ?? groups.get("rest")).push(row);
  }
  for (const [each] of words) each.textContent = each.dataset.instead;
  for (const [key, found] of groups) fill(sections.get(key), ASCENDING.includes(key) ? found.reverse() : found);
  const told = [...groups].filter(([key]) => key !== "rest").map(([key, found]) => `${titleOf(key)}${found.length}项`);
  const within = form.dataset.within ? `，在${form.dataset.within}的日期里` : "";
  said.textContent = `按${chinese(on)}算${within}：${told.join("，")}。`;
}

// What the page has says nothing of that day: all rows stand there unsorted, and one sentence leads on.
function lead(on) {
  for (const row of rows) row.querySelector(".day-away")?.remove();
  for (const [each, word] of words) each.textContent = word;
  for (const [key, section] of sections) section.hidden = key !== "rest";
  fill(sections.get("rest"), rows);
  const link = pageOf(on).cloneNode(true);
  link.href = addressOf(link, on);
  said.replaceChildren(`${chinese(on)}的情况不在这一页，请看`, link, "。");
}

function titleOf(key) {
  return sections.get(key).querySelector("h2").firstChild.textContent.trim();
}

function fill(section, found) {
  section.querySelector("tbody").replaceChildren(...found);
  section.querySelector("table").hidden = !found.length;
  section.querySelector(".voice").hidden = !found.length;
  section.querySelector("[data-none]").hidden = found.length > 0;
  section.querySelector("[data-count]").textContent = `${found.length}项`;
  section.hidden = false;
}

function note(row, on) {
  const cell = row.cells[0];
  const mark = cell.querySelector(".day-away") ?? cell.appendChild(document.createElement("span"));
  mark.className = "day-away";
  mark.textContent = away(row.dataset.day, on);
}

function ask(on, keep) {
  field.value = on;
  if (answers(on)) sort(on);
  else lead(on);
  if (!keep) return;
  const address = new URL(location.href);
  if (on === today()) address.searchParams.delete("day");
  else address.searchParams.set("day", on);
  history.replaceState(history.state, "", address);
}

if (form && rows.length) {
  const wanted = new URLSearchParams(location.search).get("day");
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("change", () => isDay(field.value) && ask(field.value, true));
  form.querySelector("[data-days-today]")?.addEventListener("click", () => ask(today(), true));
  if (!isDay(wanted)) answers(today()) && ask(today(), false); // the page of an older year waits for a day
  else if (!answers(wanted) && pageOf(wanted).dataset.since) location.replace(addressOf(pageOf(wanted), wanted));
  else ask(wanted, false);
}
