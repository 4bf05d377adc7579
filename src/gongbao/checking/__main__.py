"""Print the manual page of the messages: `python -m gongbao.checking > docs/messages.md`."""

from __future__ import annotations

import sys

from gongbao.checking.manual import text

if __name__ == "__main__":
    sys.stdout.buffer.write(text().encode())
