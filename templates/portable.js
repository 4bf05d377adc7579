// Runs modules that were linked into classic scripts, and reads files that stand as scripts; ROOT leads to the site's root.
globalThis.gongbao ??= (() => {
  const root = new URL(ROOT, document.currentScript.src).href;
  const modules = new Map();
  const files = new Map();

  /** A module, unless another script of the page has brought it already. */
  function define(path, needed, body) {
    if (!modules.has(path)) modules.set(path, { needed, body });
  }

  /** What a module exports; it runs once, after all it needs. */
  function need(path) {
    const module = modules.get(path);
    return (module.running ??= run(module));
  }

  async function run({ needed, body }) {
    const found = [];
    for (const path of needed) found.push(await need(path));
    return body(read, later, found);
  }

  /** In place of import(): the script that brings the module is added to the page. */
  async function later(path) {
    if (!modules.has(path)) await added(path);
    return need(path);
  }

  /** A file of the site, handed over by its script in base64. */
  function file(path, content) {
    files.set(path, content);
  }

  /** In place of fetch(): a file of the site comes from the script beside it, whatever else is fetched as ever. */
  async function read(address, options) {
    const { href, search, protocol } = new URL(address, location.href);
    const whole = href.replace(/[?#].*$/, "");
    if (!whole.startsWith(root)) return fetch(address, options);
    const path = whole.slice(root.length);
    try {
      await added(`${path}.js${protocol === "file:" ? "" : search}`); // no cache keeps what comes from a disk
    } catch {
      return new Response(null, { status: 404, statusText: "Not Found" });
    }
    const bytes = Uint8Array.from(atob(files.get(decodeURIComponent(path))), (char) => char.charCodeAt(0));
    return new Response(bytes);
  }

  function added(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const settled = (settle) => () => {
        script.remove();
        settle(path);
      };
      script.addEventListener("load", settled(resolve));
      script.addEventListener("error", settled(() => reject(new Error(path))));
      script.src = root + path;
      document.head.append(script);
    });
  }

  return { define, need, file };
})();
