// Tables: sort by a column, filter the rows. Cells that hold for several rows are then repeated, quietly, in each of them.

const WORDS = new Intl.Collator("zh-Hans-u-co-pinyin", { numeric: true });
const NARROW = window.matchMedia("screen and (max-width: 47.99rem)");
const FEWEST_TO_SORT = 3;
const FEWEST_TO_FILTER = 6;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const folded = (text) => text.normalize("NFKC").toLowerCase();

/** The parts of what was typed, all of which must be met. */
const termsOf = (text) => folded(text).split(/\s+/).filter(Boolean);

/** A field with its label and a line that says what came of it. */
function searchField(label, onTyping) {
  const field = element("input", { type: "search", autocomplete: "off", spellcheck: false });
  const said = element("span", { role: "status" });
  field.addEventListener("input", () => onTyping(termsOf(field.value)));
  return { tools: element("div", { className: "sheet-tools screen" }, element("label", {}, `${label} `, field), said), said };
}

/** What a cell is sorted by: a number, or none. */
function amountOf(cell) {
  const text = cell.dataset.key ?? cell.textContent.trim();
  return text === "" ? NaN : Number(text);
}

class Sheet {
  constructor(block) {
    this.table = block.querySelector("table");
    this.cards = Boolean(block.querySelector(".sheet-cards"));
    this.bodies = [...this.table.tBodies];
    this.heads = [...this.table.querySelectorAll("thead th[data-column]")].sort((a, b) => a.dataset.column - b.dataset.column);
    this.rows = this.bodies.flatMap((body, group) => this.read(body, group));
    this.terms = [];
    this.column = -1;
    this.direction = 0;
    const field = searchField("在表中筛选", (terms) => this.filter(terms));
    this.said = field.said;
    if (this.rows.length >= FEWEST_TO_SORT) this.heads.forEach((head, at) => this.addButton(head, at));
    if (this.rows.length < FEWEST_TO_FILTER) field.tools.firstChild.remove();
    block.querySelector("[data-tools]").append(...field.tools.childNodes);
    NARROW.addEventListener("change", () => this.show());
    if (this.cards && NARROW.matches) this.show();
  }

  /** The rows of a body, each with a cell for every column: its own, or the one that holds for it. */
  read(body, group) {
    const heading = body.querySelector(".group")?.textContent.trim() ?? "";
    const held = [];
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    return rows.map((row) => {
      const own = [...row.cells];
      const cells = this.heads.map((_, at) => {
        if (held[at]?.left > 0) {
          held[at].left -= 1;
          return { cell: held[at].cell, again: true };
        }
        const cell = own.shift();
        held[at] = { cell, left: cell.rowSpan - 1 };
        return { cell, again: false };
      });
      const text = folded([heading, ...cells.map(({ cell }) => cell.textContent)].join("\n"));
      return { row, cells, group, heading, text, total: row.classList.contains("total") };
    });
  }

  addButton(head, at) {
    const button = element("button", { type: "button", className: "sheet-sort", title: "按此列排序" }, ...head.childNodes);
    button.addEventListener("click", () => this.sort(at));
    head.append(button);
  }

  /** Once upward, once downward, then as printed again. */
  sort(at) {
    this.direction = this.column === at ? [1, -1, 0][(this.direction === 1) + 2 * (this.direction === -1)] : 1;
    this.column = this.direction ? at : -1;
    this.heads.forEach((head, place) => {
      if (place === this.column) head.setAttribute("aria-sort", this.direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    this.show();
    const name = this.heads[at].textContent.trim();
    this.say(this.direction ? `已按“${name}”${this.direction > 0 ? "升序" : "降序"}排列` : "已恢复原件的顺序");
  }

  filter(terms) {
    this.terms = terms;
    this.show();
    this.say("");
  }

  say(text) {
    const count = this.found().length;
    const met = count ? `${this.rows.length}行中有${count}行` : "没有符合的行";
    this.said.textContent = [text, this.terms.length ? met : ""].filter(Boolean).join("，");
  }

  found() {
    return this.rows.filter((row) => this.terms.every((term) => row.text.includes(term)));
  }

  show() {
    const asPrinted = this.column < 0 && !this.terms.length && !(this.cards && NARROW.matches);
    for (const body of [...this.table.tBodies]) body.remove();
    this.table.append(...(asPrinted ? this.bodies : this.column < 0 ? this.grouped() : [this.sorted()]));
  }

  /** The rows that were found, under the headings of their groups. */
  grouped() {
    const found = this.found();
    return this.bodies.map((body, group) => {
      const made = element("tbody");
      const members = found.filter((row) => row.group === group);
      const heading = body.querySelector(".group");
      if (heading && members.length) made.append(heading.cloneNode(true));
      made.append(...members.map((row) => this.unfolded(row, false)));
      return made;
    });
  }

  /** The rows that were found in the order of a column; what says nothing comes behind the rest, totals last. */
  sorted() {
    const numbers = this.heads[this.column].dataset.kind !== "text";
    const keyed = this.found().map((row) => {
      const { cell } = row.cells[this.column];
      return { row, amount: numbers ? amountOf(cell) : NaN, text: cell.textContent.trim() };
    });
    keyed.sort((one, other) => this.compare(one, other));
    const body = element("tbody");
    body.append(...keyed.map(({ row }) => this.unfolded(row, true)));
    return body;
  }

  compare(one, other) {
    const rank = ({ row, amount, text }) => (row.total ? 3 : text === "" ? 2 : Number.isNaN(amount) ? 1 : 0);
    const ranked = rank(one) - rank(other);
    if (ranked || one.row.total) return ranked;
    return this.direction * (rank(one) === 0 ? one.amount - other.amount : WORDS.compare(one.text, other.text));
  }

  /** A copy of a row that stands for itself. */
  unfolded({ row, cells, heading }, alone) {
    const made = row.cloneNode(false);
    for (const { cell, again } of cells) {
      const copy = cell.cloneNode(true);
      copy.removeAttribute("rowspan");
      copy.classList.toggle("again", again);
      made.append(copy);
    }
    const name = made.querySelector("th") ?? made.cells[0];
    if (alone && heading) name.append(element("span", { className: "of-group" }, heading));
    return made;
  }
}

/** The list of all tables: only what holds every word stays in sight. */
function filterList(shelves) {
  const items = [...shelves.querySelectorAll("li")].map((item) => ({ item, shelf: item.closest("[data-shelf]") }));
  for (const each of items) each.text = folded(`${each.shelf.querySelector("h2").textContent}\n${each.item.textContent}`);
  const { tools, said } = searchField("筛选", (terms) => {
    for (const { item, text } of items) item.hidden = !terms.every((term) => text.includes(term));
    for (const shelf of shelves.querySelectorAll("[data-shelf]")) shelf.hidden = !shelf.querySelector("li:not([hidden])");
    const count = items.filter(({ item }) => !item.hidden).length;
    const met = count ? `${items.length}张中有${count}张` : "没有符合的表格";
    said.textContent = terms.length ? met : "";
  });
  shelves.before(tools);
}

for (const block of document.querySelectorAll("[data-sheet]")) new Sheet(block);
for (const shelves of document.querySelectorAll("[data-shelves]")) filterList(shelves);
