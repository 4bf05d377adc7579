"""DOCX: its paragraphs, tables and footnotes as text, numbers that Word sets by itself written out."""

from __future__ import annotations

import importlib.util

from gongbao.errors import SourceError
from gongbao.reading.formats.docx.archive import refuse_unsound
from gongbao.reading.formats.extracted import Extracted


def read_docx(data: bytes, name: str) -> Extracted:
    """The text of a DOCX; refuses (SourceError) one that is damaged, oversized or without text."""
    if importlib.util.find_spec("docx") is None:
        raise SourceError(f'{name}：读DOCX要另装一个部件，请运行 pip install "gongbao[docx]"。')
    refuse_unsound(data, name)
    from gongbao.reading.formats.docx.body import text_of  # noqa: PLC0415 - an extra, not always installed

    try:
        extracted = text_of(data)
    except MemoryError:
        raise SourceError(f"{name}：这份DOCX展开后过大，读不下去，请拆成几份再收。") from None
    except Exception as error:  # the library lets a damaged file raise whatever it meets
        raise SourceError(f"{name}：这份DOCX已损坏，读不下去，请重新取得这个文件，或用Word打开后另存。") from error
    if not extracted.text.strip():
        raise SourceError(f"{name}：这份DOCX里没有文字（可能只有图片），请先识别为文字。")
    return extracted
