"""What Lighthouse says of the site: medians of several runs, on a phone as it imagines one.

    python -m benchmarks.lighthouse [--content FOLDER] [--runs N] [--browser PROGRAM] [--details]

It builds the site, serves it on this machine and runs `npx lighthouse` on the home page and on the largest page of a
decree, an issue and a table. It needs Node and Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from gongbao.cli import main as command

LIGHTHOUSE = "lighthouse@13"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ASKED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


@dataclass(frozen=True)
class Audit:
    """One run on one page: the points of each category, and what kept them from a hundred."""

    points: dict[str, float]
    lost: tuple[str, ...]


class Quiet(SimpleHTTPRequestHandler):
    """Plain files as hosts serve them, and no word on the console."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def main() -> int:
    """Build, serve, measure, print; 1 when a median stays below what is asked."""
    options = _options()
    browser = options.browser or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser or not shutil.which("npx"):
        print("needs Chromium (or --browser PROGRAM) and npx", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        public = Path(scratch) / "public"
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(public)))
        address = f"http://127.0.0.1:{server.server_port}/"
        if command(["--content", str(options.content), "--public", str(public), "--address", address]):
            return 2
        threading.Thread(target=server.serve_forever, daemon=True).start()
        audits = _measure(address, _pages(public), (options.runs, browser))
        server.shutdown()
    return _print(audits, options.details)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="FOLDER", help="the archive")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs a page (3)")
    parser.add_argument("--browser", metavar="PROGRAM", help="Chromium, if it is not found by itself")
    parser.add_argument("--details", action="store_true", help="also print what cost points")
    return parser.parse_args()


def _pages(public: Path) -> dict[str, str]:
    """The path of the home page, and of the longest decree, issue and table: the hardest of their kind."""
    longest: dict[str, tuple[int, str]] = {}
    for path in sorted(public.rglob("index.html")):
        kind = re.search(r'<body class="page-(decree|issue|table)"', path.read_text("utf-8"))
        if kind:
            folder = f"{path.parent.relative_to(public).as_posix()}/"
            longest[kind[1]] = max(longest.get(kind[1], (0, "")), (path.stat().st_size, folder))
    return {"home": ""} | {kind: folder for kind, (_, folder) in sorted(longest.items())}


def _measure(address: str, pages: dict[str, str], how: tuple[int, str]) -> dict[str, list[Audit]]:
    """The runs of all pages, interleaved, so that a busy minute of the machine falls on all of them."""
    runs, browser = how
    audits: dict[str, list[Audit]] = {f"{kind} /{path}": [] for kind, path in pages.items()}
    for turn in range(runs):
        for kind, path in pages.items():
            print(f"run {turn + 1} of {runs}: {kind}", file=sys.stderr, flush=True)
            audits[f"{kind} /{path}"].append(_audit(f"{address}{path}", browser))
    return audits


def _audit(url: str, browser: str) -> Audit:
    flags = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    asked = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    asked.append(f"--only-categories={','.join(ASKED)}")
    done = subprocess.run(asked, env=os.environ | {"CHROME_PATH": browser}, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"lighthouse on {url}: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
    report = json.loads(done.stdout)
    points = {name: 100 * report["categories"][name]["score"] for name in ASKED}
    return Audit(points, tuple(_lost(report)))


def _lost(report: dict[str, Any]) -> list[str]:
    lost = []
    for name in ASKED:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                lost.append(f"{name}: {audit['id']} {audit['score']:.2f} {audit.get('displayValue', '')}".rstrip())
    return lost


def _print(audits: dict[str, list[Audit]], details: bool) -> int:
    """A line a page; 1 when a median stays below what is asked."""
    low = False
    print(f"{'':48}" + "".join(f"{name:>16}" for name in ASKED))
    for page, runs in audits.items():
        points = {name: median(run.points[name] for run in runs) for name in ASKED}
        low |= any(points[name] < asked for name, asked in ASKED.items())
        print(f"{page:48}" + "".join(f"{points[name]:16.0f}" for name in ASKED))
        for line in sorted({line for run in runs for line in run.lost}) if details else ():
            print(f"    {line}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
