"""Document numbers: spellings, running text, orders, ids, and number → text → number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao import numbers
from gongbao.numbers import Number, encode, find, find_all, find_orders, parse, slug

BRACKETS = ["〔〕", "[]", "［］", "（）", "()", "【】", "〈〉", "<>", "‹›", "{}", "〔]", "(〕", "[）"]
SERIES = ["云政发", "云政办发", "国发", "财企", "人社部发", "云自然资发", "国办发明电", "万山经开委办发", "云转升"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("云政发〔2023〕5号", "云政发〔2023〕5号"),
        ("云政发[2023]5 号", "云政发〔2023〕5号"),
        ("云 政 发 ［２０２３］ ５ 号", "云政发〔2023〕5号"),
        ("云政发（2023]第005号", "云政发〔2023〕5号"),
        ("云政发〔2023〕5", "云政发〔2023〕5号"),
        ("云政发〔二〇二三〕五号", "云政发〔2023〕5号"),
        ("云政发〔二○二三〕十五号", "云政发〔2023〕15号"),
        ("和政发〔2023〕5号", "和政发〔2023〕5号"),
        ("国务院令第427号", "国务院令第427号"),
        ("省政府第145号令", "省政府令第145号"),
        ("云州省人民政府令〔2010〕第15号", "云州省人民政府令〔2010〕第15号"),
        ("商贸部令2005年第22号", "商贸部令〔2005〕第22号"),
        ("税务总局公告2023年第12号", "税务总局公告〔2023〕第12号"),
    ],
)
def test_parses(text: str, printed: str) -> None:
    assert str(parse(text)) == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "〔2023〕5号",
        "云政发2023-5号",
        "云-政发〔2023〕5号",
        "云政发〔2023年〕5号",
        "云政发〔23〕5号",
        "云政发〔2023〕号",
        "云政发〔2023〕0号",
        "云政发〔2923〕5号",
        "根据云政发〔2023〕5号",
        "云政发〔2023〕5号文件",
        "第38号",
        "（第38号）",
        "令第38号",
        "这是一个比任何系列都要长的名字发〔2023〕5号",
    ],
)
def test_refuses(text: str) -> None:
    assert parse(text) is None


@st.composite
def spellings(draw: st.DrawFn) -> tuple[Number, str]:
    """A number and one of the ways it is met."""
    number = Number(draw(st.sampled_from(SERIES)), draw(st.integers(1949, 2100)), draw(st.integers(1, 9999)))
    gap = st.sampled_from(["", " ", "　"])
    year = draw(st.sampled_from([str(number.year), "".join("〇一二三四五六七八九"[int(d)] for d in str(number.year))]))
    serial = draw(st.sampled_from([str(number.serial), f"0{number.serial}"]))
    if draw(st.booleans()):
        serial = serial.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    left, right = list(draw(st.sampled_from(BRACKETS)))
    ordinal = draw(st.sampled_from(["", "第"]))
    pieces = [left, year, right, ordinal, serial, "号"]
    return number, number.series + "".join(draw(gap) + piece for piece in pieces)


@given(spellings())
def test_round_trip(spelt: tuple[Number, str]) -> None:
    number, text = spelt
    assert parse(text) == number == parse(str(number))


@given(
    spellings(), st.sampled_from(["", "根据", "，按照", "现将", "《通知》（", "和", "严格执行", "见", "2023年3月1日"])
)
def test_found_in_running_text(spelt: tuple[Number, str], before: str) -> None:
    number, spelling = spelt
    text = f"{before}{spelling}文件精神，"
    (found,) = find(text)
    assert (found.number, text[found.start : found.end]) == (number, spelling)


@given(st.sampled_from(["国务院令", "云州市人民政府令", "林草局公告"]), st.integers(1, 999), st.integers(2000, 2030))
def test_orders_round_trip(series: str, serial: int, year: int) -> None:
    for number in (Number(series, None, serial), Number(series, year, serial)):
        assert parse(str(number)) == number
        assert [one.number for one in find_orders(f"依照{number}（第38号）")] == [number]
        assert find(str(number)) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "现根据国发〔2022〕22号、云政办发[2023]7 号和省政府办公厅（云办函〔2019〕3号）",
            ["国发〔2022〕22号", "云政办发〔2023〕7号", "云办函〔2019〕3号"],
        ),
        ("《关于云州的通知》(国发〔2021〕37 号)和《意见》", ["国发〔2021〕37号"]),
        ("国发〔2022〕22号和云政发〔2023〕5号同时废止", ["国发〔2022〕22号", "云政发〔2023〕5号"]),
        ("原云政发〔2003〕5号即行废止", ["云政发〔2003〕5号"]),
        ("依法对和政发〔2003〕5号", ["和政发〔2003〕5号"]),
        ("省政府关于印发云政发〔2023〕5号", ["云政发〔2023〕5号"]),
        ("同意转发云经信发〔2023〕5号", ["云经信发〔2023〕5号"]),
        ("云大数据发〔2023〕5号", ["云大数据发〔2023〕5号"]),
        ("规划（2023—2027年）和〔2023〕", []),
        ("（2023年）5号楼", []),
        ("〔市、区〕、和〔2023〕5号", []),
        ("地铁(2023)5号线", []),
        ("云州市数字化改革工作领导小组办公室二处会议〔2023〕5号", []),
    ],
)
def test_finds(text: str, printed: list[str]) -> None:
    assert [str(one.number) for one in find(text)] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("根据《办法》（国务院令第427号）", ["国务院令第427号"]),
        ("按照省政府第 145 号令和国务院令第427号", ["省政府令第145号", "国务院令第427号"]),
        ("《办法》（对外贸易部令2005年第22号）", ["对外贸易部令〔2005〕第22号"]),
        ("云州市人民代表大会常务委员会公告（第38号）", []),
        ("现发布命令第3号", []),
        ("根据公告第5号", []),
        ("第145号文件", []),
    ],
)
def test_finds_orders(text: str, printed: list[str]) -> None:
    assert [str(one.number) for one in find_orders(text)] == printed


def test_find_all_keeps_the_order_of_the_text() -> None:
    found = find_all("依照国务院令第427号、国发〔2022〕22号、省政府第145号令")
    assert [one.number.series for one in found] == ["国务院令", "国发", "省政府令"]


def test_numbers_are_ordered_with_and_without_a_year() -> None:
    numbers = [
        Number("云政发", 2023, 10),
        Number("云政发", 2023, 9),
        Number("云政发", None, 40),
        Number("国发", 2024, 1),
    ]
    assert [str(one) for one in sorted(numbers)][:2] == ["云政发40号", "云政发〔2023〕9号"]


def test_encodes() -> None:
    codes = {"云政发": "yzf", "国务院令": "order"}
    assert encode(Number("云政发", 2023, 5), codes) == "yzf-2023-5"
    assert encode(Number("国务院令", None, 427), codes) == "order-427"
    assert encode(Number("余人社发", 2023, 5), codes) == "yurenshefa-2023-5"


@given(st.text())
def test_slugs_are_ascii(text: str) -> None:
    assert slug(text) == "" or (slug(text).isascii() and slug(text).isalnum())


@given(st.text(alphabet="云政发根据和令第号年〔〕[]（）<>0123二〇 公告"))
def test_found_places_hold_the_number(text: str) -> None:
    for one in find_all(text):
        assert text[one.start : one.end].startswith(one.number.series[:1])


def test_what_was_spelt_before_is_known() -> None:
    numbers.spelt_anew()
    numbers.learn({"云州市造林局之甲": "x"})
    assert numbers.slug("云州市造林局之甲") == "x"
    assert not numbers.spelt_anew()
    assert numbers.slug("云州市造林局之乙") == "yunzhoushizaolinjuzhiyi"
    assert numbers.spelt_anew() == {"云州市造林局之乙": "yunzhoushizaolinjuzhiyi"}
    assert not numbers.spelt_anew()
