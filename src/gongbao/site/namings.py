"""How documents write the name of a department, and which collectives may include it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from gongbao.linking.organs import any_of
from gongbao.site.context import Site
from gongbao.site.gathered import Piece, gathered, shelf_of

_COUNTIES = re.compile(
    r"""
    # 各县（市、区）政府, 有关县（市、区）政府, 各市（县）, 县（市、区）, 各区县, 各县政府
    # not: 各县级部门, 县政府直属各单位, 各市政府部门, 市（县）级部门
    (?: (?: 各 | 有关 | 相关 )+ (?= [县市区旗] (?: [（(、县市区旗] | (?: 人民 )? 政府 $ ) ) | (?= [县市区旗] [（(] ) )
    [县市区旗] [（(、县市区旗）)]* (?! [级直属] )
    """,
    re.VERBOSE,
)
_LOCAL = re.compile(
    r"""
    # 海棠县人民政府, 青石区政府, 云州经济开发区（港区）管理委员会; not: 云州市水利局, 云州市人民政府办公室, 国有资产监督管理委员会
    .+ (?: [县市区旗] (?: 人民 )? 政府 | 区 (?: [（(] [^（）()]+ [）)] )? (?: 管理委员会 | 管委会 ) )
    """,
    re.VERBOSE,
)
_CJK = "[一-龥]"
_AFTER = "牵头|负责|会同|等|按"  # what follows a name that is written out, and belongs to none


def may_include(site: Site, collective: str, name: str) -> bool:
    """Whether tasks given to a collective could be given to a department: those of the counties go to no bureau of the city."""
    if not _COUNTIES.match(collective):
        return True
    return bool(_LOCAL.fullmatch(name)) and name != f"{site.gazette.place}人民政府"


def written(site: Site, bound: Mapping[str, Collection[str]]) -> Mapping[str, frozenset[str]]:
    """The short names that documents which give a department duties write for it, by its full name.

    `bound` are the departments that each record makes responsible.
    """
    known = {alias: each.name for each in site.gazette.departments for alias in (each.name, *each.aliases)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    names = _pattern(known)
    speaking = sorted(bound) if known else []
    pieces = (_piece(site, each, names) for each in speaking)
    for record, met in zip(speaking, gathered(site, "names", pieces), strict=True):
        for each in met:
            if known[each] in bound[record]:
                found[known[each]].add(each)
    return {name: frozenset(found[name] - {name}) for name in found}


def _piece(site: Site, record: str, names: re.Pattern[str]) -> Piece[tuple[str, ...]]:
    """The names that stand in a text and its tables."""
    held = site.basis.records((record, *(table.id for table in site.tables.get(record, ()))))
    return Piece(shelf_of(record), held, lambda: tuple(sorted({*_found(names, _texts(site, record))})))


def _found(names: re.Pattern[str], texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from names.findall(text)


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    """The names as they stand alone: 市水利局 in （市水利局、市财政局）, and not in 海棠市水利局; the longest first."""
    return re.compile(f"(?<!{_CJK}){any_of(names)}(?={_AFTER}|(?!{_CJK}))")


def _texts(site: Site, record: str) -> Iterator[str]:
    yield site.library.records[record].body
    for table in site.tables.get(record, ()):
        yield table.body
