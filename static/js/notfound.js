// An address that leads nowhere: reads a document number or a known path out of it, leads there, or offers to search.

import { root } from "./address.js";
import { load } from "./lookup.js";
import { item } from "./results.js";

const ENDING = /(?:index)?\.(?:html?|md|json|txt|pdf|aspx?|jsp|php)$/i;
const MOST = 8;

/** The part of an address below the root of the site, in characters. */
export function wanted(address, home) {
  const [path, base] = [decoded(address), decoded(home)];
  return (path.startsWith(base) ? path.slice(base.length) : path).replace(ENDING, "");
}

/** A path part by part; a part that is no UTF-8 may be the GBK of an old site, else it stays as it is. */
function decoded(path) {
  return path.split("/").map((part) => text(part)).join("/");
}

function text(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    const bytes = part.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
    const known = [...bytes].every((char) => char.charCodeAt(0) < 256);
    return known ? new TextDecoder("gb18030").decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0))) : part;
  }
}

/** A path in one form: small letters, no zeros before a figure, no slash at its ends. */
const even = (path) => path.toLowerCase().replace(/(?<![0-9])0+(?=[0-9])/g, "").replace(/\/{2,}/g, "/").replace(/^\/|\/$/g, "");

/** What an address means: {certain} if it can be only one thing, else {likely}, the best guesses. */
export function meaning(catalogue, path) {
  const same = catalogue.entries.filter((each) => even(each.path) === even(path));
  if (same.length === 1) return { certain: same[0], likely: [] };
  const words = path.replace(/^n\//, "");
  const hits = catalogue.find(words);
  const whole = hits.readings.filter((each) => each.sure && each.series && each.serial);
  const exact = hits.exact.map((each) => each.entry);
  if (whole.length === 1 && exact.length === 1) return { certain: exact[0], likely: [] };
  const likely = [...hits.exact, ...hits.titles, ...hits.near];
  return { certain: null, likely: (likely.length ? likely : hits.similar).slice(0, MOST) };
}

/** The words of an address, to search for. */
export const words = (path) => path.replace(/^n\//, "").replace(/[\/_+-]+/g, " ").trim().slice(0, 100);

/** Whether an address is the one that was not found: going there again would never end. */
const here = (address) => {
  const bare = (url) => decoded(url.pathname).replace(/index\.html$/, "").replace(/\/$/, "");
  return bare(new URL(address)) === bare(new URL(location.href));
};

async function start(place) {
  const path = wanted(location.pathname, root.pathname);
  const box = document.getElementById("q");
  box.value ||= words(path);
  const catalogue = await load(root);
  const { certain, likely } = meaning(catalogue, path);
  const found = certain ? [{ entry: certain }] : likely;
  if (!found.length) return;
  place.querySelector("p").textContent = certain ? "这个地址应当是：" : "也许要找的是：";
  place.querySelector("ol").append(...found.map((each) => item(catalogue, each)));
  place.hidden = false;
  if (certain && !here(catalogue.address(certain))) location.replace(catalogue.address(certain) + location.hash);
}

const place = document.getElementById("instead");
if (place) start(place).catch(() => {}); // without the list the page still says what can be done
