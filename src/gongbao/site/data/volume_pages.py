"""/data/2023/ and the other years of a large archive: a page each, and the bulk files of the records of that year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.data.bundle import MARKDOWN_ZIP, markdown, unpacked
from gongbao.site.data.lines import ARCHIVE, archive
from gongbao.site.data.packages import PACKAGE, RIGHTS, Archive, descriptions, package
from gongbao.site.data.tabular import tabular, told_of
from gongbao.site.data.views import Download, TableView, download, size_of
from gongbao.site.data.volumes import Volume
from gongbao.site.page import File, Link, Page
from gongbao.site.parts import Former


@dataclass(frozen=True)
class View:
    """What the page of a volume shows."""

    title: str
    sentence: str
    rights: str
    whole: tuple[Download, ...]
    tables: tuple[TableView, ...]
    about: tuple[Download, ...]


def pages_of(site: Site, volume: Volume, former: Former | None = None) -> Iterator[Page | File]:
    """The page of a volume, its records as JSON, and what describes them and its tables."""
    lines = archive(site, volume, former)
    tables = list(told_of(site, volume))
    archives = [Archive("archive", "全部记录", ARCHIVE, lines.content)]
    described = package(site, volume, (each.resource for each in tables), archives)
    view = View(
        title=f"数据下载：{volume.title}",
        sentence=_sentence(volume),
        rights=RIGHTS,
        whole=tuple(_whole(site, volume, lines)),
        tables=tuple(each.view for each in tables),
        about=(download(described, "Frictionless Data Package：这些文件的列、大小和散列值，供程序读取。"),),
    )
    yield _page(site, volume, view)
    yield from (lines, described)


def tables_of(site: Site, volume: Volume) -> Iterator[File]:
    """The tables of a volume, and a description beside each; made apart, as no conclusion has a part in them."""
    tables = list(tabular(site, volume))
    yield from (each.file for each in tables)
    yield from descriptions(volume, tables)


def texts_of(site: Site, volume: Volume) -> Iterator[File]:
    """The files of a volume as they lie in content/; made apart, as no conclusion has a part in them."""
    yield markdown(site, volume)


def _sentence(volume: Volume) -> str:
    tables = f"，其中表格{len(volume.tables):,}个" if volume.tables else ""
    return f"共{len(volume.records):,}条记录{tables}。记录按所在的一期归入年份，单独收录的文件按成文日期。"


def _whole(site: Site, volume: Volume, lines: File) -> Iterator[Download]:
    yield Download(
        Link(MARKDOWN_ZIP, volume.folder + MARKDOWN_ZIP),
        f"解压后 {size_of(unpacked(site, volume))}",
        "每条记录的 Markdown、gazette.yml、来源原文和它们的散列值，与 content/ 中的文件逐字节相同。各年解压在一处，就是整个 content/。",
    )
    yield download(lines, "每条记录一行 JSON，按编号排列：字段、正文、程序的推断（concluded）和网址。")


def _page(site: Site, volume: Volume, view: View) -> Page:
    name = site.gazette.name or "政府公报"
    return Page(
        volume.folder,
        "data_volume.html",
        view.title,
        view,
        "data",
        description=f"下载{name}{volume.title}的全部记录、来源原文和表格：{view.sentence}",
        crumbs=(Link("数据下载", urls.DATA),),
        styles=("data",),
        alternates=(("application/json", volume.folder + PACKAGE),),
    )
