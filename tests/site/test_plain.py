"""The plain index page."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from gongbao.gazette import Gazette
from gongbao.model import Decree, Issue, Record, SourceRef, Table
from gongbao.site.plain import write_index

HOSTILE = "关于<script>alert('1')</script>&amp;“绿化”<b>{{ 7*7 }}{% raw %}的通知"
GAZETTE = Gazette("云州市人民政府公报", title="云州公报<i>")


def ref(first: int) -> SourceRef:
    return SourceRef("2024-05.txt", (first, first + 5))


RECORDS: list[Record] = [
    Issue("2024-05", "云州市人民政府公报2024年第5期", ref(1), published=date(2024, 6, 15)),
    Decree("yzf-2024-6", "关于禁渔的通告", ref(30), issue="2024-05", number="云政发〔2024〕6号"),
    Decree("yzf-2024-5", HOSTILE, ref(10), issue="2024-05", number="云政发〔2024〕5号"),
    Table("yzf-2024-5-table-1", "防汛工程清单", ref(12), issue="2024-05", belongs_to="yzf-2024-5"),
    Decree(
        "yzf-2024-9", "关于单独一文的通知", SourceRef("yzf-2024-9.html", (1, 9)), number_inferred="云政发〔2024〕9号"
    ),
]


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def page(written: Path) -> Page:
    found = Page()
    found.feed(written.read_text("utf-8"))
    return found


def test_the_page_names_every_record_in_the_order_of_the_source(tmp_path: Path) -> None:
    text = page(write_index(RECORDS, GAZETTE, tmp_path / "public")).text
    assert text.index("2024年第5期") < text.index("绿化") < text.index("关于禁渔的通告") < text.index("关于单独一文")
    for words in ("2024-06-15", "云政发〔2024〕5号", "云政发〔2024〕9号"):
        assert words in text
    assert "防汛工程清单" not in text


def test_a_hostile_title_is_text(tmp_path: Path) -> None:
    found = page(write_index(RECORDS, GAZETTE, tmp_path))
    assert HOSTILE in found.text
    assert "云州公报<i>" in found.text
    assert not {"script", "b", "i"} & found.elements


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    one = write_index(RECORDS, GAZETTE, tmp_path / "a").read_bytes()
    assert write_index(iter(RECORDS), GAZETTE, tmp_path / "b").read_bytes() == one
    assert write_index(RECORDS, GAZETTE, tmp_path / "a").read_bytes() == one
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["index.html"]


def test_an_empty_archive_has_a_page(tmp_path: Path) -> None:
    written = write_index([], Gazette.default(), tmp_path)
    assert written == tmp_path / "index.html"
    assert "政府公报" in page(written).text
