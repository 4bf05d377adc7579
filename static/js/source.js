// A source page: a field that leads to a line.

const bar = document.getElementById("bar");
const last = [...document.querySelectorAll("#source .chunk:last-child p[id]")].at(-1)?.id.slice(1);

if (bar && last) {
  const form = document.createElement("form");
  form.className = "jump";
  const field = Object.assign(document.createElement("input"), {
    id: "line", type: "text", inputMode: "numeric", pattern: "[0-9]+", required: true, autocomplete: "off",
  });
  field.placeholder = "行号";
  field.setAttribute("aria-label", `行号，1到${last}`);
  const button = Object.assign(document.createElement("button"), { type: "submit", textContent: "前往" });
  form.append(field, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const line = Math.min(Math.max(Number.parseInt(field.value, 10) || 1, 1), Number(last));
    field.value = String(line);
    location.hash = `L${line}`;
  });
  bar.append(form);
}
