// Shows only the rows of a list that hold the words typed and bear the mark chosen, and says how many they are.

const even = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

/** What stands above a row: the headings of the groups it is in, and the line below each. */
function above(row, list) {
  const titles = [];
  for (let group = row.closest("[data-group]"); group && list.contains(group); group = group.parentElement.closest("[data-group]")) {
    titles.push(...[...group.querySelectorAll(":scope > h2, :scope > h3, :scope > h2 + .voice")].map((each) => each.textContent));
  }
  return titles.join(" ");
}

function start(form) {
  const list = document.getElementById(form.dataset.of);
  const { words, mark } = form.elements;
  const output = form.querySelector("output");
  const rows = [...list.querySelectorAll("[data-row]")].map((row) => [row, even(`${row.textContent} ${above(row, list)}`)]);
  const groups = [...list.querySelectorAll("[data-group]")];

  function narrow() {
    const wanted = even(words.value).split(" ").filter(Boolean);
    const part = mark?.value ?? "";
    const fits = ([row, text]) => wanted.every((word) => text.includes(word)) && (!part || row.dataset.mark === part);
    for (const pair of rows) pair[0].hidden = !fits(pair);
    for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    const left = rows.filter(([row]) => !row.hidden).length;
    output.textContent = wanted.length || part ? (left ? `有${left}条` : "没有符合的") : "";
  }

  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow(); // a browser that comes back keeps what was typed
}

for (const form of document.querySelectorAll("form.narrow")) start(form);
