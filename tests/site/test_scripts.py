"""Modules linked into classic scripts: they run from a disk as they run from a server, and what is not known is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gongbao.errors import SiteError
from gongbao.site import portable as portable_
from gongbao.site.page import File
from gongbao.site.portable import RUNTIME
from gongbao.site.scripts import Linker, module

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
Opened = Callable[..., Page]

COUNTER = """\
// import and export stand in this comment, and in a /* pattern */
export const EXPORT = "export default import('./nowhere.js')";
export const PATTERN = /import "[/]b"|\\//g;
let count = 0;
export function load() { count += 1; return count; }
export class Box {
  constructor(value) { this.value = value; }
  get told() { return `import ${`nested ${this.value}`} export`; }
}
const inside = "inside";
export { inside as outside };
"""


def linked(**sources: str) -> dict[str, str]:
    """The linked scripts by name; `a__b` stands for a/b."""
    by_path = {f"js/{name.replace('__', '/')}.js": source for name, source in sources.items()}
    return dict(Linker(by_path, RUNTIME.read_text("utf-8")).scripts())


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page from a disk that has the scripts named in `scripts`; the test fails when a script did."""
    wrong: list[str] = []
    page = browser.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)

    def go(files: Mapping[str, str], *scripts: str) -> Page:
        head = "".join(f'<script type="module" src="../../js/{name}.js"></script>' for name in scripts)
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        html = f"<!doctype html><meta charset='utf-8'>{policy}{head}<body><p id='out'></p>"
        given = {"a b/页/index.html": html, **files}
        for file in portable(File(path, text.encode()) for path, text in given.items()):
            target = tmp_path / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)
        page.goto((tmp_path / "a b" / "页" / "index.html").as_uri())
        return page

    yield go
    page.close()
    assert wrong == []


def portable(files: Iterable[File]) -> Iterator[File]:
    """The files as a site for a disk holds them."""
    return (portable_.dressed(file) for file in portable_.linked(files))


def test_every_form_of_import_and_export_works_from_a_disk(opened: Opened) -> None:
    page = """\
import { load, Box, outside as given } from "./parts/counter.js";
import * as counter from "./parts/counter.js";
import "./early.js";
const fetch = "a name of its own";
const said = [load(), counter.load(), new Box(7).told, given, counter.EXPORT.length, "a/b".replace(counter.PATTERN, "")];
document.getElementById("out").textContent = [document.title, fetch, ...said].join("|");
"""
    files = {
        "js/page.js": page,
        "js/early.js": 'document.title = "早";',
        "js/parts/counter.js": COUNTER,
    }
    shown = opened(files, "page").locator("#out")
    expect(shown).to_have_text("早|a name of its own|1|2|import nested 7 export|inside|37|ab")


def test_a_module_runs_once_for_all_scripts_of_a_page_and_they_run_in_their_order(opened: Opened) -> None:
    one = 'import { load } from "./counter.js";\ndocument.getElementById("out").append(`one ${load()} `);'
    two = 'import { load } from "./counter.js";\ndocument.getElementById("out").append(`two ${load()} `);'
    page = opened({"js/one.js": one, "js/two.js": two, "js/counter.js": COUNTER}, "one", "two")
    expect(page.locator("#out")).to_have_text("one 1 two 2")


def test_a_module_imported_later_shares_what_is_there_already(opened: Opened) -> None:
    first = """\
import { load } from "./counter.js";
load();
const late = await import("./late/late.js");
document.getElementById("out").textContent = `${late.told()} ${(await import("./late/late.js")) === late}`;
"""
    late = 'import { load } from "../counter.js";\nexport const told = () => `second ${load()}`;'
    page = opened({"js/first.js": first, "js/late/late.js": late, "js/counter.js": COUNTER}, "first")
    expect(page.locator("#out")).to_have_text("second 2 true")


def test_a_module_waits_for_one_that_waits(opened: Opened) -> None:
    slow = "export const value = await new Promise((done) => setTimeout(() => done(5), 30));"
    page = opened(
        {"js/slow.js": slow, "js/page.js": 'import { value } from "./slow.js";\nout.textContent = value;'}, "page"
    )
    expect(page.locator("#out")).to_have_text("5")


