"""/data/: the page that lists and explains the datasets, and the files it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.data.bundle import SITE_ZIP, markdown
from gongbao.site.data.duties import APPOINTMENTS, TASKS
from gongbao.site.data.holdings import ISSUES, RECORDS
from gongbao.site.data.lines import ARCHIVE, archive
from gongbao.site.data.manifest import manifest
from gongbao.site.data.packages import PACKAGE, RIGHTS, Archive, descriptions, package, resource
from gongbao.site.data.relations import CATALOGUE, CITATIONS
from gongbao.site.data.schema import Dataset
from gongbao.site.data.sheets import files_of, told_of
from gongbao.site.data.tabular import tabular
from gongbao.site.data.views import Download, SheetView, TableView, download, sheet_view, table_view
from gongbao.site.data.volumes import Volume, volumes, whole
from gongbao.site.page import File, Link, Page

DATASETS: tuple[Dataset, ...] = (RECORDS, ISSUES, CITATIONS, CATALOGUE, APPOINTMENTS, TASKS)


@dataclass(frozen=True)
class VolumeView:
    """A volume as the page lists it."""

    page: Link
    records: str
    tables: str


@dataclass(frozen=True)
class View:
    """What the page shows; of an archive that is handed out whole there are no volumes."""

    rights: str
    whole: tuple[Download, ...]
    volumes: tuple[VolumeView, ...]
    sheets: tuple[SheetView, ...]
    tables: tuple[TableView, ...]
    about: tuple[Download, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The page, the datasets, and what describes them."""
    yield from list_pages(site)
    for each in DATASETS:
        yield from files_of(site, each)


def list_pages(site: Site) -> Iterator[Page | File]:
    """The page, and what describes the datasets; the bulk files too, unless volumes hold them."""
    held, parts = whole(site), volumes(site)
    sheets = [told_of(site, each) for each in DATASETS]
    tables = [] if parts else list(tabular(site, held))
    bulk = [] if parts else [archive(site, held), markdown(site, held)]
    described = package(site, held, map(resource, [*sheets, *tables]), _archives(parts, bulk))
    hashes, sums = manifest(site)
    view = View(
        rights=RIGHTS,
        whole=tuple(_whole(*bulk)) if bulk else (),
        volumes=tuple(map(_volume_view, parts)),
        sheets=tuple(map(sheet_view, sheets)),
        tables=tuple(map(table_view, tables)),
        about=tuple(_about(described, hashes, (sums, bool(parts)))),
    )
    yield _page(site, view)
    yield from (each.file for each in tables)
    yield from descriptions(held, [*sheets, *tables])
    yield from (*bulk, described, hashes, sums)


def _archives(parts: Sequence[Volume], bulk: Sequence[File]) -> Iterator[Archive]:
    if bulk:
        yield Archive("archive", "全部记录", ARCHIVE, bulk[0].content)
    for each in parts:
        yield Archive(f"archive-{each.name}", f"{each.title}的全部记录", f"{each.name}/{ARCHIVE}")


def _page(site: Site, view: View) -> Page:
    name = site.gazette.name or "政府公报"
    return Page(
        urls.DATA,
        "data.html",
        "数据下载",
        view,
        "data",
        description=f"下载{name}的全部文本和数据：记录、引用、发文目录、人事任免、任务分工、表格，逐列说明，附散列值。",
        styles=("data",),
        alternates=(("application/json", urls.DATA + PACKAGE),),
    )


def _whole(lines: File, texts: File) -> Iterator[Download]:
    yield Download(
        Link("site.zip", SITE_ZIP),
        "",
        "整个网站。解压后打开 site/index.html 就能离线阅读；查找、排序和按当天算的时效要放到网页服务器上才有。",
    )
    yield download(texts, "每条记录的 Markdown、gazette.yml 和全部来源原文，与 content/ 中的文件逐字节相同。")
    yield download(
        lines,
        "每条记录一行 JSON，按编号排列：字段、正文、程序的推断（concluded）和网址。记录页面上的 JSON 也是这个样子。",
    )


def _about(described: File, hashes: File, told: tuple[File, bool]) -> Iterator[Download]:
    sums, apart = told
    yield download(described, "Frictionless Data Package：全部数据集的列、类型、主键、外键、大小和散列值，供程序读取。")
    yield download(hashes, "每个来源和记录文件的 SHA-256，逐期相连：改动任何一个旧文件，其后各期的散列值都会不同。")
    unpacked = "解压在一处的各年 markdown.zip" if apart else "解压后的 markdown.zip"
    yield download(sums, f"同样的散列值，可用 sha256sum --check 核对{unpacked}。")


def _volume_view(volume: Volume) -> VolumeView:
    return VolumeView(Link(volume.title, volume.folder), f"{len(volume.records):,}", f"{len(volume.tables):,}")
