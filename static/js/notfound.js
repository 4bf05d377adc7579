// An address that leads nowhere: reads a document number or a known path out of it, leads there, or offers to search.

import { root } from "./address.js";
import { open } from "./lookup.js";
import { cited, details, item, names } from "./results.js";

const ENDING = /(?:index)?\.(?:html?|md|json|txt|pdf|aspx?|jsp|php)$/i;
const MOST = 8;

/** The part of an address below the root of the site, in characters. */
function wanted(address, home) {
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

/** The words of an address, to search for. */
const words = (path) => path.replace(/^n\//, "").replace(/[\/_+-]+/g, " ").trim().slice(0, 100);

/** What an address means: `certain` is the path if it can be only one thing; `parts` is what to show. */
async function meaning(desk, path) {
  const same = desk.names.filter((each) => even(each.path) === even(path));
  if (same.length === 1) return { certain: same[0].path, parts: [names(desk, same, "这个地址应当是")] };
  const results = await desk.search(words(path));
  const { numbered, near, hits, query } = results;
  const complete = results.readings.filter((each) => each.sure && each.series && each.serial);
  const documents = [...numbered, ...(numbered.length ? [] : near.map((each) => each.document))];
  const vague = results.leftOut.length && results.names.length;
  const closest = documents.length < MOST && hits.length && !vague ? await desk.engine.closest(results) : [];
  const likely = [...new Set([...documents, ...closest.map(({ document }) => document)])].slice(0, MOST);
  const rows = await details(desk, likely, query);
  const spelled = rows.find(({ fragment }) => even(fragment.page) === even(path));
  const borne = [...rows.slice(0, numbered.length).map(({ fragment }) => fragment.page), ...results.cited.map((each) => each.path)];
  const certain = spelled?.fragment.page ?? (complete.length === 1 && borne.length === 1 ? borne[0] : null);
  const shown = certain ? rows.filter(({ fragment }) => fragment.page === certain) : rows;
  return { certain, parts: [...lists(desk, results, certain), ...shown.map((each) => item(desk, each, query, true))] };
}

function lists(desk, results, certain) {
  const called = certain ? [] : [...results.names, ...results.similar].slice(0, MOST);
  return [...(results.cited.length ? [cited(desk, results.cited)] : []), ...(called.length ? [names(desk, called, "名称相符")] : [])];
}

/** Whether an address is the one that was not found: going there again would never end. */
const here = (address) => {
  const bare = (url) => decoded(url.pathname).replace(/index\.html$/, "").replace(/\/$/, "");
  return bare(new URL(address)) === bare(new URL(location.href));
};

async function start(place) {
  const path = wanted(location.pathname, root.pathname);
  const box = document.getElementById("q");
  box.value ||= words(path);
  if (!words(path)) return;
  const desk = await open(root);
  const { certain, parts } = await meaning(desk, path);
  if (!parts.length) return;
  place.querySelector("p").textContent = certain ? "这个地址应当是：" : "也许要找的是：";
  const rows = parts.filter((each) => each.localName === "li");
  place.querySelector("ol").before(...parts.filter((each) => each.localName !== "li"));
  place.querySelector("ol").append(...rows);
  place.hidden = false;
  const address = certain && desk.address(certain);
  if (address && !here(address)) location.replace(address + location.hash);
}

const place = document.getElementById("instead");
if (place) start(place).catch(() => {}); // without the index the page still says what can be done
