// Reloads the page when there is a new site, at the place where it was; shows what is wrong as long as something is.

const script = document.querySelector("script[data-turn]");
const KEY = `gongbao-place ${location.pathname}`;
let source = null;

function top() {
  const blocks = [...document.querySelectorAll("main [id]")];
  return blocks.find((block) => block.getBoundingClientRect().bottom > 0 && block.getClientRects().length);
}

function remember() {
  const block = top();
  const place = { y: scrollY, id: block?.id, offset: block?.getBoundingClientRect().top, focus: document.activeElement?.id };
  dispatchEvent(new CustomEvent("gongbao-leaving"));
  sessionStorage.setItem(KEY, JSON.stringify(place));
}

function restore() {
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return;
  sessionStorage.removeItem(KEY);
  history.scrollRestoration = "manual";
  const { y, id, offset, focus } = JSON.parse(kept);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  const settle = () => {
    const block = id && document.getElementById(id);
    if (y === 0 || !block) scrollTo({ top: y, behavior: "instant" });
    else scrollBy({ top: block.getBoundingClientRect().top - offset, behavior: "instant" });
  };
  settle();
  requestAnimationFrame(() => requestAnimationFrame(() => { // what was out of sight is laid out by now
    settle();
    history.scrollRestoration = "auto";
  }));
}

function show(trouble) {
  const there = document.getElementById("gongbao-trouble");
  if (there?.outerHTML.trim() === trouble.trim()) return;
  there?.remove();
  if (trouble) document.body.insertAdjacentHTML("afterbegin", trouble);
}

function listen() {
  source = new EventSource(new URL("events", script.src));
  source.addEventListener("message", ({ data }) => {
    const { turn, trouble } = JSON.parse(data);
    if (turn !== script.dataset.turn) {
      remember();
      source.close();
      location.reload();
    } else show(trouble);
  });
}

// A browser keeps few connections to one host: a page nobody looks at gives its own back.
document.addEventListener("visibilitychange", () => {
  source?.close();
  if (!document.hidden) listen();
});
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", ({ persisted }) => persisted && listen());
restore();
if (!document.hidden) listen();
