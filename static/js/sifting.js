// The properties of what was found, with counts, as boxes to tick; within one property any of the ticked, across them all.

import { make } from "./results.js";

export const PROPERTIES = { year: "年份", kind: "种类", series: "文号系列", issuer: "发文机关", department: "责任单位" };
const AT_FIRST = 6;

/** Whether a document has what is chosen, property by property; `but` leaves one property out. */
function fits(facets, chosen, document, but = "") {
  return Object.keys(PROPERTIES).every((name) => {
    if (name === but || !chosen[name].size) return true;
    return facets.values(name, document).some((value) => chosen[name].has(called(facets, name, value)));
  });
}

const called = (facets, name, value) => (name === "year" ? String(value) : facets.names[name][value]);

/** The documents that have what is chosen. */
export function sifted(facets, chosen, documents) {
  return documents.filter((document) => fits(facets, chosen, document));
}

/** The word the reader sees for a value. */
export function label(desk, name, value) {
  if (name === "year") return `${value}年`;
  return name === "kind" ? (desk.index.manifest.kinds[value] ?? value) : value;
}

/** Fills the panel: of every property the values of what was found, each with how many would be left. */
export function fill(panel, { desk, facets, chosen, documents, toggle }) {
  const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const unfolded = new Set([...panel.querySelectorAll("details[open]")].map((each) => each.dataset.of));
  panel.replaceChildren(...Object.keys(PROPERTIES).map((name) => {
    const able = documents.filter((each) => fits(facets, chosen, each, name));
    const values = facets.counts(name, able).map((each) => [each.name, each.count]);
    for (const value of chosen[name]) if (!values.some(([known]) => known === value)) values.push([value, 0]);
    return values.length > 1 || chosen[name].size ? group({ desk, name, values, chosen, toggle, unfolded }) : "";
  }).filter(Boolean));
  if (focused) [...panel.querySelectorAll("input")].find((each) => each.dataset.key === focused)?.focus();
}

function group({ desk, name, values, chosen, toggle, unfolded }) {
  const boxes = values.map(([value, count]) => {
    const box = make("input", { type: "checkbox", checked: chosen[name].has(value) });
    box.dataset.key = `${name}=${value}`;
    box.addEventListener("change", () => toggle(name, value));
    const counted = make("span", { className: "count", textContent: String(count) });
    return make("label", {}, box, make("span", { textContent: label(desk, name, value) }), counted);
  });
  const field = make("fieldset", {}, make("legend", { textContent: PROPERTIES[name] }), ...boxes.slice(0, AT_FIRST));
  const rest = boxes.slice(AT_FIRST);
  if (rest.length) {
    const open = unfolded.has(name) || values.slice(AT_FIRST).some(([value]) => chosen[name].has(value));
    const details = make("details", { open }, make("summary", { textContent: `其余 ${rest.length} 项` }), ...rest);
    details.dataset.of = name;
    field.append(details);
  }
  return field;
}
