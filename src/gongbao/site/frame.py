"""What stands around every page: names, ways in, feeds."""

from __future__ import annotations

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import Link
from gongbao.site.render import Frame


def frame(site: Site) -> Frame:
    """The frame of a site."""
    gazette = site.gazette
    return Frame(
        title=gazette.title or gazette.name or "政府公报",
        name=gazette.name or "政府公报",
        address=gazette.address,
        navigation=_navigation(),
        footer=_footer(),
        feeds=(Link("Atom", site.urls.feed("", "atom")), Link("JSON Feed", site.urls.feed("", "json"))),
        report=gazette.report,
    )


def _navigation() -> tuple[Link, ...]:
    return (
        Link("期号", urls.ISSUES),
        Link("文号", urls.SERIES),
        Link("年份", urls.YEARS),
        Link("文种", urls.KINDS),
        Link("部门", urls.DEPARTMENTS),
        Link("任免", urls.APPOINTMENTS),
        Link("表格", urls.TABLES),
        Link("时效", urls.VALIDITY),
    )


def _footer() -> tuple[Link, ...]:
    return (
        Link("关于本站", urls.ABOUT),
        Link("手册", urls.MANUAL),
        Link("数据下载", urls.DATA),
        Link("质量报告", urls.QUALITY),
        Link("外部引用", urls.CITED),
    )