def test_files_below_search_are_fetched_from_the_scripts_beside_them(opened: Opened) -> None:
    """Byte for byte; what is not there answers as a server does, and may be asked for again."""
    script = """\
const root = new URL("../../", location.href);
const found = await fetch(new URL("search/index/a.bin", root), { cache: "no-cache" });
const json = await (await fetch(new URL("search/names.json?x=1", root))).json();
const [one, two] = await Promise.all([1, 2].map(() => fetch(new URL("search/names.json", root)).then((each) => each.text())));
out.textContent = [found.ok, [...new Uint8Array(await found.arrayBuffer())], json.name, one === two].join("|");
"""
    content = bytes([0, 65, 200]).decode("latin-1")
    page = opened(
        {"js/page.js": script, "search/index/a.bin": content, "search/names.json": '{"name": "云州"}'}, "page"
    )
    expect(page.locator("#out")).to_have_text(f"true|{','.join(map(str, content.encode()))}|云州|true")


def test_a_file_that_is_not_there_answers_as_from_a_server(browser: Browser, tmp_path: Path) -> None:
    script = 'const answer = await fetch("search/gone.bin");\nout.textContent = `${answer.ok} ${answer.status}`;'
    html = '<!doctype html><script type="module" src="js/page.js"></script><body><p id="out"></p>'
    for file in portable([File("index.html", html.encode()), File("js/page.js", script.encode())]):
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(file.content)
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.locator("#out")).to_have_text("false 404")
    page.close()


def test_only_pages_scripts_and_what_scripts_fetch_are_changed() -> None:
    given = [
        File("data/search.json", b"{}"),
        File("search/index.html", b"<p>"),
        File("css/a.css", b"a{}"),
        File("n/search/x.json", b""),
    ]
    assert list(portable(given)) == given


def test_only_scripts_of_pages_are_written_and_the_same_bytes_each_time() -> None:
    sources = {
        "page": 'import { a } from "./parts/a.js";\nlater(() => import("./parts/b.js"));',
        "parts__a": "export const a = 1;",
        "parts__b": "",
    }
    assert list(linked(**sources)) == ["js/page.js", "js/parts/b.js"]
    assert linked(**sources) == linked(**dict(reversed(sources.items())))


@pytest.mark.parametrize(
    "line",
    [
        'import root from "./a.js";',
        'import root, { b } from "./a.js";',
        'import { b } from "lodash";',
        'import { b } from "https://elsewhere.example/b.js";',
        'import { default as b } from "./a.js" with { type: "json" };;export default b;',
        "export default function () {}",
        "export let count = 0;",
        "export var count = 0;",
        "export const { a, b } = whole;",
        "export const a = { c: [1, 2] }, b = 2;",
        'export * from "./a.js";',
        'export { a } from "./a.js";',
        "const late = await import(name);",
        "const here = import.meta.url;",
        'if (true) { import("./a.js", {}); }',
        "const one = 1; export { one };",
    ],
)
def test_other_forms_are_refused_with_their_line(line: str) -> None:
    with pytest.raises(SiteError, match=r"^static/js/x\.js:2: --portable 不认得这样的写法“"):
        module("js/x.js", f"// 第一行\n{line}\n")


def test_what_is_imported_must_be_there() -> None:
    with pytest.raises(SiteError, match=r"^static/js/x\.js:1: 没有 static/js/gone\.js 这个文件。$"):
        linked(x='import { a } from "./gone.js";')
    with pytest.raises(SiteError, match=r"^static/js/x\.js:2: static/js/y\.js 没有用 export 给出“b”。$"):
        linked(x='\nimport { a, b } from "./y.js";', y="export const a = 1;\nconst b = 2;")


def test_a_circle_is_refused() -> None:
    with pytest.raises(SiteError, match=r"互相 import 的文件：js/x\.js、js/y\.js。"):
        linked(x='import "./y.js";', y='import "./x.js";')


def test_the_lines_of_a_module_stay_as_many(opened: Opened) -> None:
    """So that an error names a line that can be found: below the head of its module."""
    source = 'import {\n  a,\n  b as c,\n} from "./y.js";\nexport const d = a + c;\n'
    assert module("js/x.js", source).body.count("\n") == source.count("\n")
