"""Answers requests: files of the site, pages of the review, the stream that reloads; nothing can be changed from here."""

from __future__ import annotations

import json
import shutil
import traceback
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from gongbao.serving.bell import State
from gongbao.serving.desk import Desk
from gongbao.serving.door import Door
from gongbao.serving.dressing import OWN, REVIEW, Wardrobe
from gongbao.serving.editor import Editor
from gongbao.serving.files import found, is_folder, steps_of, type_of
from gongbao.serving.press import Press
from gongbao.site.data.bundle import SITE_ZIP

BEAT = 15  # seconds after which a stream says that it is still there, and learns whether anybody listens
IDLE = 120  # seconds a connection may say nothing
OWN_FILES = ("reload.js", "review.css", "review.js", "serve.css")
NOTHING_YET = (
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>还没有网站</title>\n</head>\n'
    "<body>\n<main>\n<h1>还没有网站</h1>\n<p>content/ 里有错误，第一次生成没有成功。改好以后，这里会自己出现网站。</p>\n"
    "</main>\n</body>\n</html>\n"
)
GONE = NOTHING_YET.replace("还没有网站", "没有这一页").replace(
    "content/ 里有错误，第一次生成没有成功。改好以后，这里会自己出现网站。", "这个地址下没有页面。"
)
FIXED = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


@dataclass(frozen=True)
class House:
    """What the handlers of one server share."""

    press: Press
    door: Door
    desk: Desk
    editor: Editor

    @property
    def wardrobe(self) -> Wardrobe:
        """For the place the site lies at now."""
        return Wardrobe(self.press.base, self.editor)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE
    server_version = "gongbao"
    sys_version = ""
    house: House
    headers: Message

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what changed."""

    def do_GET(self) -> None:
        """Answer; a reader who left in the middle is nothing to speak of."""
        try:
            self._answer()
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        except Exception:  # the next request may be answered all the same
            traceback.print_exc()
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, "这一页出了意外，详情在终端里。")

    do_HEAD = do_GET  # noqa: N815

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse with a plain sentence; whatever was sent with the request is not read."""
        self.close_connection = True
        self._send((message or HTTPStatus(code).phrase).encode(), "text/plain; charset=utf-8", HTTPStatus(code))

    def _answer(self) -> None:
        if not self.house.door.knows(self.headers.get("Host")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "这个服务只用它启动时给出的地址访问。")
            return
        target = urlsplit(self.path)
        steps = None if target.scheme or target.netloc else steps_of(target.path)
        base = self.house.press.base
        if steps is None:
            self.send_error(HTTPStatus.BAD_REQUEST, "这不是网站里的地址。")
        elif target.path.startswith(base):
            self._inside(tuple(steps[base.count("/") - 1 :]), target.query)
        elif steps == ("",):
            self._redirect(base)
        else:
            self._missing()

    def _inside(self, steps: tuple[str, ...], query: str) -> None:
        """A path below where the site lies."""
        if steps[0] == OWN.rstrip("/"):
            self._own("/".join(steps[1:]))
        elif steps[0] == REVIEW.rstrip("/"):
            self._review(steps[1:])
        else:
            self._file(steps, query)

    def _own(self, name: str) -> None:
        if name == "events":
            self._stream()
        elif name in OWN_FILES:
            content = (files("gongbao.serving") / "pages" / name).read_bytes()
            self._send(content, type_of(PurePosixPath(name)))
        else:
            self._missing()

    def _file(self, steps: tuple[str, ...], query: str) -> None:
        site = self.house.press.site
        path = found(site, steps)
        zipped = self.house.press.zipped() if "/".join(steps) == SITE_ZIP else None
        if zipped is not None:
            self._send(zipped, type_of(PurePosixPath(SITE_ZIP)))
        elif path is None and is_folder(site, steps):
            self._redirect(self.house.press.base + "/".join(steps) + "/", query)
        elif path is None:
            self._missing()
        elif path.suffix == ".html":
            beside = "/".join(steps).removesuffix("index.html")
            self._page(path.read_bytes(), beside=beside)
        else:
            with path.open("rb") as file:
                self._head(HTTPStatus.OK, type_of(path), path.stat().st_size)
                if self.command != "HEAD":
                    shutil.copyfileobj(file, self.wfile)

    def _missing(self) -> None:
        """The 404 page of the site, as a host serves it."""
        site = self.house.press.site
        path = found(site, ("404.html",))
        if path is not None:
            self._page(path.read_bytes(), HTTPStatus.NOT_FOUND)
        else:
            built = found(site, ("index.html",)) is not None
            self._page((GONE if built else NOTHING_YET).encode(), HTTPStatus.NOT_FOUND)

    def _review(self, steps: tuple[str, ...]) -> None:
        if not self.house.door.from_itself(self.headers):
            self.send_error(HTTPStatus.FORBIDDEN, "核对的页面不从别的网站打开，请直接输入地址。")
            return
        if steps[:1] == ("at",):
            place = self.house.desk.place_of("/".join(steps[1:]))
            self._redirect(f"{self.house.press.base}{REVIEW}{place}")
            return
        if not steps or steps[-1]:
            self._redirect(f"{self.house.press.base}{REVIEW}{''.join(f'{step}/' for step in steps)}")
            return
        state = self.house.press.bell.state
        page = self.house.desk.page("/".join(steps), state.turn)
        if page is None:
            self._missing()
        else:
            self._page(page, state=state)

    def _page(
        self, page: bytes, status: HTTPStatus = HTTPStatus.OK, beside: str = "", state: State | None = None
    ) -> None:
        dressed = self.house.wardrobe.dressed(page, state or self.house.press.bell.state, beside)
        self._send(dressed, "text/html; charset=utf-8", status)

    def _stream(self) -> None:
        """Server-sent events: the state now, and every later one."""
        if not self.house.door.from_itself(self.headers):
            self.send_error(HTTPStatus.FORBIDDEN, "只有这个网站自己的页面可以订阅。")
            return
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream; charset=utf-8", None)
        known: State | None = None
        bell = self.house.press.bell
        while self.command != "HEAD" and not bell.closed:
            state = bell.wait(known, BEAT)
            known = state or known
            self.wfile.write(self._event(state) if state else b": still here\n\n")
            self.wfile.flush()

    def _event(self, state: State) -> bytes:
        told = {"turn": state.turn, "trouble": self.house.wardrobe.trouble(state)}
        return f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode()

    def _redirect(self, path: str, query: str = "") -> None:
        way, mark, fragment = path.partition("#")
        where = quote(way) + (f"?{query}" if query else "") + mark + quote(fragment)
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", where)
        self._close_head("text/plain; charset=utf-8", 0)

    def _send(self, content: bytes, type_: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._head(status, type_, len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, type_: str, length: int | None) -> None:
        self.send_response(status)
        self._close_head(type_, length)

    def _close_head(self, type_: str, length: int | None) -> None:
        self.send_header("Content-Type", type_)
        for name, value in FIXED:
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if self.close_connection or length is None:
            self.send_header("Connection", "close")
        self.end_headers()
