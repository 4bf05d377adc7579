"""JSON-LD in the words of schema.org: decrees, issues, tables and interpretations, safe inside a script element.

Whether a decree is in force (legislationLegalForce) is never said: nobody stored it, and no page knows the reader's day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gongbao.dates import find_dates
from gongbao.linking import Edge, Target, Work
from gongbao.model import Decree, Interpretation, Issue, Record, Table
from gongbao.site import genres, history, urls
from gongbao.site.context import Site
from gongbao.site.render import absolute, clean
from gongbao.site.status import makes_exception

LANGUAGE = "zh-CN"
FORMS = (("text/markdown", "md"), ("application/json", "json"), ("text/plain", "txt"))
Node = dict[str, Any]
Alternates = Sequence[tuple[str, str]]  # media type and path, as in Page.alternates


def of_decree(site: Site, work: Work, alternates: Alternates | None = None) -> str:
    """A decree as Legislation; `alternates` are its downloads, where they are not the usual three."""
    record, path = work.record, site.urls.work(work)
    cited = (edge.target for edge in site.graph.edges_from(record.id) if edge.relation == "cites")
    return _text(
        {
            "@context": "https://schema.org",
            **_named(site, work),
            "url": _address(site, path),
            "alternateName": sorted({each.text for each in record.title_variants} - {record.title}),
            "legislationType": record.doctype,
            "legislationDate": _day(work.signed),
            "legislationPassedBy": _organ(work.issuer),
            "legislationJurisdiction": _place(site),
            "datePublished": _day(history.published(site, record)) if record.issue else None,
            "dateModified": _day(max((each.day for each in record.changes), default=None)),
            "inLanguage": LANGUAGE,
            **_applicability(record),
            "isPartOf": _issue_of(site, record),
            "legislationRepeals": _settled(site, history.repeals(site, work)),
            "legislationChanges": _settled(site, history.amendments(site, work)),
            "citation": [_target(site, target) for target in dict.fromkeys(cited)],
            "encoding": _encoding(site, path, alternates),
        }
    )


def of_issue(site: Site, issue: Issue) -> str:
    """An issue as PublicationIssue, with the decrees and interpretations it holds."""
    held = site.library.of_issue(issue.id)
    return _text({"@context": "https://schema.org", **_issue(site, issue), "hasPart": _parts(site, held)})


def of_table(site: Site, table: Table, alternates: Alternates = ()) -> str:
    """A table as Dataset; `alternates` are its downloads."""
    path = site.urls.table(table.id)
    owner = site.library.records.get(table.belongs_to)
    name = table.caption or table.title
    of = f"《{owner.title}》中的表格“{name}”" if owner else f"表格“{name}”"
    columns = f"列：{'、'.join(filter(None, table.columns))}。" if any(table.columns) else ""
    return _text(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": name,
            "description": f"{of}，共{table.rows}行。{columns}",
            "url": _address(site, path),
            "inLanguage": LANGUAGE,
            "datePublished": _day(history.published(site, owner)) if owner else None,
            "creator": _organ(owner.issuer if isinstance(owner, Decree) else None),
            "spatialCoverage": _place(site),
            "variableMeasured": [each for each in table.columns if each],
            "isPartOf": _part(site, owner) if owner else None,
            "distribution": [{**each, "@type": "DataDownload"} for each in _media(site, alternates)],
        }
    )


def of_interpretation(site: Site, record: Interpretation, alternates: Alternates | None = None) -> str:
    """An interpretation as Article about the decree it explains."""
    path = site.urls.record(record)
    edges = site.graph.edges_from(record.id)
    about = dict.fromkeys(edge.target for edge in edges if edge.relation == "interprets")
    cited = dict.fromkeys(edge.target for edge in edges if edge.relation == "cites")
    return _text(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": record.title,
            "url": _address(site, path),
            "genre": "政策解读",
            "author": _organ(record.contact.organ if record.contact else None),
            "datePublished": _day(history.published(site, record)),
            "dateModified": _day(max((each.day for each in record.changes), default=None)),
            "inLanguage": LANGUAGE,
            "isPartOf": _issue_of(site, record),
            "about": [_target(site, target) for target in about],
            "citation": [_target(site, target) for target in cited],
            "encoding": _encoding(site, path, alternates),
        }
    )


def _text(node: Mapping[str, Any]) -> str:
    """JSON without what says nothing, and without any letter that could end the script element it stands in."""
    text = json.dumps(_full(node), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _full(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _full(each) for key, each in value.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [_full(each) for each in value]
    return clean(value) if isinstance(value, str) else value


def _named(site: Site, work: Work) -> Node:
    """A decree by name, number and address, as other things refer to it."""
    number = str(work.number) if work.number else work.record.number
    address = _address(site, site.urls.work(work))
    return {"@type": "Legislation", "name": work.title, "legislationIdentifier": number, "url": address}


def _target(site: Site, target: Target) -> Node:
    if target.kind == "work":
        return _named(site, site.graph.works[target.key])
    link = history.target_link(site, target)
    cited = site.graph.cited.get(target.key) if target.kind == "cited" else None
    number = str(cited.number or "") if cited else target.key
    law = bool(number) or (cited is not None and genres.group(cited) in genres.LAWS)
    return {
        "@type": "Legislation" if law else "CreativeWork",
        "name": link.text,
        "legislationIdentifier": number,
        "url": _address(site, link.path),
    }


def _settled(site: Site, edges: Iterable[Edge]) -> list[Node]:
    """What edges lead to, where it is certain what that is: a decree of the archive, or a number of its own series."""
    targets = dict.fromkeys(edge.target for edge in edges if edge.target.kind != "cited")
    return [_target(site, target) for target in targets]


def _applicability(record: Decree) -> Node:
    """The days the text itself prints; what was computed is left to the page, which can say so."""
    stated = record.effective
    if stated is None:
        return {}
    printed = {found.date for found in find_dates(stated.basis)} if stated.inferred else {stated.start, stated.until}
    start = stated.start.isoformat() if stated.start and stated.start in printed else None
    until = stated.until.isoformat() if stated.until and stated.until in printed else None
    whole = not makes_exception(stated.basis)
    return {
        "legislationDateOfApplicability": start,
        "temporalCoverage": f"{start}/{until}" if start and until and whole else None,
    }


def _issue_of(site: Site, record: Record) -> Node | None:
    issue = site.library.records.get(record.issue or "")
    return _issue(site, issue) if isinstance(issue, Issue) else None


def _issue(site: Site, issue: Issue) -> Node:
    return {
        "@type": "PublicationIssue",
        "name": issue.title,
        "issueNumber": issue.number,
        "datePublished": _day(issue.published),
        "url": _address(site, site.urls.issue(issue.id)),
        "isPartOf": {
            "@type": "Periodical",
            "name": site.gazette.name,
            "url": _address(site, urls.HOME),
            "inLanguage": LANGUAGE,
            "publisher": _organ(issue.colophon.get("主办")),
        },
    }


def _parts(site: Site, held: Iterable[Record]) -> list[Node]:
    return [_part(site, each) for each in held if isinstance(each, Decree | Interpretation)]


def _part(site: Site, record: Record) -> Node:
    work = site.graph.work_of(record.id)
    if work:
        return {**_named(site, work), "name": record.title, "url": _address(site, site.urls.record(record))}
    kind = "Article" if isinstance(record, Interpretation) else "CreativeWork"
    return {"@type": kind, "name": record.title, "url": _address(site, site.urls.record(record))}


def _encoding(site: Site, path: str, alternates: Alternates | None) -> list[Node]:
    usual = [(media, f"{path}index.{suffix}") for media, suffix in FORMS]
    return [{"@type": "MediaObject", **each} for each in _media(site, usual if alternates is None else alternates)]


def _media(site: Site, alternates: Alternates) -> list[Node]:
    """Downloads; one that cannot be told where it lies is not worth telling of."""
    if not site.gazette.address:
        return []
    return [{"encodingFormat": media, "contentUrl": _address(site, path)} for media, path in alternates]


def _address(site: Site, path: str) -> str:
    """The whole address of a path; nothing where the site's own is not known, for no reader could complete it."""
    return absolute(site.gazette.address, path) if site.gazette.address else ""


def _organ(name: str | None) -> Node | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _place(site: Site) -> Node | None:
    return {"@type": "AdministrativeArea", "name": site.gazette.place} if site.gazette.place else None


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
