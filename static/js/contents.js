// The table of contents follows the reading: the entry of the section on the screen is marked.

export function follow(text) {
  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const places = [...text.querySelectorAll(".heading[id], .part[id]")].filter((place) => links.has(place.id));
  if (!places.length) return;
  let current = null;

  function mark() {
    const passed = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 3);
    const link = links.get((passed.at(-1) ?? places[0]).id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
    const frame = link.closest(".contents");
    const above = link.offsetTop - frame.offsetTop;
    if (above < frame.scrollTop || above > frame.scrollTop + frame.clientHeight - 40) frame.scrollTop = above - frame.clientHeight / 3;
  }

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  }, { passive: true });
  mark();
}
