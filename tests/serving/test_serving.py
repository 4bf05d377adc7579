"""The site served while it is worked on: built again at a change, never for strangers, never beyond its folder."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from gongbao.building.engine import build_site
from gongbao.building.order import Order
from gongbao.serving.door import Door
from gongbao.serving.editor import Editor, EditorError
from gongbao.serving.server import Running, ServeError
from gongbao.site.data.bundle import SITE_ZIP
from review_archive import (
    DECREE_FILE,
    PATIENCE,
    TABLE_FILE,
    archive_in,
    at_work,
    correct,
    until,
)

PAGE = "yzf/2023/5/"
OLD, NEW = "加固堤防12处", "加固堤防21处"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_in(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def running(content: Path) -> Iterator[Running]:
    """A server for the tests that change nothing."""
    with at_work(content) as (server, _):
        yield server


def ask(
    running: Running, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[int, str, str]:
    """Status, type and text of an answer; the path is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", running.door.port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host="Host" in (headers or {}))
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    streamed = answer.getheader("Content-Type", "").startswith("text/event-stream")
    text = answer.readline().decode() if streamed else answer.read().decode("utf-8", "replace")
    told = answer.status, str(answer.getheader("Location") or answer.getheader("Content-Type")), text
    connection.close()
    return told


def page(running: Running, path: str) -> str:
    return ask(running, f"/archive/{path}")[2]


def test_a_page_comes_as_a_host_serves_it(running: Running) -> None:
    assert running.address == f"http://127.0.0.1:{running.door.port}/archive/"
    status, kind, text = ask(running, f"/archive/{PAGE}")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert OLD in text
    with urlopen(running.address) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_the_server_adds_is_in_no_file(running: Running) -> None:
    assert "_gongbao/reload.js" in page(running, PAGE)
    site = running.press.site
    written = [path for path in site.rglob("*") if path.is_file()]
    assert not [path for path in written if b"_gongbao/" in path.read_bytes() or path.name.startswith("review")]
    assert not running.press.site.parent.with_name("public").exists(), "public/ is what is published"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("css/base.css", "text/css; charset=utf-8"),
        ("js/main.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("sources/2023-04.txt", "text/plain; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("_gongbao/reload.js", "text/javascript; charset=utf-8"),
        ("_gongbao/events", "text/event-stream; charset=utf-8"),
        ("_review/2023-04/", "text/html; charset=utf-8"),
    ],
)
def test_a_browser_is_told_what_it_gets(running: Running, path: str, kind: str) -> None:
    assert ask(running, f"/archive/{path}")[:2] == (200, kind)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/", "/archive/"),
        ("/archive/yzf/2023/5", f"/archive/{PAGE}"),
        ("/archive/_review", "/archive/_review/"),
        ("/archive/_review/2023-04", "/archive/_review/2023-04/"),
        (f"/archive/_review/at/{PAGE}", "/archive/_review/2023-04/#r-yzf-2023-5"),
        ("/archive/_review/at/issues/2023-04/source/", "/archive/_review/2023-04/"),
        ("/archive/_review/at/search/", "/archive/_review/"),
    ],
)
def test_ways_that_lead_on(running: Running, path: str, where: str) -> None:
    assert ask(running, path)[:2] == (302, where)


@pytest.mark.parametrize(
    "path", ["/archive/nothing/", "/elsewhere", "/archive/_review/2020-01/", "/archive/_gongbao/door.py"]
)
def test_what_is_not_there_gets_the_page_of_the_site(running: Running, path: str) -> None:
    status, _, text = ask(running, path)
    assert status == 404
    assert "这个网址下没有页面" in text


@pytest.mark.parametrize(
    "path",
    [
        "/archive/../content/gazette.yml",
        "/archive/%2e%2e/%2e%2e/content/gazette.yml",
        "/archive/..%2f..%2fcontent/gazette.yml",
        "/archive/..%5c..%5ccontent",
        "/archive/%252e%252e/content/gazette.yml",
        "/archive/index.html%00.txt",
        "/archive/.site.store",
        "/archive//gb.yunzhou.gov.cn/",
        "//gb.yunzhou.gov.cn/archive/",
        "http://gb.yunzhou.gov.cn/archive/",
        "/archive/%ff%fe",
        "/archive/link.txt",
        "/archive/folder/gazette.yml",
        "/archive/_gongbao/../../content/gazette.yml",
        "/archive/_review/../_review/",
    ],
)
def test_nothing_beyond_the_site(running: Running, content: Path, path: str) -> None:
    for name, target in (("link.txt", content / "gazette.yml"), ("folder", content)):
        link = running.press.site / name
        if not link.is_symlink():
            link.symlink_to(target)
    status, where, text = ask(running, path)
    assert status in (400, 404, 421)
    assert "云州市人民政府, short" not in text
    assert not where.startswith("//")


