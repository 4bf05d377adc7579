"""What a cell says when it holds a number: how much, of what, and whether it is only a bound."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_COUNTED = (
    "吨标准煤|吨标煤|平方公里|平方千米|平方米|立方米|千瓦时|人次|美元|公顷|公里|千米|标箱|机位|床位|车位|托位|千瓦|户次|"
    "元|人|户|个|家|项|亩|米|吨|度|套|间|张|所|座|台|辆|件|条|处|只|头|羽|岁|天|日|年|分|名|例|篇|场|期|册|艘|株|盏|起|宗|块|支|"
    "万千瓦|千克|公斤|克|升|级|倍|批|班|家次|人年|百分点|个百分点"
)
_UNIT = rf"(?: [%‰] | [十百千万亿]{{0,2}} (?: {_COUNTED} ) (?: / [\u4e00-\u9fff]{{1,6}} )? | 万亿 | [万亿千百] )"

_WHOLE = re.compile(
    rf"""
    # 3.69, 1,200, 88%, <5, ≥ 9.5, 35亿美元, 90%以上; not: 增长6%, 5—8, 约30, 2023年3月, 1,20
    (?P<sign> [<≤≦>≥≧] )? \s*
    (?P<number> [-+]? (?: [0-9]{{1,3}} (?: ,[0-9]{{3}} )+ | [0-9]{{1,15}} ) (?: \.[0-9]{{1,9}} )? ) \s*
    (?P<unit> {_UNIT} )?
    (?P<tail> (?: 及 )? 以 [上下内] )?
    """,
    re.VERBOSE,
)
_ONLY_UNIT = re.compile(
    rf"""
    # 亩, 万人次, 元/平方米; not: 部口径, 注
    {_UNIT}
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(
    r"""
    # the （亩） of 土地面积（亩）; not: （注）总值, 面积
    (?P<label> .*? ) \s* [（(] \s* (?: 单位 \s* [:：] \s* )? (?P<inner> [^（）()]{1,12} ) \s* [）)] \s*
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"≦": "≤", "≧": "≥", "以上": "≥", "以下": "≤", "以内": "≤"}
_FACTORS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}

# Matches "/" and "——"; near miss "无", "-3".
_PLACEHOLDER = re.compile(r"[/／\-—–－―…·*\s]+")


@dataclass(frozen=True)
class Quantity:
    """A number of a cell. `bound` is < ≤ > ≥ where the cell only says how far it may go."""

    number: Decimal
    bound: str = ""
    unit: str = ""

    @property
    def size(self) -> Decimal:
        """The number with 万 and 亿 of its unit counted in, to be sorted by."""
        power = 0
        for char in self.unit:
            if char not in _FACTORS:
                break
            power += _FACTORS[char]
        return self.number.scaleb(power)


def quantity(text: str) -> Quantity | None:
    """The number a cell holds and nothing else, or None.

    >>> quantity("1,200"), quantity("≤9.50%")
    (Quantity(number=Decimal('1200'), bound='', unit=''), Quantity(number=Decimal('9.50'), bound='≤', unit='%'))
    >>> [quantity(text) for text in ("全覆盖", "增长6%左右", "10-50", "")]
    [None, None, None, None]
    """
    found = _WHOLE.fullmatch(_narrow(text))
    if not found or (found["sign"] and found["tail"]):
        return None
    mark = found["sign"] or (found["tail"] or "").removeprefix("及")
    return Quantity(Decimal(found["number"].replace(",", "")), _SIGNS.get(mark, mark), found["unit"] or "")


def with_unit(label: str) -> tuple[str, str]:
    """A label and the unit in the bracket behind it; the whole label where the bracket holds none.

    >>> with_unit("土地面积（亩）"), with_unit("实际利用外资（部口径）")
    (('土地面积', '亩'), ('实际利用外资（部口径）', ''))
    """
    found = _BRACKET.fullmatch(label)
    unit = _narrow(found["inner"]) if found else ""
    return (found["label"], unit) if found and found["label"] and is_unit(unit) else (label, "")


def is_unit(text: str) -> bool:
    """Whether a text is the name of a unit and nothing else."""
    return _ONLY_UNIT.fullmatch(text) is not None


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or only a stroke."""
    return not text or _PLACEHOLDER.fullmatch(text) is not None


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()
