// What was found as a list of links; whatever comes from a query or a title becomes text, never markup.

import { chinese } from "./days.js";
import { marks, printed } from "./lookup.js";

const AT_ONCE = 30;

const make = (name, values = {}) => Object.assign(document.createElement(name), values);

/** A title with the places that made it fit in marks. */
function marked(title, places) {
  const parts = [];
  let place = 0;
  for (const [start, end] of places) {
    parts.push(title.slice(place, start), make("mark", { textContent: title.slice(start, end) }));
    place = end;
  }
  return [...parts, title.slice(place)];
}

/** A link to what was found, with its number, its kind and its day. */
export function item(catalogue, { entry, wanted = [], other }) {
  const row = make("li");
  const link = make("a", { href: catalogue.address(entry) });
  const number = printed(entry);
  if (entry.title) link.append(...marked(entry.title, marks(entry, wanted)));
  else link.textContent = number;
  const note = make("span", { className: "result-note" });
  if (number && entry.title) note.append(make("span", { className: "number", textContent: number }), " · ");
  note.append(entry.kindName, other ? ` · 又称：${other}` : "");
  row.append(link, " ", note);
  if (entry.day) row.append(" ", make("time", { className: "result-day", dateTime: entry.day, textContent: chinese(entry.day) }));
  return row;
}

/** A heading and its results; those beyond the first thirty come when they are asked for. */
export function list(catalogue, { entries, heading, name }) {
  const section = make("section", { className: name });
  const rows = make("ol", { className: "results" });
  const more = make("button", { type: "button", className: "more" });
  let shown = 0;
  function grow() {
    const next = entries.slice(shown, shown + AT_ONCE);
    const first = next.map((each) => rows.appendChild(item(catalogue, each)))[0];
    if (shown) first.querySelector("a").focus();
    shown += next.length;
    more.hidden = shown >= entries.length;
    more.textContent = `再显示 ${Math.min(AT_ONCE, entries.length - shown)} 条（还有 ${entries.length - shown} 条）`;
  }
  more.addEventListener("click", grow);
  grow();
  section.append(make("h2", { className: "results-title", textContent: `${heading}（${entries.length}）` }), rows, more);
  return section;
}
