"""What `add` says when it is done, the way a colleague would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gongbao import typography
from gongbao.cli.intake import Taken
from gongbao.model import KIND_NAMES, Decree, Issue, Record, TocEntry
from gongbao.problems import Problem

WORDS = {"error": "错误", "warning": "警告", "note": "提示"}
UNCOUNTED = ("issue", "colophon")  # every issue has one


def of_source(taken: Taken, dry: bool = False) -> Iterator[str]:
    """The report on one source, line by line; `dry` when nothing was written."""
    main = taken.records[0]
    yield f"{typography.visible(taken.given)} → content/sources/{taken.source}"
    yield f"  这是{_what(main)}。"
    yield f"  读出{_counts(taken.records)}。"
    if isinstance(main, Issue):
        yield from _contents(main, taken.records)
    yield from _doubts(taken.records)
    yield from _changes(taken, "将" if dry else "")


def _what(main: Record) -> str:
    if isinstance(main, Issue):
        serial = "、".join(str(n) for n in main.serial)
        day = f"，{main.published.isoformat()}出版" if main.published else ""
        return f"{main.title}" + (f"（总第{serial}期）" if serial else "") + day
    if isinstance(main, Decree):
        return f"单独一份文件：{main.title}" + (f"（{main.number}）" if main.number else "（正文没有文号）")
    return main.title


def _counts(records: Sequence[Record]) -> str:
    counted = Counter(record.kind for record in records)
    parts = [f"{name}{counted[kind]}" for kind, name in KIND_NAMES.items() if counted[kind] and kind not in UNCOUNTED]
    entries = sum(len(getattr(record, "entries", ())) for record in records if record.kind == "appointments")
    return "、".join(parts) + (f"（任免{entries}人次）" if entries else "") or "0条记录"


def _contents(issue: Issue, records: Sequence[Record]) -> Iterator[str]:
    """The table of contents held against the bodies."""
    by_id = {record.id: record for record in records}
    matched = [entry for entry in issue.toc if entry.record in by_id]
    yield f"  目录核对：目录{len(issue.toc)}条，正文对上{len(matched)}条。" if issue.toc else "  这一期没有目录。"
    for entry in issue.toc:
        record = by_id.get(entry.record) if entry.record else None
        page = f"第{entry.page}页" if entry.page is not None else "无页码"
        if record is None:
            yield f"    ✗ 有目无文：{entry.title}（{page}）"
        else:
            yield f"    {'≠' if _differs(entry, record) else '✓'} {page}　{record.id}　{entry.title}"
            yield from _difference(entry, record)
    listed = {entry.record for entry in issue.toc}
    for record in records:
        if record.kind not in ("issue", "table") and record.id not in listed:
            yield f"    ✗ 有文无目：{record.title}（{record.id}，第{record.source.lines[0]}行起）"


def _spellings(entry: TocEntry, record: Record) -> list[tuple[str, str]]:
    """The other spellings of a title that are not the contents' own."""
    own = typography.fold(entry.title)
    return [(v.origin, v.text) for v in record.title_variants if typography.fold(v.text) != own]


def _differs(entry: TocEntry, record: Record) -> bool:
    return bool(_spellings(entry, record)) or typography.fold(entry.title) != typography.fold(record.title)


def _difference(entry: TocEntry, record: Record) -> Iterator[str]:
    if typography.fold(entry.title) != typography.fold(record.title):
        yield f"        采用的标题：{record.title}"
    for origin, text in _spellings(entry, record):
        yield f"        {'正文标题' if origin == 'heading' else '发文目录' if origin == 'catalogue' else origin}作：{text}"


def _doubts(records: Sequence[Record]) -> Iterator[str]:
    found = sorted((doubt.line, record.id, doubt.what) for record in records for doubt in record.warnings)
    if found:
        yield f"  拿不准的地方有{len(found)}处："
    for line, record, what in found:
        yield f"    第{line}行　{record}　{typography.visible(what)}"


def _changes(taken: Taken, will: str) -> Iterator[str]:
    merge = taken.merge
    for decree in (record for record in (*taken.records, *taken.touched) if isinstance(record, Decree)):
        if decree.printing_of and (decree in taken.touched or not taken.known):
            reason = (
                f"（推定文号{decree.number_inferred}：{decree.number_basis}）"
                if decree.number_inferred
                else "（文号相同）"
            )
            yield f"  {decree.id} 是 {decree.printing_of} 的另一种刊本{reason}，两种都保留。"
    yield f"  {will}新写{len(merge.created)}个文件，改写{len(merge.updated)}个，未变{len(merge.unchanged)}个。"
    for path in (*merge.kept, *taken.kept):
        yield f"  content/{path} 有人工修改，原样保留；程序这次的读法放在旁边的 {path.name}.reading，供对照。"
    for path in merge.absent:
        yield f"  content/{path} 已被人工删除，不再重建。"
    for path in merge.dropped:
        yield f"  content/{path} 不再由来源给出，已移走。"


def of_problems(problems: Sequence[Problem]) -> Iterator[str]:
    """Findings about content/, one a line, and how many there are; what is no error says so."""
    for each in problems:
        place, _, rest = str(each).partition(": [")
        mark = "" if each.severity == "error" else f"{WORDS[each.severity]} "
        yield f"{place}: {mark}[{rest}"
    if problems:
        counted = Counter(each.severity for each in problems)
        parts = [f"{word}{counted[severity]}" for severity, word in WORDS.items() if counted[severity]]
        yield f"共{len(problems)}处：{'，'.join(parts)}。"
