"""Python and the browser do the same: characters, terms, queries, numbers, scores, excerpts."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from shelf import opened
from small_index import HOSTILE, archive, archive_index, gazette, some_queries

from gongbao.search.engine import Engine
from gongbao.search.hashing import term_hash
from gongbao.search.query import parse
from gongbao.search.shorthand import restored, shortened
from gongbao.search.snippet import closeness, joined, marks, runs, snippet
from gongbao.search.spelling import Speller, plain
from gongbao.search.tokens import fold_char, terms, units
from patience import ends

PLANES = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
ODD = "政府发文２3.aＡbé①㎡Ⅳ％㏒ﬁßİſσςΣЖж，。；-… \u3000\t\n(（〔［】》“'‘·・\u200b\u0301\ufe0f½\U00020000\U0002f800\ue000カが한ㄅ〇々○\x00"


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


def asked(scripts: Page, module: str, code: str, value: Any) -> Any:
    return scripts.evaluate(f"async (value) => {{ const m = await import('/js/{module}.js'); {code} }}", value)


def odd_texts(count: int, longest: int = 24) -> list[str]:
    random = Random(7)
    anything = [chr(random.choice(PLANES)) for _ in range(4000)]
    pools = (ODD, ODD + "".join(anything), "".join(anything))
    return [
        "".join(random.choice(random.choice(pools)) for _ in range(random.randint(0, longest))) for _ in range(count)
    ]


def test_every_character_of_unicode_is_folded_alike(scripts: Page) -> None:
    """Also those that one side's Unicode version does not know yet."""
    lines = "\n".join(fold_char(chr(code)) for code in PLANES)
    code = """
    const lines = [];
    for (let at = 0; at < 0x110000; at += 1) if (at < 0xd800 || at > 0xdfff) lines.push(m.foldChar(String.fromCodePoint(at)));
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join('\\n')));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    """
    assert asked(scripts, "tokens", code, None) == hashlib.sha256(lines.encode()).hexdigest()


def test_every_character_is_a_unit_or_parts_or_is_not_there_alike(scripts: Page) -> None:
    mine = [tuple(terms(f"甲{chr(code)}乙")) for code in PLANES]
    digest = hashlib.sha256("\n".join(" ".join(each) for each in mine).encode()).hexdigest()
    code = """
    const lines = [];
    for (let at = 0; at < 0x110000; at += 1) if (at < 0xd800 || at > 0xdfff) lines.push(m.terms(`甲${String.fromCodePoint(at)}乙`).join(' '));
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join('\\n')));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    """
    assert asked(scripts, "tokens", code, None) == digest


@pytest.mark.parametrize("unigrams", [False, True])
def test_texts_have_the_same_terms(scripts: Page, unigrams: bool) -> None:
    texts = odd_texts(3000) + [document.body_text for document in archive()] + [each.title for each in archive()]
    theirs = asked(scripts, "tokens", "return value[0].map((text) => m.terms(text, value[1]));", [texts, unigrams])
    for text, found in zip(texts, theirs, strict=True):
        assert terms(text, unigrams) == found, text


def test_units_stand_at_the_same_places(scripts: Page) -> None:
    texts = odd_texts(2000)
    code = "return value.map((text) => m.units(text).map((u) => [text.slice(u.start, u.end), u.group, u.word]));"
    for text, found in zip(texts, asked(scripts, "tokens", code, texts), strict=True):
        assert [[text[u.start : u.end], u.group, u.is_word] for u in units(text)] == found, text


def test_terms_hash_to_the_same_part(scripts: Page) -> None:
    found = sorted({term for text in odd_texts(500) for term in terms(text, True)})
    assert asked(scripts, "part", "return value.map(m.termHash);", found) == [term_hash(term) for term in found]


def test_shorthand_is_read(scripts: Page) -> None:
    texts = odd_texts(500) + [document.body_text for document in archive()]
    code = "return value.map((bytes) => m.restored(Uint8Array.from(bytes)));"
    data = [shortened(text) for text in texts]
    assert asked(scripts, "shorthand", code, [list(each) for each in data]) == texts == [*map(restored, data)]


