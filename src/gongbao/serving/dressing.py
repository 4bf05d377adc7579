"""What a page gets on its way to the browser, and no file ever has: the script that reloads it, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from gongbao.serving.bell import State
from gongbao.serving.editor import Editor

OWN = "_gongbao/"  # where the server's own files are
REVIEW = "_review/"
_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_PLACE = re.compile(
    r"""
    # content/issues/2023-04/a.md:7: [date-unreadable] …; not: content/: 没有这个文件夹
    (?P<path> [^\n:]+ ) : (?P<line> \d+ ) : \s (?P<rest> .+ )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Wardrobe:
    """Where the site lies, and how places in files are linked."""

    base: str
    editor: Editor

    def dressed(self, page: bytes, state: State, beside: str = "") -> bytes:
        """A page with the script; `beside` is its path, from which one gets to what it was read from."""
        head = f'<link rel="stylesheet" href="{self.base}{OWN}serve.css">\n'
        head += f'<script type="module" src="{self.base}{OWN}reload.js" data-turn="{state.turn}"></script>\n'
        page = _before(_HEAD, page, head)
        page = _behind(_BODY, page, self.trouble(state))
        return _before(_END, page, self._corner(beside)) if beside else page

    def trouble(self, state: State) -> str:
        """What is wrong, at the top of every page; nothing where all is well."""
        if not state.trouble:
            return ""
        items = "\n".join(f"<li>{''.join(self._sentence(each))}</li>" for each in state.trouble)
        return (
            '\n<div id="gongbao-trouble" role="alert">\n<p><strong>刚才的改动有错误，还没有进入网站。</strong>'
            f"下面是改动之前的样子；改好并保存，这里会自己更新。</p>\n<ul>\n{items}\n</ul>\n</div>\n"
        )

    def _sentence(self, sentence: str) -> Iterator[str]:
        place = _PLACE.fullmatch(sentence)
        if place is None:
            yield escape(sentence)
            return
        path, line = place["path"], int(place["line"])
        link = self.editor.link(path, line)
        name = escape(f"{path}:{line}")
        yield f'<a href="{escape(link)}">{name}</a>' if link else f"<code>{name}</code>"
        yield f" {escape(place['rest'])}"

    def _corner(self, beside: str) -> str:
        link = escape(f"{self.base}{REVIEW}at/{beside}")
        return f'<nav id="gongbao-corner" aria-label="核对"><a href="{link}">核对这一页</a></nav>\n'


def _before(mark: re.Pattern[bytes], page: bytes, text: str) -> bytes:
    found = mark.search(page)
    return page[: found.start()] + text.encode() + page[found.start() :] if found else page


def _behind(mark: re.Pattern[bytes], page: bytes, text: str) -> bytes:
    found = mark.search(page)
    return page[: found.end()] + text.encode() + page[found.end() :] if found else page
