"""opensearch.xml: the site's search, for the search field of a browser."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from gongbao.site import urls
from gongbao.site.context import Site
from gongbao.site.page import File, Page
from gongbao.site.render import absolute, clean

PATH = "opensearch.xml"
NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
SHORT, LONG, DESCRIPTION = 16, 48, 1024  # letters the standard allows


def pages(site: Site) -> Iterator[Page | File]:
    """The description; none where no address is known, for browsers take whole addresses only."""
    if site.gazette.address:
        yield File(PATH, _description(site))


def _description(site: Site) -> bytes:
    gazette = site.gazette
    name = clean(gazette.title or gazette.name) or "政府公报"
    root = ElementTree.Element("OpenSearchDescription", {"xmlns": NAMESPACE})
    _add(root, "ShortName", name[:SHORT])
    _add(root, "LongName", name[:LONG])
    _add(root, "Description", f"在{name}中按文号或词语查找。"[:DESCRIPTION])
    found = f"{absolute(gazette.address, urls.SEARCH)}?q={{searchTerms}}"
    _add(root, "Url", type="text/html", template=found)
    _add(
        root, "Url", type="application/opensearchdescription+xml", rel="self", template=absolute(gazette.address, PATH)
    )
    _add(root, "Image", absolute(gazette.address, "icon.svg"), type="image/svg+xml")
    _add(root, "Language", "zh-CN")
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "OutputEncoding", "UTF-8")
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, "unicode")}\n'.encode(
        "utf-8", "replace"
    )


def _add(root: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
    ElementTree.SubElement(root, tag, attributes).text = text or None
