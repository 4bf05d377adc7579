"""The catalogue of printings passes over nobody whom a look at every single record would find."""

from __future__ import annotations

import random
from dataclasses import replace

from gongbao.archive.remembered import Entry
from gongbao.linking import printings
from gongbao.model import Decree, Record, SourceRef, TitleVariant

WORDS = (
    *("云州市人民政府办公室", "关于", "印发", "做好", "防汛抗旱", "城市绿化", "优待老年人", "2023年", "第12次"),
    *("工作", "办法", "的", "通知", "意见", "（试行）"),
)


def title(chance: random.Random) -> str:
    return "".join(chance.choice(WORDS) for _ in range(chance.randint(1, 9)))


def slipped(text: str, chance: random.Random) -> str:
    """A title as another hand typed it: letters lost, changed and put in."""
    letters = list(text)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(letters) + 1)
        letters[at : at + chance.randint(0, 2)] = chance.choice(("", "的", "市府", "x", "绿绿"))
    return "".join(letters)


def decree(number: int, chance: random.Random, titles: list[str]) -> Decree:
    first, second = (slipped(chance.choice(titles), chance) or "云州" for _ in range(2))
    return Decree(
        f"r-{number}",
        first,
        SourceRef(f"s-{number % 40}.txt", (1, 9)),
        body=f"各县（市、区）人民政府：{chance.choice('甲乙')}" + "为切实做好有关工作，现就有关事项通知如下。" * 3,
        number=chance.choice((None, f"云政发〔2023〕{number % 30}号")),
        title_variants=(TitleVariant("contents", second),) if chance.random() < 0.3 else (),
    )


def by_looking_at_all(fresh: list[Decree], settled: list[Decree]) -> list[Record]:
    """What `related` means, said without any index."""
    found: list[Record] = []
    for one, others in [*((one, settled) for one in fresh), *((one, fresh) for one in settled)]:
        printing = printings.other_printing(one, others) if one in fresh or not one.number else None
        if printing is not None:
            found.append(replace(one, printing_of=printing.of.id))
    return found


def test_it_finds_what_a_look_at_everything_finds() -> None:
    chance = random.Random(5)
    hits = 0
    for _ in range(40):
        titles = [title(chance) for _ in range(12)]
        settled = [decree(number, chance, titles) for number in range(100)]
        fresh = [decree(number, chance, titles) for number in range(100, 112)]
        found = {one.id: getattr(one, "printing_of", None) for one in printings.related(fresh, settled)}
        wanted = {one.id: getattr(one, "printing_of", None) for one in by_looking_at_all(fresh, settled)}
        assert {id_: of for id_, of in found.items() if of} == wanted
        hits += len(wanted)
    assert hits > 40


def test_it_follows_what_comes_and_goes() -> None:
    chance = random.Random(6)
    titles = [title(chance) for _ in range(12)]
    records = {one.id: one for one in (decree(number, chance, titles) for number in range(200))}
    catalogue = printings.Catalogue(map(Entry.of, records.values()), records.__getitem__)
    for one in records.values():
        assert one.printing_of is None
        catalogue.firsts(one)
    for id_ in sorted(records)[::2]:
        catalogue.remove(id_)
    kept = sorted(records)[1::2]
    fresh = printings.Catalogue((Entry.of(records[id_]) for id_ in kept), records.__getitem__)
    for one in records.values():
        assert catalogue.firsts(one) == fresh.firsts(one)
        assert catalogue.waiting([one], "") == fresh.waiting([one], "")