def odd_queries() -> list[str]:
    random = Random(5)
    alphabet = ['"', "“", "”", "-", "－", "+", "title:", "年份：", "year:2023", "issuer:", "foo:", "补偿", "安置", " ", "　", "\t",
                "云政发", "〔", "〕", "2023", "5号", "「", "」", ":", "：", "\U00020000", "é", "number:"]  # fmt: skip
    made = ["".join(random.choice(alphabet) for _ in range(random.randint(0, 9))) for _ in range(1500)]
    return made + odd_texts(500) + ["政府工作报告" * 80, "x" * 10_000, '"' * 400, "- " * 300]


def test_queries_are_taken_apart_alike(scripts: Page) -> None:
    texts = odd_queries()
    for text, found in zip(texts, asked(scripts, "query", "return value.map(m.parse);", texts), strict=True):
        mine = parse(text)
        assert found["text"] == mine.text, text
        for name in ("phrases", "excluded"):
            got = [{**each, "terms": tuple(each["terms"]), "more": tuple(each["more"])} for each in found[name]]
            assert got == [vars(each) for each in getattr(mine, name)], text
        assert [(each["name"], each["value"], each["excluded"]) for each in found["filters"]] == [
            (each.name, each.value, each.excluded) for each in mine.filters
        ], text


def spellings() -> list[str]:
    random = Random(11)
    pieces = ["云政发", "云政办发", "yzf", "YZBF", "国务院", "令", "公告", "一下", "请", "〔", "〕", "[", "］", "(", "）", "2023", "二〇二三", "２０２３", "2O23", "5", "五", "十五", "号",
              "第", "年", " ", "　", "-", "—", "05", "根据", "《", "线", "月", "字", "令", "，", "云州市人民政府", "通知", "1050", "零", "〇", "○", "百"]  # fmt: skip
    made = ["".join(random.choice(pieces) for _ in range(random.randint(1, 9))) for _ in range(6000)]
    return made + odd_texts(1000) + ["云政发〔2023〕5号", "云州市人民政府第一百四十五号令"]


def test_numbers_are_read_alike(scripts: Page) -> None:
    series = [
        ["云政发", "yzf"],
        ["云政办发", "yzbf"],
        ["云州市人民政府令", "ling"],
        ["云府发", "yzf"],
        ["国务院令", "gwyl"],
    ]
    speller = Speller(dict(series))
    code = "const s = new m.Speller(value[0]); return value[1].map((text) => [m.plain(text), s.readings(text)]);"
    texts = spellings()
    met = 0
    for text, (even, found) in zip(texts, asked(scripts, "spelling", code, [series, texts]), strict=True):
        assert even == plain(text), text
        mine = [vars(each) for each in speller.readings(text)]
        assert found == mine, text
        met += bool(mine)
    assert met > 500


# Long phrases of which every second pair stands in texts that do not hold them.
MADE_UP = ("集体建设用地补偿安置", "高质量发展实施方案印发", "推进城市建设管理工作", "嘉兴市人民政府工作意见")
FILTERED = ("kind:表格", "-补偿 kind:政策解读", "issuer:市政府办公室", "department:市教育局 学校", "year:2019-2023")


