// Shows only the rows of a list that hold the words typed and bear the mark chosen, and says how many they are.

const even = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

function heading(row, list) {
  const titles = [];
  for (let group = row.parentElement.closest("[data-group]"); group && list.contains(group); group = group.parentElement.closest("[data-group]")) {
    titles.push(group.querySelector(":scope > h2, :scope > h2 + .voice")?.textContent ?? "", group.querySelector(":scope > h2 + .voice")?.textContent ?? "");
  }
  return titles.join(" ");
}

function start(form) {
  const list = document.getElementById(form.dataset.of);
  const { words, mark } = form.elements;
  const output = form.querySelector("output");
  const rows = [...list.querySelectorAll("[data-row]")].map((row) => ({ row, text: even(`${row.textContent} ${heading(row, list)}`) }));
  const groups = [...list.querySelectorAll("[data-group]")].reverse();

  function narrow() {
    const wanted = even(words.value).split(" ").filter(Boolean);
    const part = mark?.value ?? "";
    let left = 0;
    for (const { row, text } of rows) {
      row.hidden = !(wanted.every((word) => text.includes(word)) && (!part || row.dataset.mark === part));
      left += row.hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    output.textContent = wanted.length || part ? (left ? `${left}条` : "没有符合的") : "";
  }

  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (words.value || mark?.value) narrow(); // what the browser kept from before
}

for (const form of document.querySelectorAll("form.narrow")) start(form);
