// What was found as lists of links; whatever comes from a query or a text becomes text, never markup.

import { chinese } from "./days.js";
import { printed, SCATTERED } from "./lookup.js";
import { closeness, joined, marks, runs, snippet } from "./search/snippet.js";
import { EXCEPTED } from "./status.js";

const AT_FIRST = 10;
const AT_ONCE = 20;
const STANDING = {
  repealed: "已废止",
  expired: "已过有效期",
  mixed: "部分已过有效期",
  coming: "尚未施行",
  running: "在写明的有效期内",
  begun: "已施行，未见失效依据",
  named: "未见失效依据",
  silent: "未见失效依据",
};

export const make = (name, values = {}, ...parts) => {
  const element = Object.assign(document.createElement(name), values);
  element.append(...parts.filter((part) => part !== ""));
  return element;
};

/** A text with some of its places in marks. */
function marked(text, places) {
  const parts = [];
  let place = 0;
  for (const [start, end] of places) {
    parts.push(text.slice(place, start), make("mark", { textContent: text.slice(start, end) }));
    place = end;
  }
  return [...parts, text.slice(place)];
}

/** What a result shows of some documents: their fragments, how they have the words, and what is known of their validity. */
export async function details(desk, documents, query) {
  const judged = documents.map(async (document) => {
    const fragment = await desk.index.fragment(document);
    return { fragment, closeness: closeness(fragment, query) };
  });
  return told(desk, await Promise.all(judged));
}

/** Fragments with what is known of their validity. */
export async function told(desk, judged) {
  return Promise.all(judged.map(async (each) => ({ ...each, standing: await desk.standing(each.fragment) })));
}

/** A document as a result: title, what it is, and unless it shall be brief, the best place of its text and a link to it. */
export function item(desk, { fragment, closeness: close, standing }, query, brief = false) {
  const { number, part_of: owner } = fragment;
  const places = joined(marks(fragment.title, runs(query, true)));
  const title = make("a", { href: desk.address(fragment.page) }, ...marked(fragment.title || number || fragment.kind, places));
  const row = make("li", {}, make("h3", { className: "result-title" }, title));
  if (number && number !== fragment.title) row.append(make("p", { className: "result-number number", textContent: number }));
  const facts = [
    make("span", { textContent: fragment.kind }),
    fragment.issuer && make("span", { textContent: fragment.issuer }),
    fragment.day && make("time", { dateTime: fragment.day, textContent: chinese(fragment.day) }),
    fragment.issue && fragment.issue !== fragment.title && make("span", { textContent: fragment.issue }),
    owner && make("span", { textContent: `载于《${owner}》` }),
    STANDING[standing?.state] && badge(standing),
  ];
  row.append(make("p", { className: "result-facts" }, ...facts.filter(Boolean)));
  if (!brief) row.append(...passage(desk, fragment, query, close));
  return row;
}

/** What is known of a document's validity, in a few words. */
function badge({ state, excepted }) {
  return make("span", { className: `standing standing-${state}`, textContent: STANDING[state] + (excepted ? EXCEPTED : "") });
}

/** The excerpt that shows the words best, and the section it stands in. */
function passage(desk, fragment, query, close) {
  const found = snippet(fragment, query);
  const words = [found.before ? "……" : "", ...marked(found.text, found.marks), found.behind ? "……" : ""];
  const where = make("p", { className: "result-where" });
  if (close === SCATTERED) where.append(make("span", { className: "badge", textContent: "未连续出现" }));
  if (found.marks.length && found.anchor) {
    const text = found.heading ? `见“${found.heading.length > 40 ? `${found.heading.slice(0, 40)}……` : found.heading}”` : "见正文这一处";
    where.append(make("a", { href: desk.address(found.page || fragment.page, found.anchor), textContent: text }));
  }
  const excerpt = make("p", { className: "result-excerpt" }, ...words);
  return [excerpt, where].filter((each) => each.childNodes.length);
}

/** A heading and its results, ten at first, the next twenty whenever they are asked for; `load(first, count)` gives their details. */
export function list({ desk, query, heading, name, count, load, shown = AT_FIRST }) {
  const rows = make("ol", { className: "results" });
  const more = make("button", { type: "button", className: "more" });
  const trouble = make("p", { className: "warning", role: "alert", hidden: true, textContent: "后面的内容没有载入成功，请再按一次。" });
  let loaded = 0;
  async function grow(wanted) {
    const next = await load(loaded, wanted);
    const items = next.map((each) => item(desk, each, query));
    rows.append(...items);
    loaded += wanted;
    more.hidden = loaded >= count;
    more.textContent = `再显示 ${Math.min(AT_ONCE, count - loaded)} 条（还有 ${count - loaded} 条）`;
    return items[0];
  }
  more.addEventListener("click", async () => {
    trouble.hidden = true;
    more.disabled = true;
    try {
      const first = await grow(AT_ONCE);
      more.disabled = false;
      first?.querySelector("a").focus();
    } catch {
      more.disabled = false;
      trouble.hidden = false;
    }
  });
  const section = headed(heading, name, rows, more, trouble);
  return { section, ready: grow(shown), reached: () => loaded };
}

/** Names with pages as one compact list. */
export function names(desk, found, heading) {
  const items = found.map(({ name, path, kind, other }) => {
    const note = make("span", { className: "count", textContent: other ? `${kind}，又称${other}` : kind });
    return make("li", {}, make("a", { href: desk.address(path), textContent: name }), " ", note);
  });
  return headed(heading, "results-names", make("ul", {}, ...items));
}

/** Instruments from outside that are cited here. */
export function cited(desk, found) {
  const rows = found.map((each) => {
    const number = printed(each);
    const link = make("a", { href: desk.address(each.path), textContent: each.title || number });
    const row = make("li", {}, make("h3", { className: "result-title" }, link));
    if (each.title) row.append(make("p", { className: "result-number number", textContent: number }));
    row.append(make("p", { className: "result-facts" }, make("span", { textContent: "外部文件，本库只有引用" })));
    return row;
  });
  return headed(`按文号找到（${found.length}）`, "results-exact", make("ol", { className: "results" }, ...rows));
}

function headed(heading, className, ...parts) {
  return make("section", { className }, make("h2", { className: "results-heading", textContent: heading }), ...parts);
}
