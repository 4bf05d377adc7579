"""The zip archive a DOCX is: looked over before anything of it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile

from gongbao.errors import SourceError

LARGEST = 200_000_000  # bytes of the file
MEMBERS = 5000
LARGEST_TEXT = 30_000_000  # bytes of an XML member, unpacked
LARGEST_WHOLE = 400_000_000  # bytes of all members, unpacked
DENSEST = 300  # times a member may grow when unpacked; XML of Word grows some twenty times
SMALL = 1_000_000  # bytes up to which a member may be as dense as it likes

_TEXT = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
# Matches "<!DOCTYPE w [" and "<!ENTITY x"; the format allows neither.
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_unsound(data: bytes, name: str) -> None:
    """Refuse what is no sound archive, what would not fit in memory, and what declares entities."""
    problem = _problem(data)
    if problem:
        raise SourceError(f"{name}：{problem}")


def _problem(data: bytes) -> str | None:
    damaged = "这份DOCX已损坏，打不开，请重新取得这个文件，或用Word打开后另存。"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _found(data, archive)
    except Exception:  # a damaged archive may raise nearly anything
        return damaged


def _found(data: bytes, archive: zipfile.ZipFile) -> str | None:
    """What is wrong with an archive that opens."""
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        return "这份DOCX加了密码，读不出文字，请先用密码打开并另存为不加密的文件。"
    if len(data) > LARGEST or len(members) > MEMBERS or any(map(_is_bomb, members)):
        return _too_large()
    if sum(member.file_size for member in members) > LARGEST_WHOLE:
        return _too_large()
    texts = [member for member in members if _TEXT.search(member.filename)]
    if any(_DECLARES.search(archive.read(member)) for member in texts):
        return "这份DOCX里有DTD或实体声明，正常的文件不会有，为安全起见没有读，请用Word打开后另存。"
    return None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    if member.file_size > LARGEST_TEXT and _TEXT.search(member.filename):
        return True
    return member.file_size > max(SMALL, DENSEST * member.compress_size)


def _too_large() -> str:
    return "这份DOCX展开后过大，不像正常的文件，为安全起见没有读，请检查来源，或拆成几份再收。"
