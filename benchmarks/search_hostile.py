"""How long queries that mean harm keep a browser busy: none may take more than 50 ms of script. Exits 1 when one does.

    python -m benchmarks.search_hostile [--public FOLDER]

Asked on a site that is there already, or else on that of content/, which is built for it. Of each query the median of
seven rounds is told, after one in which everything is fetched.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.search_compare_browser import chromium
from benchmarks.search_compare_server import Server
from gongbao.building.engine import build_site
from gongbao.building.order import Order

LIMIT = 50.0  # ms
ROUNDS = 7
CONTENT = Path(__file__).resolve().parent.parent / "content"
QUERIES = {
    "one character, 10,000 times": "政" * 10_000,
    "a word, 5,000 times": "办法" * 5_000,
    "figures apart": "1 " * 5_000,
    "numbers begun": "云政发〔" * 2_500,
    "Chinese figures": "二" * 10_000,
    "quotes": '"' * 10_000,
    "operators only": "- -- + title: year: kind: " * 400,
    "marks": '"""---:::+++***~~~^^^' * 500,
    "markup": "<script>alert(1)</script>" * 400,
    "control characters": "\x00\x1b[31m\x7f" * 1_500,
    "no characters of any script": "\ud7ff\ufffe\U0010ffff" * 3_000,
    "names of the language": "constructor __proto__ toString " * 300,
}
SEARCH = """async ([root, words, rounds]) => {
  const { open } = await import(`${root}js/lookup.js`);
  const desk = await open(new URL(root));
  await desk.search(words);
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await desk.search(words);
    times.push(performance.now() - start);
  }
  return times;
}"""


def main() -> int:
    """Print a line a query."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path, metavar="FOLDER", help="a site that is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        public = given.public or Path(folder) / "public"
        if not given.public:
            build_site(Order(CONTENT, public))
        times = measured(public)
    for name, spent in times.items():
        print(f"{name:30}{spent:8.1f} ms{'  over' if spent > LIMIT else ''}")
    return 1 if max(times.values()) > LIMIT else 0


def measured(public: Path) -> dict[str, float]:
    """The milliseconds of each query."""
    with Server(public) as server, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{server.address}/404.html")
        asked = {name: [f"{server.address}/", query, ROUNDS] for name, query in QUERIES.items()}
        return {name: median(page.evaluate(SEARCH, values)) for name, values in asked.items()}


if __name__ == "__main__":
    raise SystemExit(main())
