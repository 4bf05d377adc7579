// The review: lines and what was read from them light up together, places are copied, warnings are walked through.

const sheet = document.querySelector(".sheet-of-two");
const blocks = [...sheet.querySelectorAll(".block[data-first]")];
const KEY = `gongbao-blocks ${location.pathname}`;
const status = Object.assign(document.createElement("p"), { className: "hidden" });
status.setAttribute("role", "status");
document.querySelector("main").append(status);

const range = (block) => [Number(block.dataset.first), Number(block.dataset.last)];
const line = (number) => document.getElementById(`L${number}`);
let lit = [];

function light(target) {
  const own = target.closest?.(".block[data-first]");
  const row = target.closest?.(".lines p[id]");
  let found = [];
  if (own) {
    const [first, last] = range(own);
    found = [own];
    for (let at = first; at <= last; at += 1) found.push(line(at));
  } else if (row) {
    const at = Number(row.id.slice(1));
    const near = [...row.closest(".row").querySelectorAll(".block[data-first]:not(.block-head)")];
    found = [row, ...near.filter((block) => range(block)[0] <= at && at <= range(block)[1])];
  }
  for (const each of lit) each.classList.remove("lit");
  lit = found.filter(Boolean);
  for (const each of lit) each.classList.add("lit");
}

sheet.addEventListener("pointerover", ({ target }) => light(target));
sheet.addEventListener("focusin", ({ target }) => light(target));
sheet.addEventListener("pointerleave", () => light(document.activeElement));

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = `已复制 ${button.dataset.copy}`;
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1500);
  } catch {
    status.textContent = `请自己抄下：${button.dataset.copy}`;
    button.textContent = button.dataset.copy;
  }
});

// A place in folded lines opens them; the place on the other side lights up as well.
function arrive() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
  }
  if (target && sheet.contains(target)) light(target);
}
addEventListener("hashchange", arrive);
arrive();

// From one warning to the next, in the order of the source.
const stops = [...new Set([...document.querySelectorAll("a[data-note]")].map((link) => Number(link.hash.slice(2))))].sort((a, b) => a - b);
if (stops.length) {
  const bar = document.getElementById("review-bar");
  const walk = Object.assign(document.createElement("div"), { className: "walk" });
  const count = Object.assign(document.createElement("span"), { textContent: `${stops.length}处要看` });
  // From the warning one is at, while it is in sight; else from what is in sight.
  const next = (forward) => {
    const tops = stops.map((at) => line(at).getBoundingClientRect().top);
    const here = stops.indexOf(Number(location.hash.slice(2)));
    const seen = here >= 0 && tops[here] >= 0 && tops[here] < innerHeight;
    if (seen) return (here + (forward ? 1 : stops.length - 1)) % stops.length;
    const edge = bar.getBoundingClientRect().bottom;
    const at = forward ? tops.findIndex((top) => top >= edge) : tops.findLastIndex((top) => top < edge);
    return at >= 0 ? at : forward ? 0 : stops.length - 1;
  };
  const step = (forward) => {
    const at = next(forward);
    location.hash = `L${stops[at]}`;
    line(stops[at]).scrollIntoView();
    count.textContent = `${at + 1}／${stops.length}`;
  };
  for (const [text, forward] of [["上一处", false], ["下一处", true]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.addEventListener("click", () => step(forward));
    walk.append(button);
  }
  walk.append(count);
  bar.append(walk);
}

// What a correction changed is marked once the page is back.
const texts = () => [...sheet.querySelectorAll(".block")].map((block) => `${block.className.split(" ")[1]} ${block.querySelector(":scope > :not(.edges)")?.textContent ?? ""}`);
addEventListener("gongbao-leaving", () => sessionStorage.setItem(KEY, JSON.stringify(texts())));
const before = sessionStorage.getItem(KEY);
if (before) {
  sessionStorage.removeItem(KEY);
  const known = new Set(JSON.parse(before));
  const now = texts();
  [...sheet.querySelectorAll(".block")].forEach((block, at) => block.classList.toggle("changed", !known.has(now[at])));
}