@pytest.mark.parametrize(
    "host", ["gb.yunzhou.gov.cn", "evil.example:{port}", "127.0.0.1:1", "localhost", "a@localhost:{port}", ""]
)
def test_another_name_is_refused(running: Running, host: str) -> None:
    """A page elsewhere may have its name lead to this machine."""
    for path in ("/archive/", "/archive/_review/", "/archive/_gongbao/events"):
        status, _, text = ask(running, path, {"Host": host.format(port=running.door.port)})
        assert status == 421
        assert "防汛" not in text


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_the_names_of_this_machine(running: Running, host: str) -> None:
    assert ask(running, "/archive/", {"Host": host.format(port=running.door.port)})[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Referer": "http://evil.example/127.0.0.1:{port}/"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_elsewhere_hears_nothing(running: Running, headers: dict[str, str]) -> None:
    sent = {name: value.format(port=running.door.port) for name, value in headers.items()}
    for path in ("/archive/_gongbao/events", "/archive/_review/2023-04/"):
        assert ask(running, path, sent)[0] == 403


def test_the_stream_tells_the_turn_of_the_page(running: Running) -> None:
    own = {"Origin": f"http://127.0.0.1:{running.door.port}", "Sec-Fetch-Site": "same-origin"}
    status, _, line = ask(running, "/archive/_gongbao/events", own)
    assert status == 200
    told = json.loads(line.removeprefix("data: "))
    assert f'data-turn="{told["turn"]}"' in page(running, "")
    assert told["trouble"] == ""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed_from_a_browser(running: Running, method: str) -> None:
    assert ask(running, "/archive/", method=method)[0] == 501


def test_a_head_has_no_body(running: Running) -> None:
    for path in ("", "css/base.css", "_gongbao/events"):
        assert ask(running, f"/archive/{path}", method="HEAD")[2] == ""


def test_doors_that_are_open_further() -> None:
    everywhere = Door("0.0.0.0", 8000)
    assert everywhere.open
    assert everywhere.knows("192.168.1.7:8000")
    assert not everywhere.knows("archive.example:8000"), "a name may lead anywhere"
    named = Door("archive.local", 80)
    assert named.knows("archive.local")
    assert not Door("127.0.0.1", 8000).open


def test_a_change_is_built_and_the_page_told(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    with at_work(content) as (running, said):
        before = running.press.bell.state.turn
        correct(content / DECREE_FILE, OLD, NEW)
        until(lambda: NEW in page(running, PAGE), "the correction")
        until(lambda: running.press.bell.state.turn != before, "the next turn")
        until(lambda: len(said) > 1, "what was built")
        assert said[-1].outcome
        assert f"{PAGE}index.html" in said[-1].outcome.written
        (content / "templates").mkdir()
        shutil.copy(Path(__file__).parents[2] / "templates" / "404.html", content / "templates")
        correct(content / "templates" / "404.html", "这个网址下没有页面", "云州市没有这一页")
        until(lambda: "云州市没有这一页" in page(running, "nothing"), "the template of the archive")


def test_the_whole_site_as_one_file_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    build_site(Order(content, tmp_path / "built", jobs=1))
    with at_work(content) as (running, _):
        assert not (running.press.site / SITE_ZIP).exists(), "a correction need not wait for it"
        with urlopen(f"{running.address}{SITE_ZIP}") as answer:
            assert answer.headers["Content-Type"] == "application/zip"
            served = answer.read()
    assert served == (tmp_path / "built" / SITE_ZIP).read_bytes()


def test_a_broken_record_stops_nothing(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    with at_work(content, editor="vscode://file/{path}:{line}") as (running, said):
        correct(content / DECREE_FILE, "signed: 2023-03-01", "signed: 三月一日")
        until(lambda: 'role="alert"' in page(running, PAGE), "the sentence")
        text = page(running, PAGE)
        assert OLD in text, "the last good page stays"
        assert "yzf-2023-5.md:11" in text
        assert f'href="vscode://file{(content / DECREE_FILE).as_posix()}:11"' in text
        assert 'role="alert"' in page(running, "_review/2023-04/")
        assert said[-1].outcome is None
        assert "yzf-2023-5.md:11" in said[-1].trouble[0]
        correct(content / DECREE_FILE, "signed: 三月一日", "signed: 2023-03-02")
        until(lambda: 'role="alert"' not in page(running, PAGE), "the good page")
        assert "2023年3月2日" in page(running, PAGE)


def test_a_broken_template_stops_nothing(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    with at_work(content) as (running, _):
        (content / "templates").mkdir()
        (content / "templates" / "404.html").write_text("{% if %}", "utf-8")
        until(lambda: 'role="alert"' in page(running, ""), "what is wrong with it")
        (content / "templates" / "404.html").unlink()
        until(lambda: 'role="alert"' not in page(running, ""), "the good page")


def test_an_archive_that_is_broken_from_the_beginning(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    correct(content / DECREE_FILE, "signed: 2023-03-01", "signed: 三月一日")
    with at_work(content) as (running, _):
        status, _, text = ask(running, "/")
        assert status == 404
        assert "还没有网站" in text
        assert "yzf-2023-5.md:11" in text
        correct(content / DECREE_FILE, "signed: 三月一日", "signed: 2023-03-01")
        until(lambda: running.press.base == "/archive/" and OLD in page(running, PAGE), "the site")


def test_sentences_are_text_in_the_page(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    with at_work(content) as (running, _):
        correct(content / DECREE_FILE, "signed: 2023-03-01", "signed: <script>alert(1)</script>")
        until(lambda: 'role="alert"' in page(running, ""), "the sentence")
        assert "<script>alert" not in page(running, "")


def test_ports(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"端口{port}已被占用"), at_work(content, port=port):
            pass
    with at_work(content), pytest.raises(ServeError, match="另一个 serve"), at_work(content):
        pass


@pytest.mark.parametrize("pattern", ["javascript:alert('{path}')", "code {path}", "vscode://file/", "data:{path}"])
def test_a_pattern_that_is_no_link(pattern: str) -> None:
    with pytest.raises(EditorError, match="不成样式"):
        Editor.of(pattern, Path("content"))


def test_the_review_lists_what_is_to_be_looked_at(running: Running) -> None:
    index = page(running, "_review/")
    assert 'href="2023-04/index.html"' in index
    assert "警告" in index
    text = page(running, "_review/2023-04/")
    assert "“序号”由1跳到3" in text
    assert "目录作“云州市人民政府关于防汛工作的通知”" in text
    assert "第18行没有归属" in text
    assert f'data-copy="content/{TABLE_FILE.as_posix()}:17"' in text, "where the doubt stands"
    assert 'href="#r-yzf-2023-5-table-1-3"' in text, "the row it is about"


def test_every_line_of_the_source_is_there_once(running: Running) -> None:
    text = page(running, "_review/2023-04/")
    assert [text.count(f'<p id="L{number}">') for number in range(1, 19)] == [1] * 18


def test_the_review_leads_to_the_pages_of_the_document(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    correct(content / "sources" / "2023-04.txt", "二、责任分工", "\f二、责任分工")
    (content / "sources" / "2023-04.pdf").write_bytes(b"%PDF-1.7 of the issue")
    with at_work(content) as (running, _):
        text = page(running, "_review/2023-04/")
        assert "原件（PDF）" in text
        second = text.index('href="../../sources/2023-04.pdf#page=2"')
        assert text.index('<p id="L11">') < second < text.index('<p id="L12">')
        assert ask(running, "/archive/sources/2023-04.pdf")[1:] == ("application/pdf", "%PDF-1.7 of the issue")


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    content = archive_in(tmp_path)
    script = (
        "import argparse, sys; from gongbao.cli import serving, building\n"
        "parser = argparse.ArgumentParser(); parser.add_argument('--content'); building.add_arguments(parser)\n"
        "serving.add_arguments(parser); options = parser.parse_args(['--port', '0'])\n"
        "from pathlib import Path; options.content, options.public = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "sys.exit(serving.run(options))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(content), str(tmp_path / "public")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert process.stdout
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    address = next(line for line in process.stdout if line.startswith("网站：")).removeprefix("网站：").strip()
    with urlopen(address) as answer:
        assert OLD not in answer.read().decode()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    timer.cancel()
    assert (process.returncode, err) == (0, "")
    assert out.endswith("已停止。\n")
