"""What a file is, told by its bytes and never by its name: its encoding, and whether it is HTML."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from gongbao.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
    (b"%PDF", "PDF文件", "请先转换为文字"),
    (b"\x89PNG", "PNG图片", "请先识别为文字"),
    (b"\xff\xd8\xff", "JPEG图片", "请先识别为文字"),
    (b"GIF8", "GIF图片", "请先识别为文字"),
    (b"\xd0\xcf\x11\xe0", "旧版Office文件（DOC、XLS等）", "请先另存为文字"),
    (b"Rar!", "RAR压缩包", "请先解压"),
    (b"\x1f\x8b", "GZIP压缩包", "请先解压"),
)

# <meta charset="gb2312"> and <meta … content="text/html; charset=gbk">; not <p>charset</p>
_DECLARED = re.compile(rb"""<meta [^>]* charset \s* = \s* ["']? \s* ([\w.:-]+)""", re.VERBOSE | re.IGNORECASE)

# <p>, </div>, <br/>, <td class=x>; not <注>, not <5
_TAG = re.compile(
    r"""
    </? (?: html | head | body | meta | title | script | style | div | p | h[1-6] | table | tbody | tr | t[dh]
          | [uod]l | li | dt | dd | br | hr | span | font | center | section | article | strong | b | a | img | pre )
    \b [^<>]{0,2000} >
    """,
    re.VERBOSE | re.IGNORECASE,
)

# <!DOCTYPE html>, <html lang="zh">, <body>; not <htmlx>
_PAGE = re.compile(r"<(?: !doctype \s+ html | (?: html | head | body ) [\s>] )", re.VERBOSE | re.IGNORECASE)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and the encoding it was read with; refuses what is empty, binary or in no known encoding."""
    if not data.strip():
        raise SourceError(f"{name}：文件是空的，没有可读的文字，请换一个有内容的文件。")
    _refuse_known_binary(data, name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding, name).removeprefix("\ufeff"), name), encoding
    if b"\x00" in data:
        raise SourceError(f"{name}：这是二进制文件（含有空字节），不是文字，请先转换为文字。")
    text, encoding = _without_mark(data, name)
    return _checked(text, name), encoding


def looks_like_html(text: str) -> bool:
    """Whether tags carry the text: a page, a fragment that opens with a tag, or a tag on most lines."""
    start = text.lstrip()
    if _PAGE.search(start[:3000]):
        return True
    if start.startswith("<!--") or _TAG.match(start):
        return _TAG.search(start) is not None
    lines = [line for line in text.splitlines() if line.strip()]
    return 2 * sum(1 for line in lines if _TAG.search(line)) > len(lines)


def _refuse_known_binary(data: bytes, name: str) -> None:
    for magic, kind, advice in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"{name}：这是{kind}，不是文字，{advice}。")
    if data.startswith(b"PK\x03\x04"):
        kind = "DOCX文件" if b"word/" in data else "ZIP压缩包"
        advice = "请先转换为文字" if b"word/" in data else "请先解压并转换为文字"
        raise SourceError(f"{name}：这是{kind}，不是文字，{advice}。")


def _without_mark(data: bytes, name: str) -> tuple[str, str]:
    """UTF-8 first: bytes that pass its strict rules are nothing else, whatever the page declares."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error.start, name)
    declared = _declared(data)
    text = _try(data, "gb18030")
    if text is not None and _plausible(text, private_use=declared == "gb18030"):
        return text, "gb18030"
    text = _try(data, "big5") if declared == "big5" else None
    if text is not None:
        return text, "big5"
    raise SourceError(f"{name}：无法判断文件的编码（不是UTF-8，也不像GB18030），请另存为UTF-8。")


def _refuse_damaged_utf8(data: bytes, offset: int, name: str) -> None:
    """A file that is UTF-8 but for a place or two was cut or damaged; to guess another encoding would hide it."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for char in text if "\u3000" <= char <= "\u9fff")
    if damaged * 10 > sound:
        return
    line = data.count(b"\n", 0, offset) + 1
    where = f"第{line}行（第{offset}个字节处，从0数起）"
    raise SourceError(f"{name}：文件是UTF-8编码，但{where}的字符不完整，请重新取得或修复这个文件。")


def _declared(data: bytes) -> str | None:
    """The codec a page's meta declares; every name of the GB family means GB18030, the largest of them."""
    found = _DECLARED.search(data[:8192])
    if not found:
        return None
    label = found[1].decode("ascii", errors="replace").lower()
    if label.startswith("gb") or label in ("x-gbk", "cp936", "hz-gb-2312"):
        return "gb18030"
    return label


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"第{line}行（第{error.start}个字节处，从0数起）"
        message = f"{name}：文件标明是{encoding.upper()}编码，但{where}的字符不完整，请重新取得或修复这个文件。"
        raise SourceError(message) from None


def _checked(text: str, name: str) -> str:
    if "\x00" in text:
        raise SourceError(f"{name}：这是二进制文件（含有空字节），不是文字，请先转换为文字。")
    if not text.strip():
        raise SourceError(f"{name}：文件是空的，没有可读的文字，请换一个有内容的文件。")
    return text


def _plausible(text: str, private_use: bool) -> bool:
    """Whether the text reads as Chinese: wrong decodings scatter over rare characters, right ones do not."""
    counts = Counter(char for char in text if char > "\x7f")
    if not private_use and any("\ue000" <= char <= "\uf8ff" for char in counts):
        return False
    common = sum(count for char, count in counts.items() if _is_common(char))
    return common >= 2 and common * 4 >= 3 * sum(counts.values())


def _is_common(char: str) -> bool:
    """Punctuation and first-level Han of GB 2312: rows 1-9 and 16-55 of its table."""
    code = char.encode("gb2312", errors="ignore")
    return len(code) == 2 and (code[0] <= 0xA9 or 0xB0 <= code[0] <= 0xD7)
