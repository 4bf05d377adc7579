"""The door: `python build.py COMMAND`, with the package installed or straight from the clone."""

import sys
from importlib.util import find_spec
from pathlib import Path

if find_spec("gongbao") is None:
    sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

try:
    from gongbao.cli import main
except ModuleNotFoundError as missing:
    if str(missing.name).startswith("gongbao"):
        raise
    sys.exit(f"缺少 Python 包“{missing.name}”。请先运行 make site，再用 .venv/bin/python build.py。")

if __name__ == "__main__":
    sys.exit(main())
