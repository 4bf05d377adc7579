"""PDF with a text layer: read by a process of its own, which a damaged or endless file may stop without harm."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from typing import Any

from gongbao.errors import SourceError
from gongbao.model import Doubt
from gongbao.reading.formats.extracted import Extracted

LARGEST = 200_000_000  # bytes of a file
LONGEST = 600  # seconds by the clock, where no clock of the processor's is to be had

_SAID = {
    "password": "这份PDF加了密码，读不出文字，请先用密码打开并另存为不加密的PDF。",
    "damaged": "这份PDF已损坏，读不下去，请重新取得这个文件。",
    "empty": "这份PDF里没有一页，请重新取得这个文件。",
    "blank": "这份PDF的各页没有文字，也没有图片，请重新取得这个文件。",
    "long": "这份PDF超过5000页，请拆成几份再收。",
    "memory": "这份PDF展开后过大，读不下去，请检查来源，或用其他软件另存一次再收。",
    "time": "这份PDF读了很久也没有读完（可能已损坏，或者绕成了圈），请检查来源，或用其他软件另存一次再收。",
}


def read_pdf(data: bytes, name: str) -> Extracted:
    """The text of a PDF; refuses (SourceError) one that cannot be read, or is only pictures."""
    if importlib.util.find_spec("pdfplumber") is None:
        raise SourceError(f'{name}：读PDF要另装一个部件，请运行 pip install "gongbao[pdf]"。')
    if len(data) > LARGEST:
        raise SourceError(f"{name}：这份PDF超过{LARGEST // 1_000_000} MB，请拆成几份再收。")
    told = _ask(data)
    if "scanned" in told:
        raise SourceError(f"{name}：这份PDF没有文字层（{told['scanned']}只有图片），请先用OCR识别为文字。")
    if "error" in told:
        raise SourceError(f"{name}：{_SAID[told['error']]}")
    return Extracted(told["text"], tuple(Doubt(line, what) for line, what in told["doubts"]))


def _ask(data: bytes) -> dict[str, Any]:
    """What the worker says of the file; one that was stopped ran out of its time, one that fell met a damaged file."""
    command = [sys.executable, "-m", "gongbao.reading.formats.pdf.worker"]
    paths = os.pathsep.join(path or os.curdir for path in sys.path)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST, check=False, env=environment)
    except subprocess.TimeoutExpired:
        return {"error": "time"}
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"error": _fallen(done)}
    return told


def _fallen(done: subprocess.CompletedProcess[bytes]) -> str:
    """Why the worker said nothing: its clock rang, its memory was full, or something in the file broke it."""
    if done.returncode in (-24, -27):  # SIGXCPU, SIGPROF
        return "time"
    return "memory" if b"MemoryError" in done.stderr else "damaged"
