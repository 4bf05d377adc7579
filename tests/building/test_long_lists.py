"""Lists divided by year: what is added makes the pages of its own years again, and the site is that of a clean build."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from little_archive import begin, decree, issue, tree, write

from gongbao.building.engine import Outcome, build_site
from gongbao.building.order import Order
from gongbao.model import Effective, Record
from gongbao.site import yearly


def built(root: Path, public: str = "public") -> Outcome:
    return build_site(Order(root / "content", root / public, jobs=1))


def year_of(year: int, start: str) -> tuple[Record, Record]:
    """An issue and a decree of a year; the decree takes effect on some day and ends with its year."""
    of_year = replace(issue(4), id=f"{year}-04", title=f"云州市人民政府公报{year}年第04期", year=year, toc=())
    until = date(int(start[:4]), 12, 31)
    term = Effective(date.fromisoformat(start), until, f"本通知自{start}起施行，有效期至{until}。")
    own = replace(
        decree(3, topic="修路"),
        id=f"yzf-{year}-3",
        number=f"云政发〔{year}〕3号",
        issue=of_year.id,
        signed=date(year, 3, 1),
        effective=term,
        departments=(),
        tasks=(),
    )
    return replace(of_year, published=date(year, 4, 25), serial=(year,)), own


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site of three years, where a list of more than two rows is long."""
    monkeypatch.setattr(yearly, "LONG", 2)
    content = begin(tmp_path)
    write(content, (*year_of(2020, "2020-05-01"), *year_of(2018, "2018-05-01")))
    built(tmp_path)
    return tmp_path


def pages(outcome: Outcome) -> set[str]:
    """The pages of the two lists that were written."""
    return {path for path in outcome.written if path.startswith(("validity/", "changes/")) and path.endswith(".html")}


def test_older_years_have_pages(root: Path) -> None:
    found = tree(root / "public")
    for name in ("validity", "changes"):
        assert {f"{name}/index.html", f"{name}/2018/index.html", f"{name}/2020/index.html"} <= found.keys()


def test_what_is_added_leaves_the_pages_of_other_years_alone(root: Path) -> None:
    write(root / "content", (issue(6), decree(12, topic="造林", issue="2023-06")))
    assert pages(built(root)) == {"validity/index.html", "changes/index.html"}
    built(root, "clean")
    assert tree(root / "public") == tree(root / "clean")


def test_a_year_between_changes_its_neighbours_and_the_site_is_that_of_a_clean_build(root: Path) -> None:
    write(root / "content", year_of(2019, "2019-02-01"))
    assert "validity/2019/index.html" in pages(built(root))
    built(root, "clean")
    assert tree(root / "public") == tree(root / "clean")
    for record in year_of(2019, "2019-02-01"):
        for path in (root / "content").rglob(f"{record.id}.md"):
            path.unlink()
    (root / "content/issues/2019-04/index.md").unlink()
    outcome = built(root)
    assert "validity/2019/index.html" in outcome.removed
    built(root, "again")
    assert tree(root / "public") == tree(root / "again")
