"""What an invented archive holds, before a word of its texts is written: issues, numbers, titles, days, who explains whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.corpus_words import ADJUNCTS, INSTRUMENTS, SUBJECTS
from gongbao.gazette import Gazette

FIRST, LAST = date(1995, 1, 10), date(2026, 6, 30)
PER_ISSUE = 15  # decrees and interpretations; appointments and catalogues come on top
LONE = 3  # after every third issue a decree arrives alone


@dataclass(frozen=True)
class PlannedDecree:
    """A decree by what others may say of it."""

    number: str
    series: int  # its place among the gazette's series
    title: str
    instrument: str  # what it issues
    type: str
    signed: date


@dataclass(frozen=True)
class PlannedIssue:
    """An issue: its decrees, those only its catalogue names, those it explains, and one that came alone."""

    place: int
    year: int
    number: int
    published: date
    decrees: tuple[PlannedDecree, ...]
    unprinted: tuple[PlannedDecree, ...]
    explained: tuple[PlannedDecree, ...]
    lone: PlannedDecree | None = None

    @property
    def id(self) -> str:
        """The id the issue has in content/."""
        return f"{self.year}-{self.number:02d}"


@dataclass
class _Counters:
    serials: dict[tuple[int, int], int] = field(default_factory=dict)  # year, series
    issues: dict[int, int] = field(default_factory=dict)  # year

    def serial(self, year: int, series: int) -> int:
        self.serials[year, series] = self.serials.get((year, series), 0) + 1
        return self.serials[year, series]

    def issue(self, year: int) -> int:
        self.issues[year] = self.issues.get(year, 0) + 1
        return self.issues[year]


def issues_for(documents: int) -> int:
    """How many issues hold so many decrees and interpretations, those that came alone included."""
    return max(1, round(documents / (PER_ISSUE + 1 / LONE)))


def plan(documents: int, seed: int, gazette: Gazette, more: int = 0) -> tuple[PlannedIssue, ...]:
    """The issues of an archive of about so many documents, oldest first; `more` issues come after the last day."""
    count, counters = issues_for(documents), _Counters()
    days = [_day(place, count) for place in range(count)]
    days += [LAST + timedelta(7 * (place + 1)) for place in range(more)]
    return tuple(_issue(Random(f"{seed} {place}"), (place, day), counters, gazette) for place, day in enumerate(days))


def _day(place: int, count: int) -> date:
    """Issues spread over the years; the later years print twice as many as the first."""
    share = (place + 0.5) / count
    return FIRST + timedelta(int((LAST - FIRST).days * (((1 + 3 * share) ** 0.5) - 1)))


def _issue(random: Random, when: tuple[int, date], counters: _Counters, gazette: Gazette) -> PlannedIssue:
    place, day = when
    explaining = random.choice((0, 1, 1, 2))
    found = [_decree(random, day, counters, gazette) for _ in range(PER_ISSUE - explaining + random.randint(0, 3))]
    decrees = sorted(found[: PER_ISSUE - explaining], key=lambda each: each.series)
    lone = _decree(random, day, counters, gazette) if place % LONE == LONE - 1 else None
    explained = tuple(random.sample(decrees, explaining))
    unprinted = tuple(found[PER_ISSUE - explaining :])
    return PlannedIssue(place, day.year, counters.issue(day.year), day, tuple(decrees), unprinted, explained, lone)


def _decree(random: Random, published: date, counters: _Counters, gazette: Gazette) -> PlannedDecree:
    index = random.choices((0, 1), (2, 3))[0]
    series = gazette.series[index]
    signed = max(date(published.year, 1, 2), published - timedelta(random.randint(5, 40)))
    type_ = random.choice(INSTRUMENTS)
    subject = random.choice(SUBJECTS) + random.choice(ADJUNCTS)
    until = f"（{signed.year}—{signed.year + random.randint(1, 5)}年）" if type_ in ("行动计划", "规划") else ""
    instrument = f"{gazette.place}{subject}{type_}{until}"
    kind = random.random()
    title = f"{series.issuer}关于印发{instrument}的通知"
    if kind < 0.12:
        title = f"{series.issuer}关于加强{subject}工作的{random.choice(('意见', '通知'))}"
    elif kind < 0.2:
        title = f"{series.issuer}关于公布{signed.year}年度{gazette.place}{subject}项目名单的通知"
    number = f"{series.text}〔{signed.year}〕{counters.serial(signed.year, index)}号"
    return PlannedDecree(number, index, title, instrument, type_, signed)