def test_a_search_finds_the_same(scripts: Page) -> None:
    long = [text for text in (each.title for each in archive()) if len(text) > 20]
    queries = [
        *some_queries(archive(), 250),
        *long[:20],
        *MADE_UP,
        *FILTERED,
        "量子鸡蛋 工业",
        "乡村和振兴在",
        "5号",
        "2023年5号",
        "",
    ]
    code = """
    const { Index, fetching } = await import('/js/index.js');
    const engine = new m.Engine(new Index(fetching(new URL('/index/', location))));
    const found = [];
    for (const query of value) {
      const results = await engine.search(query);
      const { numbered, near, hits, leftOut, direct } = results;
      const settled = await engine.settled(results);
      const closest = engine.closeness(settled);
      const shown = [...(await closest.next(3)), ...(await closest.next(5))].map((each) => [each.document, each.closeness]);
      const listed = (hits) => hits.map((hit) => [hit.document, hit.score]);
      found.push({ numbered, near: near.map((each) => each.document), hits: listed(hits), settled: listed(settled.hits), shown, leftOut, direct });
    }
    return found;
    """
    engine = Engine(archive_index())
    for query, found in zip(queries, asked(scripts, "engine", code, queries), strict=True):
        mine = engine.search(query)
        assert found["hits"] == [[hit.document, hit.score] for hit in mine.hits], query
        assert (found["numbered"], found["leftOut"], found["direct"]) == (
            list(mine.numbered),
            list(mine.left_out),
            mine.direct,
        ), query
        assert found["near"] == [each.document for each in mine.near], query
        settled = engine.settled(mine)
        assert found["settled"] == [[hit.document, hit.score] for hit in settled.hits], query
        closest = engine.closest(settled)
        shown = [*closest.next(3), *closest.next(5)]
        assert found["shown"] == [[each.hit.document, each.closeness] for each in shown], query


def test_excerpts_are_the_same(scripts: Page) -> None:
    queries = some_queries(archive(), 60, seed=9)
    picked = [Random(query).randrange(len(archive())) for query in queries]
    code = """
    const { Index, fetching } = await import('/js/index.js');
    const { parse } = await import('/js/query.js');
    const index = await new Index(fetching(new URL('/index/', location))).open();
    const found = [];
    for (const [query, document] of value) {
      const [asked, fragment] = [parse(query), await index.fragment(document)];
      found.push([m.snippet(fragment, asked), m.closeness(fragment, asked), m.joined(m.marks(fragment.title, m.runs(asked, true)))]);
    }
    return found;
    """
    pairs = list(zip(queries, picked, strict=True))
    theirs = asked(scripts, "snippet", code, pairs)
    for (query, document), (cut, close, ranges) in zip(pairs, theirs, strict=True):
        fragment, wanted = archive_index().fragment(document), parse(query)
        mine = vars(snippet(fragment, wanted))
        assert cut == {**mine, "marks": [list(each) for each in mine["marks"]]}, query
        assert close == closeness(fragment, wanted)
        assert ranges == [list(each) for each in joined(marks(fragment.title, runs(wanted, title=True)))]


def test_facets_are_counted(scripts: Page) -> None:
    code = """
    const { Index, fetching } = await import('/js/index.js');
    const index = await new Index(fetching(new URL('/index/', location))).open();
    const facets = await index.facets();
    const all = Array.from({ length: index.documents }, (_, at) => at);
    return [['year', 'kind', 'issuer', 'department'].map((name) => facets.counts(name, all)), all.map((each) => facets.day(each))];
    """
    counts, days = asked(scripts, "facets", code, None)
    years = [document.year for document in archive() if document.year]
    assert [(each["name"], each["count"]) for each in counts[0]] == [
        (str(year), years.count(year)) for year in sorted(set(years), reverse=True)
    ]
    kinds = [document.kind for document in archive()]
    assert {each["name"]: each["count"] for each in counts[1]} == {kind: kinds.count(kind) for kind in set(kinds)}
    assert {each["name"] for each in counts[2]} <= {each.name for each in gazette().issuers}
    assert days == [document.day.isoformat() if document.day else "" for document in archive()]


def test_the_tests_use_characters_this_python_does_not_know() -> None:
    assert any(unicodedata.category(chr(code)) == "Cn" for code in PLANES)


def test_hostile_queries_come_to_an_end_in_the_browser(scripts: Page) -> None:
    code = """async (value) => {
      const { Engine } = await import('/js/engine.js');
      const { Index, fetching } = await import('/js/index.js');
      const { parse } = await import('/js/query.js');
      const { Speller } = await import('/js/spelling.js');
      const engine = new Engine(new Index(fetching(new URL('/index/', location))));
      await engine.search('补偿');
      const counts = [];
      for (const query of value) counts.push((await engine.search(query)).hits.length);
      return counts;
    }"""
    queries = [*HOSTILE, "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace")]
    with ends():
        assert len(scripts.evaluate(code, queries)) == len(queries)
