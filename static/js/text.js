// A text to read: anchors copied with a click, the place one arrived at, lines of the source, copying, reporting.

import { permanent } from "./address.js";
import { follow } from "./contents.js";
import { report } from "./report.js";
import { today } from "./days.js";

const text = document.querySelector(".text");
const toast = document.body.appendChild(Object.assign(document.createElement("div"), { className: "toast" }));
toast.setAttribute("role", "status");

export function say(words) {
  toast.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (toast.textContent = ""), 4000);
}

export async function copy(words, done) {
  try {
    await navigator.clipboard.writeText(words);
    say(done);
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: words, className: "hidden" });
    document.body.append(field);
    field.select();
    say(document.execCommand("copy") ? done : "浏览器不允许复制，请手动选取。");
    field.remove();
  }
}

const anchorOf = (block) => block.dataset.anchor ?? block.id;

function label(block) {
  const words = block.textContent.trim().replace(/¶$/, "");
  return words.length > 18 ? `${words.slice(0, 18)}…` : words;
}

// Only headings and articles are stops of the keyboard; with a stop at each paragraph nobody would get through.
function pilcrow(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pilcrow screen";
  button.textContent = "¶";
  button.title = "复制这一处的链接";
  button.setAttribute("aria-label", `复制“${label(block)}”的链接`);
  if (!block.matches(".heading, .article, .part-title")) button.tabIndex = -1;
  button.addEventListener("click", () => {
    const anchor = anchorOf(block);
    if (location.hash !== `#${anchor}`) history.replaceState(history.state, "", `#${anchor}`);
    copy(permanent(anchor), "已复制这一处的链接。");
    arrive(block);
  });
  if (block.matches(".heading, .part-title")) named(block);
  block.append(button);
}

// The button stands in a heading and is no part of its name.
function named(block) {
  const words = Object.assign(document.createElement("span"), { id: `${anchorOf(block)}-words` });
  words.append(...block.childNodes);
  block.append(words);
  block.setAttribute("aria-labelledby", words.id);
  if (block.matches(".part-title")) block.parentElement.setAttribute("aria-labelledby", words.id);
}

function arrive(block) {
  document.querySelectorAll(".arrived").forEach((old) => old.classList.remove("arrived"));
  document.querySelector(".arrival")?.remove();
  if (!block?.closest(".text")) return;
  block.classList.add("arrived");
}

function announce() {
  const block = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  arrive(block);
  if (!block?.closest(".text") || block.matches("section")) return;
  const note = Object.assign(document.createElement("span"), { className: "arrival screen", textContent: "您打开的链接指向这一处" });
  block.append(note);
}

const spanOf = (block) => block.dataset.lines.split("-");

function showLines(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? "隐藏原文行号" : "显示原文行号";
  text.classList.toggle("with-lines", on);
  if (!on || text.querySelector(".lines")) return;
  for (const block of text.querySelectorAll("[data-lines]")) {
    const [first, last] = spanOf(block);
    const link = document.createElement("a");
    link.href = `${text.dataset.source}#L${first}`;
    link.textContent = last ? `原文第${first}–${last}行` : `原文第${first}行`;
    const note = Object.assign(document.createElement("span"), { className: "lines screen" });
    note.append(link);
    block.prepend(note);
  }
}

function plainText() {
  const copy = text.cloneNode(true);
  copy.querySelectorAll(".pilcrow, .lines, .arrival").forEach((extra) => extra.remove());
  const title = document.querySelector("h1").textContent.trim();
  const number = document.querySelector(".decree-number")?.textContent.trim() ?? "";
  const blocks = [...copy.querySelectorAll("p, h2, h3, h4, h5, h6, li, tr")].map((block) =>
    block.matches("tr") ? [...block.cells].map((cell) => cell.textContent.trim()).join("\t") : block.textContent.trim(),
  );
  const tail = `${permanent()}\n以上文字经过整理，引用请以正式印发的文本为准。`;
  return [title, number, ...blocks, "", tail].filter((line, at) => line || at > 2).join("\n");
}

const actions = {
  print: () => print(),
  "copy-text": () => copy(plainText(), "已复制全文。"),
  lines: showLines,
  report: (button) => report(button.dataset.to, text, { copy, say }),
};

if (text) {
  text.querySelectorAll("p[id], .heading[id], .part-title").forEach(pilcrow);
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => actions[button.dataset.do](button));
  }
  addEventListener("hashchange", announce);
  announce();
  follow(text);
}

for (const words of document.querySelectorAll("[data-copy]")) {
  if ("accessed" in words.dataset) words.textContent = words.textContent.replace(/\[A\/OL\]\.(?: \([\d-]+\)\.)?/, (found) => `${found.slice(0, -1)}[${today()}].`);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "screen", textContent: "复制" });
  button.addEventListener("click", () => copy(words.textContent, "已复制引用格式。"));
  words.after(button);
}
