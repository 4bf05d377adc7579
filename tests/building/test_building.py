"""A build that makes only what changed gives the same bytes as one that makes everything."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from little_archive import ALL, begin, decree, issue, older, tree, write

from gongbao.building import placing
from gongbao.building.engine import Outcome, build_site
from gongbao.building.order import Order
from gongbao.building.untouched import untouched
from gongbao.errors import SiteError
from gongbao.site import yearly
from gongbao.site.page import MARK
from gongbao.site.shipped import PROJECT

Change = Callable[[Path], None]


@pytest.fixture(scope="module", autouse=True)
def _short() -> Iterator[None]:
    """Two rows are a long list already, so that what is added divides lists by year."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yearly, "LONG", 1)
        yield


def order(root: Path, **options: object) -> Order:
    made = Order(root / "content", root / "public", jobs=1)
    return replace(made, **options)  # type: ignore[arg-type]


def build(root: Path, **options: object) -> Outcome:
    return build_site(order(root, **options))


def edited(path: str, old: str, new: str) -> Change:
    """A correction by hand; nothing where the file is gone."""

    def change(content: Path) -> None:
        file = content / path
        if file.exists():
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    change.__name__ = f"{path}: {old} → {new}"
    return change


def removed(path: str) -> Change:
    def change(content: Path) -> None:
        (content / path).unlink(missing_ok=True)

    change.__name__ = f"{path} removed"
    return change


def renamed(content: Path) -> None:
    """A file of a record may be called anything; pages hold its name in the hashes."""
    file = content / "decrees/yzf-2022-1.md"
    if file.exists():
        file.rename(content / "decrees/修井.md")


def added(content: Path) -> None:
    write(content, [issue(6), decree(9, topic="绿化", cites=[5], issue="2023-06"), decree(10, issue="2023-06")])


def divided(content: Path) -> None:
    """What divides the lists of the 通知 and of the tables by year."""
    write(content, older())


def corrected_of_old(content: Path) -> None:
    write(content, older(topic="水坝"))


def moved_to_another_year(content: Path) -> None:
    write(content, older(year=2020))


def template(content: Path) -> None:
    """The archive's own foot of all pages, or its own page of a decree."""
    own = content / "templates"
    own.mkdir(exist_ok=True)
    text = (PROJECT / "templates" / "stub.html").read_text("utf-8")
    (own / "stub.html").write_text(text.replace("</h1>", "</h1><p>自己的模板</p>"), "utf-8")


def no_template(content: Path) -> None:
    shutil.rmtree(content / "templates", ignore_errors=True)


def style(content: Path) -> None:
    (content / "static/css").mkdir(parents=True, exist_ok=True)
    (content / "static/css/own.css").write_text("p { color: red }", "utf-8")


def restored(content: Path) -> None:
    """Everything as it was, but for what was added; nothing stands there twice."""
    (content / "decrees/修井.md").unlink(missing_ok=True)
    write(content, ALL)


