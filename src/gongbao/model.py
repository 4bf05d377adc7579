"""The records of an archive: frozen values, no behaviour beyond what they say about themselves.

The names of the fields are the keys of the front matter (content/), so a record and its file say the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, TypeVar

Lines = tuple[int, int]  # first and last line of a source, 1-based, inclusive


class Plain:
    """What is kept in great numbers: pickled as no more than its values in their order."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), values(self)


@dataclass(frozen=True, slots=True)
class SourceRef(Plain):
    """The place a record was read from: a file in content/sources/ and its lines."""

    file: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Doubt(Plain):
    """Something the reader was unsure of, and the source line it met it on."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class TitleVariant(Plain):
    """Another spelling of a title; `origin` is heading, toc, catalogue or the id of a record (key: from)."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Effective(Plain):
    """When a text takes effect and ends, with the sentence that says so.

    `rule` is the day a text names without a date (公布之日, 印发之日); `inferred` tells that a date was computed.
    """

    start: date | None  # key: from
    until: date | None
    basis: str
    inferred: bool = False
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Repeal(Plain):
    """An instrument a decree puts out of force, and the sentence that does it."""

    number: str | None
    title: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Instrument(Plain):
    """What a decree issues (办法, 方案 …) and prints."""

    title: str
    type: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Attachment(Plain):
    """An attachment; `omitted` when the gazette prints only its name (略)."""

    label: str
    title: str
    omitted: bool


@dataclass(frozen=True, slots=True)
class Citation(Plain):
    """Another official document, cited by number, by title or both."""

    number: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Task(Plain):
    """A piece of work the text gives to organs: where it stands, what it is, who leads, who does it."""

    line: int
    what: str
    lead: tuple[str, ...]
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact(Plain):
    """Who explains a decree: 解读机关, 解读人, 联系电话; `post` is what stands in brackets behind the name."""

    organ: str | None = None
    person: str | None = None
    phone: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Interprets(Plain):
    """The decree an interpretation explains."""

    number: str | None = None
    title: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Appointment(Plain):
    """One person, one action; `person` is None for a removal that names nobody."""

    action: str  # appoint | remove
    person: str | None
    positions: tuple[str, ...]
    note: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Listed(Plain):
    """An entry of a catalogue; `printed` tells whether the issue prints the document."""

    number: str | None
    title: str
    printed: bool


@dataclass(frozen=True, slots=True)
class TocEntry(Plain):
    """An entry of an issue's table of contents; `record` is None where no body was found."""

    section: str | None
    title: str
    number: str | None
    page: int | None
    record: str | None


@dataclass(frozen=True, slots=True)
class Span(Plain):
    """A cell of a table body that clearly holds for blank cells right or below: 1-based row and column, extent."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Revision(Plain):
    """A correction that readers should know of: the day, and what was put right."""

    day: date  # key: date
    what: str


@dataclass(frozen=True, slots=True)
class Record(Plain):
    """What every record has. `body` is Markdown; everything else stands in the front matter."""

    id: str
    title: str
    source: SourceRef
    body: str = field(default="", kw_only=True)
    title_variants: tuple[TitleVariant, ...] = field(default=(), kw_only=True)
    issue: str | None = field(default=None, kw_only=True)
    section: str | None = field(default=None, kw_only=True)
    page: int | None = field(default=None, kw_only=True)
    aliases: tuple[str, ...] = field(default=(), kw_only=True)  # addresses of the site it had before
    changes: tuple[Revision, ...] = field(default=(), kw_only=True)  # what a person put right, and when
    acknowledged: tuple[str, ...] = field(default=(), kw_only=True)  # findings of check that a person saw to be right
    warnings: tuple[Doubt, ...] = field(default=(), kw_only=True)

    @property
    def kind(self) -> str:
        """The word for this kind of record in the front matter."""
        return KIND_OF[type(self)]

    def __reduce__(self) -> tuple[Any, ...]:
        """With the text, wherever that is: it may not be found where this goes."""
        return revived, (type(self), *values(self))


class _Body:
    """The field `body`: a text at hand, or what fetches it whenever it is read."""

    def __init__(self, slot: Any) -> None:
        self._slot = slot

    def __get__(self, record: Record | None, kind: type) -> Any:
        if record is None:
            return self
        held = self._slot.__get__(record)
        return held if isinstance(held, str) else held(record)

    def __set__(self, record: Record, value: str | Fetch) -> None:
        self._slot.__set__(record, value)


Fetch = Callable[[Record], str]
Record.body = _Body(Record.body)  # type: ignore[assignment,misc]


@dataclass(frozen=True, slots=True)
class Issue(Record):
    """An issue of the gazette; its body is the furniture that is no record's: masthead and the like."""

    year: int | None = None
    number: str | None = None
    serial: tuple[int, ...] = ()
    published: date | None = None
    colophon: Mapping[str, str] = field(default_factory=dict)
    toc: tuple[TocEntry, ...] = ()
    furniture: Mapping[str, Lines] = field(default_factory=dict)  # name of the part → its lines


