"""Numerals: what is read, what is refused, and int → Chinese → int."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.numerals import WRONG_ZEROS, ascii_digits, to_chinese, to_int


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("一十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("一百", 100),
        ("一百零八", 108),
        ("一百一十一", 111),
        ("一百十一", 111),
        ("一百〇八", 108),
        ("三千零二十", 3020),
        ("廿", 20),
        ("廿六", 26),
        ("卅一", 31),
        ("两", 2),
        ("两百", 200),
        ("二〇二三", 2023),
        ("二○○二", 2002),
        ("二OO二", 2002),
        ("二00二", 2002),
        ("二ΟΟ二", 2002),
        ("二零零二", 2002),
        ("２０２３", 2023),
        ("2 0 2 3", 2023),
        ("007", 7),
        ("〇", 0),
    ],
)
def test_reads(text: str, number: int) -> None:
    assert to_int(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "号", "十十", "百", "一百一", "二十十", "2十", "十5", "-1", "1.5", "OO", "一年", "9" * 40]
)
def test_refuses(text: str) -> None:
    assert to_int(text) is None


@given(st.integers(0, 9999))
def test_words_round_trip(number: int) -> None:
    assert to_int(to_chinese(number)) == number


@given(st.integers(0, 9999), st.data())
def test_positional_round_trip(number: int, data: st.DataObject) -> None:
    zero = data.draw(st.sampled_from("〇零" + WRONG_ZEROS))
    digits = (zero, *"一二三四五六七八九")
    spelled = "".join(digits[int(digit)] for digit in str(number))
    assert to_int(spelled) == (number if number or zero not in WRONG_ZEROS else None)


@pytest.mark.parametrize("number", [-1, 10000])
def test_words_have_a_range(number: int) -> None:
    with pytest.raises(ValueError, match="只能写出"):
        to_chinese(number)


@given(st.text())
def test_never_raises(text: str) -> None:
    to_int(text)
    assert len(ascii_digits(text)) == len(text)