CHANGES: list[Change] = [
    edited("issues/2023-04/yzf-2023-5.md", "防汛", "抗旱"),
    edited("issues/2023-04/yzf-2023-5.md", "加固堤防", "疏通河道，依据云政发〔2022〕1号和云政发〔2023〕77号"),
    edited("issues/2023-05/yzf-2023-6.md", "灌溉", "节水"),
    edited("issues/2023-05/yzf-2023-6.md", "云政发〔2023〕6号", "云政发〔2023〕60号"),
    edited("issues/2023-05/yzf-2023-6-table-1.md", "| 2 | 5 |", "| 2 | 50 |"),
    edited("issues/2023-05/interpretation-1.md", "加固", "再加固"),
    edited("issues/2023-04/appointments.md", "王小明", "李江"),
    edited("issues/2023-04/index.md", "2023-04-25", "2023-04-28"),
    edited("decrees/yzf-2022-1.md", "防洪法", "水法"),
    edited("decrees/yzf-2022-1.md", "云政发〔2023〕6号", "云政发〔2023〕5号"),
    edited("sources/2023-04.txt", "加固", "加  固"),
    edited("gazette.yml", "市水利局]", "市水利局, 水利局]"),
    edited("gazette.yml", "code: yzf", "code: yuzf"),
    edited("gazette.yml", "name: 云州市人民政府公报", "name: 云州公报"),
    removed("decrees/yzf-2022-1.md"),
    removed("decrees/yzf-2023-5-p2.md"),
    removed("issues/2023-05/yzf-2023-6-table-1.md"),
    removed("issues/2023-05/interpretation-1.md"),
    removed("issues/2023-04/yzf-2023-5.md"),
    removed("sources/修井.txt"),
    renamed,
    added,
    divided,
    corrected_of_old,
    moved_to_another_year,
    template,
    no_template,
    style,
    restored,
]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # each example takes seconds; the tests below are the small ones
)
@given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=5))
def test_after_any_changes_the_site_is_that_of_a_clean_build(changes: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        content = begin(root)
        build(root)
        for change in changes:
            change(content)
            build(root)
        build_site(Order(content, root / "clean", jobs=1))
        assert tree(root / "public") == tree(root / "clean")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_each_change_the_site_is_that_of_a_clean_build(change: Change, tmp_path: Path) -> None:
    content = begin(tmp_path)
    build(tmp_path)
    change(content)
    build(tmp_path)
    build_site(Order(content, tmp_path / "clean", jobs=1))
    assert tree(tmp_path / "public") == tree(tmp_path / "clean")


def test_every_change_changes_something(tmp_path: Path) -> None:
    """Else the tests above would show nothing."""
    for at, change in enumerate(CHANGES[:-1]):
        if change is not no_template:
            content = begin(tmp_path / str(at))
            before = tree(content)
            change(content)
            assert tree(content) != before, change.__name__


def test_several_processes_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = begin(tmp_path)
    build(tmp_path)
    monkeypatch.setattr("gongbao.building.engine.MANY", 0)
    build_site(Order(content, tmp_path / "crew", jobs=2))
    assert tree(tmp_path / "public") == tree(tmp_path / "crew")


def test_a_large_site_is_the_same_clean_and_after_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made in small lots by processes that are replaced in between."""
    content = begin(tmp_path)
    for name, value in (("MANY", 0), ("LOT", 7)):
        monkeypatch.setattr(f"gongbao.building.engine.{name}", value)
    order = Order(content, tmp_path / "wide", jobs=2)
    build_site(order)
    build(tmp_path)
    assert tree(tmp_path / "public") == tree(tmp_path / "wide")
    write(content, older())
    build_site(order)
    one = content / "issues" / "2021-03" / "yzf-2021-8.md"
    one.write_text(one.read_text("utf-8").rstrip("\n") + "\n\n特此补充。\n", "utf-8")
    made = build_site(order)
    build(tmp_path)
    assert any("特此补充" in (order.public / path).read_text("utf-8", "replace") for path in made.written)
    assert tree(tmp_path / "public") == tree(tmp_path / "wide")


def test_nothing_is_done_where_nothing_changed(tmp_path: Path) -> None:
    begin(tmp_path)
    build(tmp_path)
    again = build(tmp_path)
    assert (again.written, again.removed) == ([], [])


def test_a_glance_tells_that_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = begin(tmp_path)
    monkeypatch.setattr("gongbao.building.stamps.settled", lambda stamps, now: True)
    said = build(tmp_path).sentence
    assert untouched(order(tmp_path)).decode() == said
    assert not untouched(order(tmp_path, clean=True))
    assert not untouched(order(tmp_path, portable=True))
    edited("gazette.yml", "云州市人民政府公报", "云州公报")(content)
    assert not untouched(order(tmp_path))


def test_a_file_saved_a_moment_ago_is_looked_at_again(tmp_path: Path) -> None:
    """Two savings within one step of the clock have one stamp."""
    content = begin(tmp_path)
    soon = time.time_ns() + 60_000_000_000
    os.utime(content / "gazette.yml", ns=(soon, soon))
    build(tmp_path)
    assert not untouched(order(tmp_path))


def test_one_correction_touches_few_files(tmp_path: Path) -> None:
    content = begin(tmp_path)
    build(tmp_path)
    edited("issues/2023-05/interpretation-1.md", "加固", "再加固")(content)
    written = build(tmp_path).written
    pages = [path for path in written if path.endswith(".html")]
    assert "issues/2023-05/interpretation-1/index.html" in pages
    assert not [path for path in pages if path.startswith(("years/", "kinds/", "cited/", "n/"))]
    assert len(pages) <= 6, pages


def test_a_site_that_is_gone_is_made_again(tmp_path: Path) -> None:
    begin(tmp_path)
    build(tmp_path)
    before = tree(tmp_path / "public")
    shutil.rmtree(tmp_path / "public")
    build(tmp_path)
    assert tree(tmp_path / "public") == before


def test_a_site_of_somebody_else_in_its_place_is_not_trusted(tmp_path: Path) -> None:
    begin(tmp_path)
    build(tmp_path)
    before = tree(tmp_path / "public")
    shutil.rmtree(tmp_path / "public")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / MARK).write_text("another", "utf-8")
    build(tmp_path)
    assert tree(tmp_path / "public") == before


@pytest.mark.parametrize("damage", [b"", b"no database at all", None], ids=["empty", "garbage", "gone"])
def test_the_store_may_be_damaged(damage: bytes | None, tmp_path: Path) -> None:
    begin(tmp_path)
    build(tmp_path)
    before, store = tree(tmp_path / "public"), order(tmp_path).store
    if damage is None:
        store.unlink()
    else:
        store.write_bytes(damage)
    build(tmp_path)
    assert tree(tmp_path / "public") == before


def test_nothing_but_the_site_and_the_store_remains(tmp_path: Path) -> None:
    begin(tmp_path)
    build(tmp_path)
    build(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"content", "public", ".public.store", ".gongbao"}


def test_a_page_may_move_from_one_part_to_another(tmp_path: Path) -> None:
    """A number whose text arrives: the page of the stub becomes the page of the decree."""
    content = begin(tmp_path)
    build(tmp_path)
    assert "本公报库未收录全文" in (tmp_path / "public/yzf/2023/9/index.html").read_text("utf-8")
    added(content)
    build(tmp_path)
    assert "关于绿化的通知" in (tmp_path / "public/yzf/2023/9/index.html").read_text("utf-8")


def test_two_pages_at_one_address_are_refused(tmp_path: Path) -> None:
    content = begin(tmp_path)
    build(tmp_path)
    before = tree(tmp_path / "public")
    for name in ("yzf-2023-5", "yzf-2023-6"):
        place = next(content.glob(f"issues/*/{name}.md"))
        place.write_text(place.read_text("utf-8").replace("doctype:", "aliases: [old/]\ndoctype:", 1), "utf-8")
    with pytest.raises(SiteError, match="同一个地址"):
        build(tmp_path)
    assert tree(tmp_path / "public") == before


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    begin(tmp_path)
    (tmp_path / "public").mkdir()
    (tmp_path / "public/论文.docx").write_bytes(b"dear")
    with pytest.raises(SiteError, match="不会覆盖"):
        build(tmp_path)
    assert tree(tmp_path / "public") == {"论文.docx": b"dear"}


@pytest.mark.parametrize("options", [{"compressed": True}, {"portable": True}], ids=["compressed", "portable"])
def test_other_forms_of_the_site_follow_their_pages(options: dict[str, bool], tmp_path: Path) -> None:
    content = begin(tmp_path)
    build(tmp_path, **options)
    for change in (CHANGES[0], CHANGES[8]):
        change(content)
        build(tmp_path, **options)
    build_site(replace(Order(content, tmp_path / "clean", jobs=1), **options))  # type: ignore[arg-type]
    assert tree(tmp_path / "public") == tree(tmp_path / "clean")
    if "compressed" in options:
        for name, packed in tree(tmp_path / "public").items():
            if name.endswith(".gz"):
                assert gzip.decompress(packed) == (tmp_path / "public" / name.removesuffix(".gz")).read_bytes()


def test_only_what_is_little_beside_the_whole_site_is_moved_file_by_file() -> None:
    assert placing.are_few(2_000, 0)
    assert placing.are_few(15_000, 150_000)
    assert not placing.are_few(15_000, 100_000)
