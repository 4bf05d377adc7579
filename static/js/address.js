// Links end in index.html so that they work from a disk; on a server the address is shown and shared without it.

document.documentElement.classList.add("js"); // what only scripts can do may be shown now

const INDEX = /index\.html$/;

if (location.protocol.startsWith("http") && INDEX.test(location.pathname)) {
  history.replaceState(history.state, "", location.pathname.replace(INDEX, "") + location.search + location.hash);
}

/** The address of this page, at an anchor if one is given, as it should be shared. */
export function permanent(anchor = "") {
  const canonical = location.protocol.startsWith("http") ? location.href : document.querySelector("link[rel=canonical]")?.href;
  const base = (canonical ?? location.href).replace(/[?#].*$/, "").replace(INDEX, "");
  return anchor ? `${base}#${anchor}` : base;
}

/** The root of the site, as an absolute address. */
export const root = new URL(document.documentElement.dataset.root, location.href);
