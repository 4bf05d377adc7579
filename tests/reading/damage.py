"""Ten thousand damaged inputs from seeds, and the process that tries them: run by test_damaged, one family at a time."""

from __future__ import annotations

import copy
import io
import json
import logging
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from gongbao import archive, cli
from gongbao.archive import frontmatter
from gongbao.archive.remembered import FOLDER
from gongbao.errors import GongbaoError
from gongbao.gazette import Gazette
from gongbao.reading import formats, reader
from paper import Paper, notice, stream, written

MEMORY = 1_000_000_000  # bytes
SECONDS = 5  # of the processor, for one input
LOUDEST = 20_000  # characters of what may be said about one file

Random = random.Random
Attempt = Callable[[], object]

TEXT = """云州市人民政府关于印发云州市桥梁管理办法的通知
云政发〔2024〕5号
各县（市、区）人民政府，市政府各部门、直属各单位：
《云州市桥梁管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。
云州市人民政府
2024年3月1日
云州市桥梁管理办法
第一章 总则
第一条　为加强桥梁管理，根据《城市道路管理条例》（国务院令第198号）和云政发〔2012〕3号文件，制定本办法。
一、总体要求
（一）桥梁管理单位应当每日巡查。（责任单位：市建设局、市交通局）
序号\t任务\t责任单位
1\t巡查\t市建设局
2\t维修\t市交通局
本办法自2024年4月1日起施行，有效期5年，《云州市桥梁管理暂行办法》（云政发〔2012〕3号）同时废止。
附件：1.桥梁名录
— 3 —
抄送：市委各部门，市人大常委会。
"""
ISSUE = (
    """云州市人民政府公报
2024年第03期（总第40期）
目 录
【市政府文件】
云州市人民政府关于印发云州市桥梁管理办法的通知（云政发〔2024〕5号） ..... (1)
【人事任免】
云州市人民政府关于王某等任免职的通知 ..... (9)
"""
    + TEXT
)
PAGE = "<!DOCTYPE html><html><body><table><tr><td>索引号：</td><td>Y1</td></tr></table><div class='article'>{}</div></body></html>"
HTML = PAGE.format("".join(f"<p>{line}</p>\n" for line in TEXT.split("\n")))
RECORD = """---
kind: decree
id: yzf-2024-5
title: 云州市人民政府关于加强桥梁管理的通知
number: 云政发〔2024〕5号
issuer: 云州市人民政府
signed: 2024-03-01
effective: {from: 2024-04-01, until: null, basis: 自4月1日起施行。, inferred: false}
repeals:
- {number: 云政发〔2012〕3号, title: null, basis: 同时废止}
cites:
- number: null
  title: 城市道路管理条例
departments: [市建设局, 市交通局]
source: {file: yzf-2024-5.txt, lines: [1, 18]}
---

# 云州市人民政府关于加强桥梁管理的通知

正文。
"""
GAZETTE = """name: 云州市人民政府公报
place: 云州
address: https://gongbao.example/
issuers:
- name: 云州市人民政府
  short: 市政府
series:
- {text: 云政发, code: yzf, issuer: 云州市人民政府}
sections:
- {text: 市政府文件, kind: decree}
departments:
- name: 云州市建设局
  aliases: [市建设局]
"""

ODD_BYTES = (
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xe4\xba",
    b"\r",
    b"\x1a",
    b"\x0c",
    b"\xf4\x90\x80\x80",
    b"\t",
)
ODD_TEXTS = (
    "\x00", "\u2028", "\ufeff", "\u202e", "\ud83d\ude00", "（" * 40, "《" * 40, "〔2024〕", "\t\t\t", "# " * 5, "-" * 50,
    "一、" * 20, "99999999999号", "第999999999999条", "9999年99月99日", "&#0;", "&#x110000;", "<", "</", "<table>", "|" * 30,
    "附件：", "责任单位：", "{{", "%s", "\\", "../", "*", "&a", "!!python/object:os.system", "? ", "<<: ", "0x" + "f" * 40,
)  # fmt: skip