@dataclass(frozen=True, slots=True)
class Decree(Record):
    """A 公文: a notice, decision, opinion, order … with what it issues."""

    number: str | None = None
    number_inferred: str | None = None
    number_basis: str | None = None
    printing_of: str | None = None
    issuer: str | None = None
    doctype: str | None = None
    addressee: str | None = None
    signed: date | None = None
    cc: str | None = None
    printed_by: str | None = None
    printed_on: date | None = None
    publicity: str | None = None
    instruments: tuple[Instrument, ...] = ()
    effective: Effective | None = None
    repeals: tuple[Repeal, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    cites: tuple[Citation, ...] = ()
    departments: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    tables: tuple[str, ...] = ()
    site: Mapping[str, str] = field(default_factory=dict)  # what the web page's own table of facts says


@dataclass(frozen=True, slots=True)
class Interpretation(Record):
    """政策解读: an explanation of a decree."""

    interprets: Interprets | None = None
    contact: Contact | None = None
    cites: tuple[Citation, ...] = ()
    effective: Effective | None = None
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appointments(Record):
    """人事任免: who was appointed and who was removed."""

    entries: tuple[Appointment, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue(Record):
    """发文目录: the documents of a month."""

    entries: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class InterpretationCatalogue(Record):
    """政策解读目录: the interpretations of a month."""

    entries: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Colophon(Record):
    """The imprint at the end of an issue."""


@dataclass(frozen=True, slots=True)
class Other(Record):
    """A part of an issue that fits no other kind: kept, never forced."""

    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Record):
    """One table; `rows` counts data rows (total rows included, headers and group rows not)."""

    belongs_to: str = ""
    caption: str | None = None
    columns: tuple[str, ...] = ()
    rows: int = 0
    continued: bool = False
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


R = TypeVar("R", bound=Record)


def apart(record: R, fetch: Fetch) -> R:
    """The same record without its text, which is fetched whenever it is read: of many texts few are needed at a time."""
    fields = record.__dataclass_fields__
    return revived(type(record), *(fetch if name == "body" else getattr(record, name) for name in fields))


def revived(kind: type[R], *given: Any) -> R:
    """The record of a kind that has these values, in the order of its fields; quicker than to call the kind."""
    made = object.__new__(kind)
    for put, value in zip(_PUT[kind], given, strict=True):
        put(made, value)
    return made


def values(plain: Plain) -> tuple[Any, ...]:
    """What a value is made of, in the order of its fields."""
    return tuple(getattr(plain, name) for name in plain.__dataclass_fields__)


KIND_OF: dict[type[Record], str] = {
    Issue: "issue",
    Decree: "decree",
    Interpretation: "interpretation",
    Appointments: "appointments",
    Catalogue: "catalogue",
    InterpretationCatalogue: "interpretation-catalogue",
    Colophon: "colophon",
    Table: "table",
    Other: "other",
}

_PUT = {kind: [getattr(kind, name).__set__ for name in kind.__dataclass_fields__] for kind in KIND_OF}

# How people call each kind.
KIND_NAMES: dict[str, str] = {
    "issue": "公报",
    "decree": "文件",
    "interpretation": "政策解读",
    "appointments": "人事任免",
    "catalogue": "发文目录",
    "interpretation-catalogue": "政策解读目录",
    "colophon": "版权页",
    "table": "表格",
    "other": "其他内容",
}


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as a format gives it: text without the file's own markup, and the source line it stands on.

    `cells` is set where the format itself knows a table row (an HTML table); a text source only has tabs.
    `spans` then gives for each cell (rows, columns) it covers.
    """

    number: int
    text: str
    cells: tuple[str, ...] | None = None
    spans: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True)
class SourceText:
    """A source after its format was recognised: its lines, what the site says of it, and what is navigation."""

    format: str  # text | html
    encoding: str
    lines: tuple[TextLine, ...]
    line_count: int
    facts: Mapping[str, str] = field(default_factory=dict)  # 索引号, 发文字号 … of a web page
    title: str | None = None  # the title a web page gives itself
    furniture: tuple[int, ...] = ()  # non-blank source lines that are the page's, not the document's
