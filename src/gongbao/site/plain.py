"""A plain index page: what the archive holds, until the site itself is built."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gongbao.gazette import Gazette
from gongbao.model import Issue, Record

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


def write_index(records: Iterable[Record], gazette: Gazette, public: Path) -> Path:
    """Write public/index.html, through a temporary file; the path written."""
    known = list(records)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    alone = [record for record in known if record.kind == "decree" and record.issue is None]
    page = environment.get_template("index.html").render(
        gazette=gazette, issues=[_view(issue, known) for issue in known if isinstance(issue, Issue)], alone=alone
    )
    public.mkdir(parents=True, exist_ok=True)
    target, fresh = public / "index.html", public / ".index.html.new"
    fresh.write_text(page, encoding="utf-8")
    os.replace(fresh, target)
    return target


def _view(issue: Issue, records: list[Record]) -> dict[str, object]:
    inside = [record for record in records if record.issue == issue.id and record.kind != "table"]
    return {"issue": issue, "records": sorted(inside, key=lambda record: record.source.lines)}
