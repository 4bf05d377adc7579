"""Plain text to Markdown: what a reader of the source wrote must never act as markup."""

from __future__ import annotations

import re

# Characters of Python-Markdown's dialect that act anywhere in a line. An address in angle brackets is a link.
INLINE = re.compile(r"[\\`*\[\]]")
UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
# Matches the < of "<script", "</b>" and "<1@1>" (Markdown makes a mail link of it); near miss "<5", "< 10".
TAG = re.compile(r"<(?=[A-Za-z/!?]|[^>\n]{0,400}>)")
# Matches the & of "&lt;", "&#60;" and "&#1" (Markdown puts the missing point); near miss "A&B", "R&D".
ENTITY = re.compile(r"&(?=#?\w{1,32};|#[0-9xX])")
ADDRESS = re.compile(r"<https?://[A-Za-z0-9./?=&#%:;,+~@_*!$-]{1,400}>")
# At the end of a heading they would be taken for its closing marks; matches "C#" and "\\\\#", near miss "\\#".
CLOSING = re.compile(r"(?<![\\#])((?:\\\\)*)(#+)(\s*)$")
# What would start a block: "# ", "> ", "- ", "+ ", "1. ", "1) ", "===", "---", "| ", ": " and a fence of tildes.
BLOCK = re.compile(r"^(?:(?P<mark>[#>+\-=|~:])|(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$))")


def escape(text: str) -> str:
    """The text as a Markdown paragraph that shows exactly the text; web addresses stay links."""
    pieces, last = [], 0
    for found in ADDRESS.finditer(text):
        pieces += [_inline(text[last : found.start()]), found[0]]
        last = found.end()
    return _block("".join([*pieces, _inline(text[last:])]))


def _inline(text: str) -> str:
    text = ENTITY.sub("&amp;", INLINE.sub(lambda found: "\\" + found[0], text))
    return TAG.sub("&lt;", UNDERSCORE.sub(r"\\_", text))


def _block(text: str) -> str:
    found = BLOCK.match(text)
    if not found:
        return text
    if found["mark"] in ("=", "|", "~", ":", ">"):
        return {"=": "&#61;", "|": "&#124;", "~": "&#126;", ":": "&#58;", ">": "&gt;"}[found["mark"]] + text[1:]
    return "\\" + text if found["mark"] else f"{found['digits']}\\{found['dot']}{text[found.end() :]}"


def heading(level: int, text: str) -> str:
    """A heading of a level 1 to 6."""
    marks = "#" * min(6, max(1, level))
    return f"{marks} {CLOSING.sub(lambda found: found[1] + chr(92) + chr(92).join(found[2]) + found[3], escape(text).lstrip())}"


def link(text: str, target: str) -> str:
    """A paragraph that is only a link, as holds the place of a table."""
    return f"[{_inline(text)}]({target})"
