// Suggestions under the search field of every page, by the combobox pattern: numbers first, then names, then titles.

import { root } from "./address.js";
import { open } from "./lookup.js";
import { make } from "./results.js";
import { joined, marks, runs } from "./search/snippet.js";

const PAUSE = 150;
const MOST = 8;
const NUMBERS = 4;
const NAMES = 3;
const LONGEST = 60;

/** Each word to be found in titles; what means something to the query language means nothing here. */
function titled(text) {
  const parts = text.split(/[\s"“”„«»「」『』:：]+/u).map((word) => word.replace(/^[-－−+＋]+/, "")).filter(Boolean);
  return parts.map((word) => `title:"${word}"`).join(" ");
}

/** At most eight suggestions for a text, in a fixed order: {kind, text, note, places, href}. */
async function offers(text) {
  const desk = await open(root);
  const { numbered, query } = await desk.engine.search(text);
  const cut = numbered.slice(0, NUMBERS);
  const called = desk.called(text).slice(0, NAMES);
  const found = await desk.engine.settled(await desk.engine.search(titled(text)));
  const hits = found.leftOut.length ? [] : found.hits.map(({ document }) => document).filter((document) => !cut.includes(document));
  const documents = [...cut, ...hits.slice(0, MOST - cut.length - called.length)];
  const fragments = await Promise.all(documents.map((document) => desk.index.fragment(document)));
  const offer = ({ title, number, issuer, kind, page }, first) => {
    const short = issuer && title.startsWith(`${issuer}关于`) ? title.slice(issuer.length) : title;
    const text = first && number ? number : short;
    const places = first ? [] : joined(marks(text, runs(query, true)));
    return { kind: first ? "文号" : kind, text, note: text === number ? short : number, places, href: desk.address(page) };
  };
  const named = called.map(({ name, path, kind, other }) => ({ kind, text: name, note: other ?? "", places: [], href: desk.address(path) }));
  return [
    ...fragments.slice(0, cut.length).map((each) => offer(each, true)),
    ...named,
    ...fragments.slice(cut.length).map((each) => offer(each, false)),
  ];
}

function option({ kind, text, note, places }, at) {
  const words = [];
  let place = 0;
  for (const [start, end] of places) {
    words.push(text.slice(place, start), make("mark", { textContent: text.slice(start, end) }));
    place = end;
  }
  words.push(text.slice(place));
  const row = make("li", { id: `suggestion-${at}`, role: "option" });
  row.append(make("span", { className: "suggestion-kind", textContent: kind }), make("span", { className: "suggestion-text" }, ...words));
  if (note && note !== text) row.append(make("span", { className: "suggestion-note", textContent: note }));
  row.setAttribute("aria-selected", "false");
  return row;
}

/** Gives a field its suggestions; while an input method is `composing` they wait. */
export function attach(field, composing) {
  const box = make("ul", { id: "suggestions", className: "suggestions", role: "listbox", hidden: true });
  box.setAttribute("aria-label", "建议");
  const voice = make("p", { className: "hidden", role: "status" });
  field.parentElement.append(box, voice);
  field.setAttribute("aria-controls", box.id);
  let [listed, active, turn, timer] = [[], -1, 0, 0];

  function unfold(open) {
    box.hidden = !open || !listed.length;
    field.setAttribute("aria-expanded", String(!box.hidden));
    if (box.hidden) mark(-1);
  }
  function mark(place) {
    box.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const row = box.children[active];
    row?.setAttribute("aria-selected", "true");
    row?.scrollIntoView({ block: "nearest" });
    if (row) field.setAttribute("aria-activedescendant", row.id);
    else field.removeAttribute("aria-activedescendant");
  }
  async function look() {
    const mine = (turn += 1);
    const text = field.value.slice(0, LONGEST).trim();
    const next = text ? await offers(text).catch(() => []) : [];
    if (mine !== turn || document.activeElement !== field) return;
    mark(-1);
    listed = next;
    box.replaceChildren(...listed.map(option));
    voice.textContent = listed.length ? `有 ${listed.length} 条建议，按上下键选择。` : "";
    unfold(true);
  }
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }
  const wait = () => {
    clearTimeout(timer);
    turn += 1;
  };
  const step = { ArrowDown: 1, ArrowUp: -1 };

  field.addEventListener("input", (event) => (event.isComposing ? wait() : soon()));
  field.addEventListener("compositionstart", wait);
  field.addEventListener("compositionend", soon);
  field.addEventListener("blur", () => {
    wait();
    unfold(false);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the keys belong to the input method
    if (event.key in step && listed.length) {
      event.preventDefault();
      unfold(true);
      const places = listed.length + 1; // the field itself is one
      mark(((active + 1 + step[event.key] + places) % places) - 1);
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      wait();
      unfold(false);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(listed[active].href);
    }
  });
  field.form.addEventListener("submit", wait);
  box.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("click", (event) => {
    const place = [...box.children].indexOf(event.target.closest("li"));
    if (place >= 0) location.assign(listed[place].href);
  });
  if (field.value.trim() && !composing) soon();
  open(root).catch(() => {}); // ready before the first key
}
