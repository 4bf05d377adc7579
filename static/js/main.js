// What every page does: the plain address in the bar, "/" leads to the search field, and suggestions come once it is entered.

import "./address.js";

const field = document.getElementById("q");

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!field || event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
  field.select();
});

if (field && "suggest" in field.dataset) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  let composing = false; // an input method may be at work before the suggestions are here
  for (const name of ["compositionstart", "compositionend"]) field.addEventListener(name, () => (composing = name === "compositionstart"));
  const attach = () => import("./suggest.js").then((suggest) => suggest.attach(field, composing), () => {});
  if (document.activeElement === field) attach();
  else field.addEventListener("focus", attach, { once: true });
}
