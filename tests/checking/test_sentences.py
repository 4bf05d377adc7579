"""Every sentence with which a command stops stands in the manual, and a test provokes it."""

from __future__ import annotations

import ast
import errno
import io
import os
import re
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest

from gongbao import archive, jobs
from gongbao.archive import Library
from gongbao.archive.remembered import Store
from gongbao.building import opening
from gongbao.building.workshop import refuse_stray
from gongbao.checking.registry import CODES, SENTENCES
from gongbao.cli import main
from gongbao.errors import GongbaoError
from gongbao.serving import server
from gongbao.site.data.exports import writing
from gongbao.site.parts import Part
from paper import Paper, notice
from review_archive import DECREE_FILE, archive_in, at_work, correct

TESTS = Path(__file__).resolve().parents[1]
PACKAGE = TESTS.parent / "src" / "gongbao"
# Raised for whoever calls a function wrongly, and never met on the way from a command.
FOR_PROGRAMMERS = ("numerals.py", "reading/tables/markdown.py")
HAN = re.compile("[一-龥]")


def raised() -> Iterator[tuple[str, str]]:
    """Where an error is raised with a sentence, and the sentence as far as it is written there."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and node.exc is not None:
                parts = [each.value for each in ast.walk(node.exc) if isinstance(each, ast.Constant)]
                said = "…".join(each for each in parts if isinstance(each, str))
                if HAN.search(said) and place not in FOR_PROGRAMMERS:
                    yield f"{place}:{node.lineno}", said


def test_every_sentence_a_command_stops_with_is_in_the_manual() -> None:
    found = list(raised())
    assert len(found) > 60
    known = [each.words for each in SENTENCES]
    # Of gazette.yml and the front matter findings are raised, which have a code; a file of the gazette that cannot be
    # read is `gazette-unreadable`.
    known += [f"{code}…" for code in CODES] + ["文件读不出来。请检查它是否存在、能否读取。"]
    assert [(place, said) for place, said in found if not any(words in said for words in known)] == []


def said(*words: str | Path) -> str:
    """What a command says in this process."""
    heard = io.StringIO()
    with redirect_stdout(heard), redirect_stderr(heard), suppress(SystemExit):  # what is written wrongly
        main([str(word) for word in words])
    return heard.getvalue()


def added(data: bytes | str) -> Callable[[Path], str]:
    """Taking in a file that cannot be taken in."""

    def say(root: Path) -> str:
        file = root / "来件.txt"
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return said("--content", archive_in(root), "add", file)

    return say


def founded(*words: str) -> Callable[[Path], str]:
    """Founding an archive with answers that cannot be taken."""
    return lambda root: said("new", root / "云州", "--title", "云州市人民政府公报", "--yes", *words)


def exported(name: str) -> Callable[[Path], str]:
    """Exporting to where something else stands."""

    def say(root: Path) -> str:
        (root / "文件夹").mkdir()
        (root / "信.txt").write_text("亲爱的", "utf-8")
        return said("--content", archive_in(root), "export", "--sqlite", root / name)

    return say


def _circle(root: Path) -> str:
    (root / "圈.txt").symlink_to(root / "圈.txt")
    return said("--content", archive_in(root), "add", root / "圈.txt")


def _public_is_a_file(root: Path) -> str:
    (root / "public").write_text("不是文件夹", "utf-8")
    return said("--content", archive_in(root), "--public", root / "public", "build")


def _zip(where: str) -> Callable[[Path], str]:
    def say(root: Path) -> str:
        (root / "不是文件夹").write_text("", "utf-8")
        places = ("--content", archive_in(root), "--public", root / "public")
        return said(*places, "build", "--jobs", "1", "--zip", root / where)

    return say


def _new_over(name: str) -> Callable[[Path], str]:
    def say(root: Path) -> str:
        (root / "文件").write_text("在这里", "utf-8")
        (root / "满").mkdir()
        (root / "满" / "信.txt").write_text("在这里", "utf-8")
        return said("new", root / name, "--title", "云州市人民政府公报", "--yes")

    return say


def _served(**wish: object) -> Callable[[Path], str]:
    def say(root: Path) -> str:
        with pytest.raises(GongbaoError) as told, at_work(archive_in(root), **wish):
            pass
        return str(told.value)

    return say


def _all_ports_taken(root: Path) -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "PORT", taken.getsockname()[1])
        patch.setattr(server, "TRIES", 1)
        return _served(port=None)(root)


def _no_right_to_the_port(_: Path) -> str:
    return server._refused(server.Wish(), 80, OSError(errno.EACCES, os.strerror(errno.EACCES)))


def _unwritable(root: Path) -> str:
    (root / ".public.serve").write_text("不是文件夹", "utf-8")
    return _served()(root)


def _pdf(data: bytes, name: str, value: object) -> Callable[[Path], str]:
    """Taking in a PDF while something of its reading is otherwise."""

    def say(root: Path) -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(f"gongbao.reading.formats.pdf.{name}", value)
            return added(data)(root)

    return say


def _staging(make: Callable[[Path], object]) -> Callable[[Path], str]:
    def say(root: Path) -> str:
        content = archive_in(root)
        make(content)
        return said("--content", content, "check")

    return say


def _locked_out(root: Path) -> str:
    (root / "content").mkdir()
    (root / "content" / ".lock").mkdir()
    return added("云政发〔2023〕9号\n")(root)


def _changed_meanwhile(root: Path) -> str:
    content = archive_in(root)
    with closing(Store.beside(content)) as store:
        record = Library.open(content, store).records["yzf-2023-5"]
    for memory in root.glob(".gongbao/*"):
        memory.unlink()
    correct(content / DECREE_FILE, "加固堤防12处", "加固堤防21处")
    return _refused(lambda: record.body)


def _refused(call: Callable[[], object]) -> str:
    with pytest.raises(GongbaoError) as told:
        call()
    return str(told.value)


def _unreadable(root: Path) -> str:
    place = root / "档案.sqlite"
    place.write_bytes(b"SQLite format 3\0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", _fails)
        return _refused(lambda: writing._head(place))


def _fails(*_: object) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


class _Client:
    """A cluster as far as it is asked for its workers."""

    def __init__(self, told: str | Exception) -> None:
        self._told = told

    def wait_for_workers(self, count: int, timeout: float) -> None:
        """There are enough."""

    def run(self, work: object) -> dict[str, str]:
        """What a worker says."""
        if isinstance(self._told, Exception):
            raise self._told
        return {"tcp://1": self._told}


def _cluster(told: str | Exception) -> Callable[[Path], str]:
    return lambda _: _refused(lambda: jobs._refuse_others(_Client(told), "tcp://云:8786"))


def _lost_work(_: Path) -> str:
    failing: Future[Sequence[int]] = Future()
    failing.set_exception(type("KilledWorker", (Exception,), {"__module__": "distributed.scheduler"})())
    with ThreadPoolExecutor(1) as executor:
        return _refused(lambda: jobs._result(executor, failing))


def _twice(root: Path) -> str:
    part = Part("source/a", list)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "all_parts", lambda *_: [part, part])
        return said("--content", archive_in(root), "--public", root / "public", "build", "--jobs", "1")


PROVOKED: dict[str, Callable[[Path], str]] = {
    "文件是空的": added(""),
    "这是二进制文件（含有空字节），不是文字": added(b"\x01\0\x02\0" * 99),
    "不是文字": added(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "无法判断文件的编码": added(bytes(range(128, 256)) * 4),
    "这段文字里找不到公报的期号和目录": added("今天天气很好，我们去公园。\n"),
    "这是一个文件夹": lambda root: said("--content", archive_in(root), "add", root),
    "没有这个文件": lambda root: said("--content", archive_in(root), "add", root / "没有.txt"),
    "打不开这个文件": _circle,
    "没有这个文件夹": lambda root: said("--content", root / "没有", "check"),
    "没有叫“": lambda root: said("--content", archive_in(root), "ledger", "2020-01"),
    "这不是一个文件夹": _public_is_a_file,
    "压缩包不能放在网站的文件夹里": _zip("public/site.zip"),
    "压缩包写不进去（": _zip("不是文件夹/site.zip"),
    "”不是正整数": lambda root: said("--content", archive_in(root), "search", "--limit", "0", "补偿"),
    "”不是端口": lambda root: said("--content", archive_in(root), "serve", "--port", "99999"),
    "--editor 不成样式": _served(editor="code {path}"),
    "上开放（": _served(host="192.0.2.1"),
    "的端口都被占用": _all_ports_taken,
    "没有权限使用端口": _no_right_to_the_port,
    "写不进去（": _unwritable,
    "这里已经有一个文件": _new_over("文件"),
    "这个文件夹里已经有东西，不会动它": _new_over("满"),
    "请写出公报的名称": lambda root: said("new", root / "云州", "--title", "", "--yes"),
    "还没有写发文机关，文号系列无处可归": founded("--issuer", "", "--series", "云政发=yzf"),
    "请写成 https://… 的形式；还不知道就留空": founded("--address", "gb.yunzhou.gov.cn"),
    "不像发文机关代字": founded("--series", "云政发〔2023〕5号=yzf"),
    "不能用在网址里。请只用小写字母和数字": founded("--series", "云政发=YZF"),
    "是网站自己的文件夹。请换一个": founded("--series", "云政发=issues"),
    "不在发文机关里。请写其中之一": founded("--series", "云政发=yzf=海棠市人民政府"),
    "”写了两次": founded("--series", "云政发=yzf", "--series", "云政发=yzg"),
    "”写得不对。请写成": founded("--series", "云政发=yzf=云州市人民政府=多"),
    "请写在一行里，不超过": founded("--program", "长" * 400),
    "这是文件夹。请写出要导出的文件的名称": exported("文件夹"),
    "这里是别的文件，不会覆盖": exported("信.txt"),
    "读不了（": _unreadable,
    "这份PDF超过": _pdf(notice().pdf(), "LARGEST", 10),
    "这份PDF里没有一页": added(Paper().pdf()),
    "这份PDF读了很久也没有读完": _pdf(notice().pdf(), "LONGEST", 0.001),
    "这是符号链接，清理它会删到别处的文件": _staging(lambda content: (content / ".staging").symlink_to(content)),
    "这里应当是一个文件": _staging(lambda content: (content / ".staging" / "journal.json").mkdir(parents=True)),
    "无法写入 ": _locked_out,
    "这个文件在运行期间改变了": _changed_meanwhile,
    "不是单个文件名": lambda root: _refused(lambda: archive.merge(root, "a/b.txt", {})),
    "网站有两个部分都叫": _twice,
    "不在网站里。请检查记录的 aliases": lambda _: _refused(lambda: refuse_stray("../public")),
    "没有可用的工作进程": _cluster(OSError("no workers")),
    "的工作进程里没有装 gongbao": _cluster(ImportError("gongbao")),
    "集群上的程序版本": _cluster("0.0/Python 3.11"),
    "集群上的工作没有做完": _lost_work,
}
# The test that provokes each of the others, which takes a full disk, a kill, a damaged document or a cluster.
ELSEWHERE = {
    "一期只能有一份来源": "cli/test_originals.py::test_an_issue_has_one_source",
    "已经收录（content/sources/": "cli/test_bad_input.py::test_an_issue_that_is_there_with_other_bytes",
    "要另装一个部件": "reading/test_docx.py::test_without_the_extra_it_says_what_to_install",
    "已损坏，读不下去": "reading/test_docx.py::test_damaged_archives",
    "展开后过大": "reading/test_docx.py::test_a_bomb_is_refused_before_it_is_unpacked",
    "这份DOCX里没有文字": "reading/test_docx.py::test_a_document_without_text",
    "这份PDF没有文字层": "reading/test_pdf.py::test_pictures_only",
    "这份PDF的各页没有文字，也没有图片": "reading/test_pdf.py::test_blank_pages",
    "这份PDF加了密码": "reading/test_pdf.py::test_a_password",
    "的字符不完整，请重新取得或修复这个文件": "reading/test_formats.py::test_cut_utf8_says_where",
    "另一个 add 正在写入": "cli/test_bad_input.py::test_two_at_once_do_not_mix",
    "磁盘空间不足": "cli/test_bad_input.py::test_a_full_disk",
    "没有改动。请检查写入权限和磁盘": "archive/test_writer.py::test_the_disk_is_full_at_any_step_before_the_commit",
    "改动写到一半时停在": "archive/test_writer.py::test_trouble_after_the_commit_is_finished_at_the_next_start",
    "读取记录已损坏": "cli/test_bad_input.py::test_what_the_program_remembers_is_damaged",
    "要写进同一个文件": "archive/test_library.py::test_two_records_do_not_share_a_file",
    "不能用作文件名：只用小写字母": "archive/test_library.py::test_ids_that_are_no_file_names_are_refused",
    "这个路径不在 content/ 里，不会写入": "archive/test_writer.py::test_nothing_is_written_outside",
    "上级目录是指向 content/ 之外的符号链接": "archive/test_writer.py::test_nothing_is_written_through_links",
    "这是指向 content/ 之外的符号链接": "archive/test_writer.py::test_nothing_is_written_through_links",
    "既要写入又要删去": "archive/test_writer.py::test_writing_and_removing_the_same_file_is_refused",
    "这里放着别的东西，不会覆盖": "building/test_building.py::test_a_folder_of_somebody_else_is_left_alone",
    "两个页面要写进同一个地址": "building/test_building.py::test_two_pages_at_one_address_are_refused",
    "开头的字段不是通常的写法": "archive/test_aliased.py::test_where_only_a_person_can_do_it_it_is_said",
    "网站写不下去（": "building/test_full_disk_build.py::test_build_on_a_full_disk",
    "网站没有生成，原有的网站没有动": "cli/test_differing.py::test_a_number_put_right_without_its_old_address_stops_diff_and_build",
    "上次写入的记录已损坏": "archive/test_writer.py::test_a_journal_nobody_wrote_is_refused",
    "但没有全部换上去": "building/test_full_disk_build.py::test_a_disk_that_fails_while_files_are_put_in_place",
    "aliases 里的旧地址": "site/test_redirects.py::test_an_old_address_that_is_none_of_the_sites_is_refused_with_the_file",
    "--portable 不能连接互相 import 的文件": "site/test_scripts.py::test_a_circle_is_refused",
    "没有 static/": "site/test_scripts.py::test_what_is_imported_must_be_there",
    "没有用 export 给出": "site/test_scripts.py::test_what_is_imported_must_be_there",
    "已被占用。请用 --port 另选一个": "serving/test_serving.py::test_ports",
    "另一个 serve 正在为这个档案服务": "serving/test_serving.py::test_ports",
    "写不下去（": "cli/test_exporting.py::test_a_run_that_breaks_off_leaves_the_old_file",
    "导出要 3.34 以上": "cli/test_exporting.py::test_a_sqlite_that_is_too_old_is_told_so",
    "已中断": "test_jobs.py::test_stopping_is_a_sentence_in_one_process_too",
    "一个工作进程意外停止": "test_jobs.py::test_a_worker_that_dies_is_one_sentence",
    "需要先安装集群组件": "test_jobs.py::test_without_the_extra",
    "连不上集群": "test_jobs.py::test_no_cluster_there",
    "与集群失去了联系": "test_jobs.py::test_a_cluster_that_is_lost_is_one_sentence",
}


@pytest.mark.parametrize("words", PROVOKED)
def test_a_sentence_is_said(words: str, tmp_path: Path) -> None:
    heard = PROVOKED[words](tmp_path)
    assert words in heard
    assert "Traceback" not in heard
    assert not re.search("[A-Za-z]+Error", heard), "the archivist reads Chinese"


@pytest.mark.parametrize("name", sorted(set(ELSEWHERE.values())))
def test_the_test_that_provokes_it_is_there(name: str) -> None:
    file, _, test = name.partition("::")
    assert f"def {test}(" in (TESTS / file).read_text("utf-8")


def test_every_sentence_has_its_test() -> None:
    told = {each.words for each in SENTENCES}
    assert not (PROVOKED.keys() | ELSEWHERE.keys()) - told
    assert sorted(told - PROVOKED.keys() - ELSEWHERE.keys()) == []
