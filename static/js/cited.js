// The index of outside citations: a filter by plain text, and the order within the groups.

const tools = document.getElementById("tools");
const filter = document.getElementById("filter");
const order = document.getElementById("order");
const found = document.getElementById("found");
const groups = [...document.querySelectorAll("details.group")].map((details) => {
  const list = details.querySelector("ul");
  const items = [...list.children];
  return { details, list, items, texts: items.map((item) => plain(item.textContent)), open: details.open };
});
let filtering = false;

/** Letters and figures alone, so that brackets and spaces need not be typed as they are printed. */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function show() {
  const wanted = plain(filter.value);
  let count = 0;
  for (const group of groups) {
    if (!filtering) group.open = group.details.open;
    let here = 0;
    group.items.forEach((item, place) => {
      item.hidden = !group.texts[place].includes(wanted);
      if (!item.hidden) here += 1;
    });
    group.details.hidden = here === 0;
    group.details.open = wanted ? true : group.open;
    count += here;
  }
  filtering = wanted !== "";
  found.textContent = !wanted ? "" : count ? `找到 ${count} 件。` : "没有找到。";
}

function arrange() {
  const most = order.value === "count";
  for (const group of groups) {
    const items = most ? [...group.items].sort((one, other) => other.dataset.count - one.dataset.count) : group.items;
    group.list.append(...items);
  }
}

/** A link to a group that is closed opens it. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.matches("details.group")) target.open = true;
}

if (tools && groups.length) {
  filter.addEventListener("input", show);
  order.addEventListener("change", arrange);
  addEventListener("hashchange", reveal);
  reveal();
  if (filter.value) show();
  if (order.value !== "sound") arrange();
}