def bitten(data: bytes, dice: Random) -> bytes:
    """Bytes cut off, struck out, doubled, flipped or put in."""
    for _ in range(dice.randint(1, 6)):
        at, to = sorted((dice.randint(0, len(data)), dice.randint(0, len(data))))
        to = min(to, at + dice.choice((1, 8, 200)))
        flipped = bytes(byte ^ (1 << dice.randint(0, 7)) for byte in data[at:to][:40])
        data = dice.choice(
            (data[:to], data[:at] + data[to:], data[:to] + data[at:], data[:at] + flipped + data[at + len(flipped) :],
             data[:at] + dice.choice(ODD_BYTES) * dice.choice((1, 1, 300)) + data[at:])
        )  # fmt: skip
    return data


def muddled(text: str, dice: Random) -> str:
    """Lines moved, doubled, joined; odd words put in anywhere."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, 8)):
        at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
        line, odd = lines[at], dice.choice(ODD_TEXTS)
        place = dice.randint(0, len(line))
        lines[at] = dice.choice((line[:place] + odd + line[place:], odd, line * dice.choice((2, 20)), lines[to]))
        if dice.random() < 0.2:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines).encode("utf-8", "replace").decode()


def damaged(text: str, dice: Random) -> bytes:
    """A text muddled, bitten or both, in one encoding or another."""
    muddled_ = muddled(text, dice) if dice.random() < 0.8 else text
    data = muddled_.encode(dice.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig")), "replace")
    return bitten(data, dice) if dice.random() < 0.6 else data


def read(data: bytes, name: str = "来件") -> reader.Reading:
    """The way of a file into the reading half."""
    received = formats.receive(data, name)
    return reader.with_doubts(reader.read(received.source, name, Gazette.default()), received.doubts)


# --- the families ------------------------------------------------------------------------------------------------------


def texts() -> Iterator[Attempt]:
    for seed in range(5000):
        dice = Random(seed)
        yield partial(read, damaged(ISSUE if seed % 10 == 0 else TEXT, dice))


def pages() -> Iterator[Attempt]:
    tags = (
        "<div>",
        "</div>",
        "<table>",
        "<td colspan=99999999>",
        "<tr>",
        "</p>",
        "<p",
        "<!--",
        "<script>",
        "&lt;",
        "<![CDATA[",
        "<a href='",
    )
    for seed in range(1500):
        dice = Random(seed)
        page = HTML
        for _ in range(dice.randint(1, 12)):
            at = dice.randint(0, len(page))
            page = page[:at] + dice.choice(tags) * dice.choice((1, 1, 1, 50)) + page[at:]
        yield partial(read, damaged(page, dice))


def records() -> Iterator[Attempt]:
    for seed in range(1500):
        text = damaged(RECORD, Random(seed)).decode("utf-8", "replace")
        yield partial(frontmatter.load, text, "decrees/a.md")
    for text in bombs():
        front = f"---\n{text}\n---\n\n正文。\n"
        yield partial(frontmatter.load, front, "decrees/a.md")


def bombs() -> Iterator[str]:
    """YAML that grows: aliases of aliases, brackets without end, keys and numbers of a megabyte."""
    chain = "\n".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12))
    yield f"a0: &a0 [云州]\n{chain}"
    yield "kind: &k decree\ntitle: *k"
    yield "a: &a\n  b: *a"
    yield from (
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a:\n" + "".join(f"{' ' * at}b:\n" for at in range(1000)),
    )
    yield "? " * 50_000
    yield f"id: {'9' * 1_000_000}"
    yield f"signed: {'1' * 100_000}-01-01"
    yield f"{'a' * 1_000_000}: 1"
    yield "kind: decree\n" * 20_000
    yield f"title: '{'云' * 1_000_000}'"
    yield "kind: !!python/object/apply:os.system ['true']"
    yield "<<: {kind: decree}\nid: !!binary AAAA\nsigned: .inf"
    yield "%YAML 9.9\n--- |\n" + "x" * 1_000_000
    yield "kind: decree\nid: 1:2:3:4\nlines: 0b1" + "1" * 100_000


def gazettes() -> Iterator[Attempt]:
    def load(data: bytes) -> object:
        path = Path("gazette.yml")
        path.write_bytes(data)
        return Gazette.load(path)

    for seed in range(600):
        yield partial(load, damaged(GAZETTE, Random(seed)))
    for text in bombs():
        yield partial(load, text.encode())


def documents() -> Iterator[Attempt]:
    whole = _docx()
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    for seed in range(500):
        dice = Random(seed)
        if dice.random() < 0.4:
            yield partial(read, bitten(whole, dice))
            continue
        name = dice.choice(
            (
                "word/document.xml",
                "word/document.xml",
                "word/numbering.xml",
                "word/styles.xml",
                "[Content_Types].xml",
                "word/_rels/document.xml.rels",
            )
        )
        yield partial(read, _zipped({**members, name: _gnawed(members[name], dice)}))
    yield from _bombs_of_documents(members)


def _gnawed(data: bytes, dice: Random) -> bytes:
    """XML that is still XML: elements left out, doubled, moved into each other, their values changed."""
    root = ElementTree.fromstring(data)
    for _ in range(dice.randint(1, 8)):
        pairs = [(parent, child) for parent in root.iter() for child in parent]
        if not pairs:
            break
        (parent, child), (other, _) = dice.choice(pairs), dice.choice(pairs)
        deed = dice.choice(("leave out", "double", "move", "change", "change"))
        if deed in ("leave out", "move"):
            parent.remove(child)
        if deed == "double" or (deed == "move" and other not in set(child.iter())):
            other.append(copy.deepcopy(child))
        for key in child.attrib if deed == "change" else ():
            child.set(key, dice.choice(("", "-1", "99999999999", "一", "on", "../x", "%1%2%3%9")))
    changed: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return changed


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def _docx() -> bytes:
    import docx  # noqa: PLC0415

    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line, style="List Number" if line.startswith("（") else None)
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "序号"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _bombs_of_documents(members: dict[str, bytes]) -> Iterator[Attempt]:
    huge = b"<w:p><w:r><w:t>" + b" " * 200_000_000 + b"</w:t></w:r></w:p>"
    body = members["word/document.xml"]
    deep = body.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 5000, 1)
    cells = b"<w:tr>" + b"<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 200 + b"</w:tr>"
    wide = body.replace(b"<w:body>", b"<w:body><w:tbl>" + cells * 500 + b"</w:tbl>", 1)
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))
    declared = body.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY l0 "ha">' + laughs + b"]>", 1)
    for changed in (
        {"word/document.xml": huge},
        {"word/media/a.bin": bytes(300_000_000)},
        {"word/document.xml": deep},
        {"word/document.xml": wide},
        {"word/document.xml": declared},
        {"../../outside.txt": b"x", "/etc/outside": b"x"},
    ):
        yield partial(read, _zipped({**members, **changed}))


def sheets() -> Iterator[Attempt]:
    """PDFs, in this process; one that `add` would stop by its clock is stopped here by that of `tried`."""
    from gongbao.reading.formats.pdf.worker import converted  # noqa: PLC0415

    table = Paper()
    table.sheet().grid((80, 150), [60, 200, 150], [["序号", "任务", "单位"], ["合计", None, "三项"], ["1", "丁", "戊"]])
    wholes = (notice().pdf(), table.pdf())
    for seed in range(800):
        yield partial(converted, bitten(wholes[seed % 2], Random(seed)))


def sheets_apart() -> Iterator[Attempt]:
    """PDFs as `add` reads them, each in a process of its own."""
    for seed in range(20):
        yield partial(read, bitten(notice().pdf(), Random(5000 + seed)))
    catalog = "<</Type/Catalog/Pages 2 0 R>>"
    form = stream("/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>"
    one = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    for objects in (
        [catalog, "2 0 R"],
        [catalog, "<</Type/Pages/Kids[2 0 R]/Count 9>>"],
        [catalog, one, page, form, stream("/X Do " * 10_000)],
        [catalog, one, page, form, stream("q " * 2_000_000)],
        [catalog, one, page, form, stream("[" * 500_000)],
        [catalog, one, page.replace("9 9", "1e30 -1e30"), form, stream("0 0 m 1e300 1e300 l S " * 9000)],
    ):
        yield partial(read, written(objects))


def giants() -> Iterator[Attempt]:
    """Files of one thing in great number."""
    line = "桥梁管理单位应当每日巡查，"
    for text in (
        TEXT + line * 80_000,
        TEXT.replace("一、总体要求", "一、" + "云" * 1_000_000),
        TEXT + "（" * 300_000,
        TEXT + "《" * 300_000 + "》" * 300_000,
        TEXT + "\n" * 500_000,
        TEXT + " " * 3_000_000,
        TEXT + "1\t" * 300_000,
        TEXT + "序号\t任务\n" + "\n".join(f"{at}\t巡查" for at in range(50_000)),
        TEXT + ("\t".join(str(at) for at in range(1000)) + "\n") * 100,
        TEXT + "附件：" * 100_000,
        TEXT + "根据《城市道路管理条例》（云政发〔2012〕3号），" * 10_000,
        TEXT + "\n".join(f"第{at}条　{line}" for at in range(5_000)),
        TEXT + "自2024年4月1日起施行。" * 20_000,
        TEXT + "#" * 1_000_000,
        TEXT + "*" * 300_000 + "\n" + "**" * 300_000,
        "\f" * 1_000_000 + TEXT,
        TEXT + "1." * 300_000,
        TEXT + "一" * 300_000 + "、",
        TEXT + "（责任单位：" + "市建设局、" * 50_000 + "）",
        PAGE.format("<div>" * 50_000 + TEXT),
        PAGE.format("<table><tr><td>" * 3_000 + TEXT),
        PAGE.format(
            "<table>" + "<tr>" + "<td>1" * 100 + "</tr>" * 1 + ("<tr>" + "<td>1" * 100) * 1000 + "</table>" + TEXT
        ),
        PAGE.format("<p>" + "&nbsp;" * 500_000 + TEXT),
        PAGE.format("<a " + "b='c' " * 100_000 + ">" + TEXT),
    ):
        yield partial(read, text.encode())
    for data in (bytes(3_000_000), b"\xff" * 3_000_000, b"PK\x03\x04word/" * 300_000):
        yield partial(read, data)


# --- whole archives, whose surroundings must stay as they are ----------------------------------------------------------


def archives() -> Iterator[Attempt]:
    for seed in range(60):
        yield partial(_archive, Random(seed))


def _archive(dice: Random) -> None:
    """An archive with paths and links that lead out, checked and added to; what lies outside is compared afterwards."""
    with tempfile.TemporaryDirectory() as place:
        outside, content = Path(place, "outside"), Path(place, "content")
        for folder in (outside / "sources", content / "decrees", content / "sources", content / "issues"):
            folder.mkdir(parents=True)
        (outside / "a.md").write_text(RECORD, "utf-8")
        (outside / "sources" / "yzf-2024-5.txt").write_text("外面的文字\n", "utf-8")
        before = _contents(outside)
        _hostile(content, outside, dice)
        _worked(content, Path(place, "来件.txt"), dice)
        assert _contents(outside) == before, "outside was touched"
        # Beside content/ only what the program remembers of it may come into being.
        assert {path.name for path in Path(place).iterdir()} - {FOLDER} == {"content", "outside", "来件.txt"}


def _hostile(content: Path, outside: Path, dice: Random) -> None:
    bad = dice.choice(
        ("../outside/a", "/etc/hosts", "..", "a/../../outside/a", "~", "CON", "a\x00b", "a" * 3000, ".", "-")
    )
    field = dice.choice(("id: yzf-2024-5", "file: yzf-2024-5.txt", "kind: decree"))
    key = field.split(":")[0]
    (content / "decrees" / "yzf-2024-5.md").write_text(RECORD.replace(field, f"{key}: {json.dumps(bad)}"), "utf-8")
    for name, target in (
        ("decrees/b.md", outside / "a.md"),
        ("sources/yzf-2024-5.txt", outside / "sources" / "yzf-2024-5.txt"),
        ("issues/2024-03", outside),
        ("sources/loop", content / "sources" / "loop"),
        ("gazette.yml", outside / "a.md"),
    ):
        if dice.random() < 0.4:
            (content / name).symlink_to(target)
    if dice.random() < 0.2:
        (content / "sources").rename(content / "old")
        (content / "sources").symlink_to(outside / "sources")


def _worked(content: Path, given: Path, dice: Random) -> None:
    given.write_text(ISSUE if dice.random() < 0.5 else TEXT, "utf-8")
    for step in (
        lambda: archive.check(content),
        lambda: archive.apply(content, _change(dice)),
        lambda: _command(content, "add", str(given)),
        lambda: _command(content, "add", "--replace", str(given)),
        lambda: _command(content, "ledger", "yzf-2024-5"),
    ):
        try:
            step()
        except GongbaoError:
            continue


def _change(dice: Random) -> archive.Change:
    bad = dice.choice(
        ("../outside/a.md", "/tmp/outside-of-it", "decrees/../../outside/a.md", "issues/2024-03/index.md")
    )
    return archive.Change({PurePosixPath(bad): b"x"}, frozenset({PurePosixPath(bad)} if dice.random() < 0.3 else ()))


def _command(content: Path, *words: str) -> None:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        cli.main(["--content", str(content), *words])


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- the process -------------------------------------------------------------------------------------------------------

FAMILIES: dict[str, Callable[[], Iterator[Attempt]]] = {
    "texts": texts,
    "pages": pages,
    "records": records,
    "gazettes": gazettes,
    "documents": documents,
    "sheets": sheets,
    "sheets_apart": sheets_apart,
    "giants": giants,
    "archives": archives,
}


class Stopped(BaseException):
    """The clock rang."""


def _ring(*_: Any) -> None:
    raise Stopped


def tried(family: str) -> dict[str, Any]:
    """Every input of a family, and what went wrong."""
    wrong: list[str] = []
    slowest, count, refusals = 0.0, 0, 0
    signal.signal(signal.SIGPROF, _ring)
    for at, attempt in enumerate(FAMILIES[family]()):
        before = _spent()
        fault, refused = _outcome(attempt, patient=family == "sheets")
        seconds = _spent() - before
        slowest, count, refusals = max(slowest, seconds), count + 1, refusals + refused
        if seconds > SECONDS and not fault:
            fault = f"took {seconds:.1f} s"
        if fault:
            wrong.append(f"{family} {at}: {fault}")
    return {"count": count, "refused": refusals, "slowest": round(slowest, 2), "wrong": wrong}


def _spent() -> float:
    """Seconds of the processor, those of processes that were started and ended included."""
    return sum(os.times()[:4])


def _outcome(attempt: Attempt, patient: bool) -> tuple[str, bool]:
    """What went wrong with one input, or nothing, and whether it was refused."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS + 1)
    try:
        attempt()
    except GongbaoError as error:
        said = str(error)
        plain = (
            0 < len(said) < LOUDEST and "Traceback" not in said and any("\u4e00" <= char <= "\u9fff" for char in said)
        )
        return ("" if plain else f"said {said[:200]!r} ({len(said)})"), True
    except Stopped:
        return ("" if patient else "never ended"), True
    except BaseException:
        return " | ".join(traceback.format_exc().strip().splitlines()[-5:]), False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "", False


def main() -> None:
    """Limit the memory, try the family, tell."""
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        told = tried(sys.argv[1])
    told["seconds"] = round(_spent(), 1)
    told["clock"] = round(time.perf_counter(), 1)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
