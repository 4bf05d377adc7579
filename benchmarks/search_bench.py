"""What an index of the search costs to build: CPU, memory, size, files. Run: python -m benchmarks.search_bench [COUNT…].

Each count is built in a process of its own. With --keep FOLDER the index stays there, one folder a count.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.search_corpus import Corpus, gazette
from gongbao.search.build import index_files
from gongbao.search.engine import Engine
from gongbao.search.index import Index

COUNTS = (300, 3000, 12000)
QUERIES = ("补偿安置", "征收集体土地", "工业上楼", "云政发〔2019〕5号", "高质量发展 实施方案", "乡村振兴战略")


def main() -> None:
    """Print a row for each count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    print(
        "documents  generate s  build CPU s  peak MB  index MB  parts  texts MB  a query's KB (mean, most)", flush=True
    )
    for count in given.counts:
        with tempfile.TemporaryDirectory() as folder:
            target = given.keep / str(count) if given.keep else Path(folder)
            process = multiprocessing.get_context("spawn").Process(target=measure, args=(count, target))
            process.start()
            process.join()


def measure(count: int, target: Path) -> None:
    """Build one index and ask it some queries."""
    corpus = Corpus(count)
    corpus[0]  # reads what all the others are made of
    start = time.process_time()
    for place in range(count):
        corpus[place]
    made = time.process_time() - start
    start = time.process_time()
    sizes: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for file in index_files(corpus, gazette()):
        path = target / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        kind = file.path.split("/")[1] if file.path.count("/") > 1 else "tables"
        sizes[kind] += len(file.content)
        files[kind] += 1
    used = time.process_time() - start - 2 * made  # every document is made twice on the way: named, then written
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = [bytes_of(target, query) / 1000 for query in QUERIES]
    index = (sizes["parts"] + sizes["tables"]) / 1e6
    texts = sizes["texts"] / 1e6
    print(
        f"{count:9}  {made:10.1f}  {used:11.1f}  {peak:7.0f}  {index:8.1f}  {files['parts']:5}  {texts:8.1f}"
        f"  {sum(asked) / len(asked):.0f}, {max(asked):.0f}",
        flush=True,
    )


def bytes_of(target: Path, query: str) -> int:
    """The bytes of the parts a query reads."""
    read: dict[str, int] = {}

    def load(path: str) -> bytes:
        data = (target / path).read_bytes()
        read[path] = len(data)
        return data

    index = Index(load)
    Engine(index).search(query)
    return sum(size for path, size in read.items() if "/parts/" in path)


if __name__ == "__main__":
    main()
