// Reloads the page when there is a new site, at the place where it was; shows what is wrong as long as something is.

const script = document.querySelector("script[data-turn]");
const KEY = `gongbao-place ${location.pathname}`;
let source = null;

// What is really to be seen: of what is out of sight browsers only guess how tall it is.
function inSight() {
  for (let y = 80; y < innerHeight; y += 20) {
    for (const x of [innerWidth * 0.7, innerWidth * 0.3]) {
      const block = document.elementFromPoint(x, y)?.closest("main [id]");
      if (block) return block;
    }
  }
  return null;
}

function remember() {
  const block = inSight();
  const place = { y: scrollY, id: block?.id, offset: block?.getBoundingClientRect().top, focus: document.activeElement?.id };
  dispatchEvent(new CustomEvent("gongbao-leaving"));
  sessionStorage.setItem(KEY, JSON.stringify(place));
}

function restore() {
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return;
  sessionStorage.removeItem(KEY);
  const { y, id, offset, focus } = JSON.parse(kept);
  if (y === 0) return;
  history.scrollRestoration = "manual";
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  const block = id && document.getElementById(id);
  let frames = 0;
  let still = 0;
  const settle = () => { // what comes in sight is laid out anew, and moves what is below it
    const apart = block ? block.getBoundingClientRect().top - offset : y - scrollY;
    if (Math.abs(apart) > 1) scrollBy({ top: apart, behavior: "instant" });
    still = Math.abs(apart) > 1 ? 0 : still + 1;
    frames += 1;
    if (still < 3 && frames < 60) requestAnimationFrame(settle);
    else history.scrollRestoration = "auto";
  };
  settle();
  addEventListener("load", () => { // then a browser goes to the place the address names
    frames = still = 0;
    history.scrollRestoration = "manual";
    settle();
    setTimeout(settle, 50);
  }, { once: true });
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
