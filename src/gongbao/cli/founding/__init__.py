"""`new`: an archive for another gazette, asked for on the terminal or told by options, with its first site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from gongbao.building.order import Order
from gongbao.cli import building
from gongbao.cli.founding import charter as charters
from gongbao.cli.founding.asking import NOTHING, Asker, Question
from gongbao.cli.founding.charter import Charter
from gongbao.cli.founding.folder import lay, refuse
from gongbao.cli.founding.origin import origin
from gongbao.cli.founding.papers import papers

PROGRAM_AT_MOST = 300


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="新档案的文件夹，例如 云州公报")
    parser.add_argument("--title", metavar="名称", help="公报的名称，例如 云州市人民政府公报")
    parser.add_argument("--place", metavar="地名", help="哪个地方的政府，例如 云州市（默认取自公报的名称）")
    issuer = "发文机关，可以多次使用，例如 云州市人民政府=市政府"
    parser.add_argument("--issuer", action="append", metavar="全称[=简称]", help=issuer)
    series = "文号系列，可以多次使用，例如 云政发=yzf 或 云政发=yzf=云州市人民政府"
    parser.add_argument("--series", action="append", metavar="代字[=代码[=机关]]", help=series)
    # The command as a whole has --address too: what was said there stands unless it is said again.
    parser.add_argument("--address", default=argparse.SUPPRESS, metavar="URL", help="网站将来的网址，可以以后再写")
    parser.add_argument("--program", metavar="来源", help="pip 从哪里安装程序，写进 requirements.txt")
    parser.add_argument("--yes", action="store_true", help="不提问，没有写明的都用建议的答案")


def run(options: argparse.Namespace) -> int:
    """Found an archive and build its site; a sentence (GongbaoError) when the folder or an answer cannot be taken."""
    refuse(options.folder)
    asker = Asker(input if sys.stdin.isatty() and not options.yes else None)
    try:
        charter = _charter(options, asker)
        agreed = asker.agrees("\n".join(("", *_summary(charter), f"建立在 {options.folder.resolve()}，对吗")))
    except (EOFError, KeyboardInterrupt):
        agreed = False
        print()
    if not agreed:
        print("没有建立，什么也没有写。")
        return 1
    lay(papers(charter), options.folder)
    if asker.listen is None:
        print("\n".join(_summary(charter)))
    return _first_site(options, charter)


def _charter(options: argparse.Namespace, asker: Asker) -> Charter:
    if asker.listen is not None:
        print(f"建立一个新的公报档案。方括号里是建议的答案，直接按回车就采用；不要它，请写“{NOTHING}”。")
    title = asker.ask(_title(options.folder), options.title, charters.title_of)
    place = asker.ask(
        Question("哪个地方的政府", "--place", charters.suggested_place(title), "云州市"),
        options.place,
        charters.place_of,
    )
    suggested = charters.suggested_issuers(place)
    issuers = asker.ask(
        Question("发文机关，用“、”分开，简称写在“=”后面", "--issuer", suggested, "云州市人民政府=市政府"),
        _joined(options.issuer),
        charters.issuers_of,
    )
    known = charters.answer(charters.series_of(charters.suggested_series(place), issuers)) if issuers else ""
    series = asker.ask(
        Question("发文机关代字，用“、”分开，网址里用的代码写在“=”后面", "--series", known, "云政发=yzf"),
        _joined(options.series),
        lambda text: charters.series_of(text, issuers),
    )
    address = asker.ask(
        Question("网站将来的网址，还不知道就直接按回车", "--address"),
        getattr(options, "address", "") or None,
        charters.address_of,
    )
    return Charter(title, place, issuers, series, address, _program(options, asker))


def _title(folder: Path) -> Question:
    name = folder.resolve().name
    return Question("公报的名称", "--title", name if name.endswith(("公报", "政报")) else "", "云州市人民政府公报")


def _program(options: argparse.Namespace, asker: Asker) -> str:
    known = origin()
    if known and options.program is None:
        return known
    question = "程序以后从哪里安装（软件包、代码仓库或安装包），还不知道就直接按回车"
    return asker.ask(Question(question, "--program", known), options.program, _requirement)


def _requirement(text: str) -> str:
    if len(text) > PROGRAM_AT_MOST or not text.isprintable():
        raise charters.AnswerError(f"请写在一行里，不超过{PROGRAM_AT_MOST}个字符。")
    return text


def _joined(values: list[str] | None) -> str | None:
    return None if values is None else "、".join(values)


def _summary(charter: Charter) -> Iterator[str]:
    """What was answered or concluded, to be looked over."""
    yield f"公报　　{charter.title}"
    for issuer in charter.issuers:
        yield f"机关　　{issuer.name}{f'（{issuer.short}）' if issuer.short else ''}"
    for series in charter.series:
        yield f"代字　　{series.text}　代码 {series.code}　{series.issuer}"
    yield f"网址　　{charter.address or '未定'}"


def _first_site(options: argparse.Namespace, charter: Charter) -> int:
    """Build at once, so that there is something to look at, and say how to go on."""
    result = building.build(Order(options.folder / "content", options.folder / "public"))
    print(f"档案已经建好。打开 {options.folder / 'public' / 'index.html'} 就能看到网站，现在还是空的。")
    print("接下来：")
    print(f"  cd {options.folder}")
    print("  核对 content/gazette.yml，尤其是文号系列的代码")
    print("  python -m gongbao add 公报.txt")
    print("  python -m gongbao")
    if not charter.program:
        print("requirements.txt 里还没有写程序从哪里安装，发布到 GitHub 之前请补上。")
    return result
