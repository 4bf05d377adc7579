"""Invented archives of any size for measuring: whole folders as content/ is one, the same for a seed.

    python -m benchmarks.corpus --documents 1000 --seed 1 FOLDER

writes FOLDER/content: about 15 decrees and explanations an issue, 1995 to 2026, their paragraphs those of this
repository's content/ cut and joined anew. Each issue is written as a text and read by the reader of the project, so
that every record, line and citation is what `add` makes of it. FOLDER/more holds one issue beyond: more/1.txt is what
`add` reads, and more/1/ are the same records as files, to be copied over content/.
"""

from __future__ import annotations

import argparse
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from benchmarks.corpus_body import Words
from benchmarks.corpus_plan import issues_for, plan
from benchmarks.corpus_text import Writer
from gongbao import archive
from gongbao.gazette import Gazette
from gongbao.reading import identity, reader

CONTENT = Path(__file__).resolve().parent.parent / "content"
SOURCES = "sources"


@cache
def _words() -> Words:
    return Words.of(archive.Library.open(CONTENT), Gazette.load(CONTENT / "gazette.yml"))


@cache
def writer(documents: int, seed: int, more: int) -> Writer:
    """Who writes the texts of an archive of about so many documents, and of so many issues beyond it."""
    words = _words()
    return Writer(words, plan(documents, seed, words.gazette, more), seed)


def write(documents: int, seed: int, folder: Path, more: int = 1) -> None:
    """Write an archive of about so many documents, and so many issues beyond it."""
    content = folder / "content"
    for each in (content, folder / "more"):
        shutil.rmtree(each, ignore_errors=True)
    (content / SOURCES).mkdir(parents=True)
    shutil.copyfile(CONTENT / "gazette.yml", content / "gazette.yml")
    count = issues_for(documents)
    texts = writer(documents, seed, more)  # before the processes fork, so that they have it too
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(_write_issue, (documents, seed, more), place, content) for place in range(count)]
        for job in jobs:
            job.result()
    _write_more(texts, count, folder / "more")


def _write_issue(archive_of: tuple[int, int, int], place: int, content: Path) -> None:
    texts = writer(*archive_of)
    take(texts.issue(place), texts.words.gazette, content)
    lone = texts.lone(place)
    if lone:
        take(lone, texts.words.gazette, content)


def _write_more(texts: Writer, count: int, folder: Path) -> None:
    for index in range(len(texts.issues) - count):
        text = texts.issue(count + index)
        (folder / str(index + 1)).mkdir(parents=True)
        (folder / f"{index + 1}.txt").write_text(text, encoding="utf-8")
        take(text, texts.words.gazette, folder / str(index + 1))


def take(text: str, gazette: Gazette, content: Path) -> None:
    """Write a source and its records, as `add` does into an archive that is alone."""
    reading = reader.read(text.encode(), "text.txt", gazette)
    source = reader.source_name(reading)
    records = identity.named(reading.records, source)
    merged = archive.merge(content, source, archive.files(records))
    for path, data in merged.change.writes.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    (content / SOURCES).mkdir(exist_ok=True)
    (content / SOURCES / source).write_text(text, encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--more", type=int, default=1, help="how many issues beyond the archive")
    options = parser.parse_args()
    write(options.documents, options.seed, options.folder, options.more)


if __name__ == "__main__":
    main()
