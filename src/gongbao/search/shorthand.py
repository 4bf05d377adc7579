"""Text in few bits: 6 for what is commonest in official Chinese, 8, 10 and 12 for what is common, 19 for the rest.

A fragment is fetched for every result that is shown, so its size matters; a table that never changes needs no library
on either side and gives the same bytes everywhere. The twin of static/js/search/shorthand.js.
"""

from __future__ import annotations

import numpy as np

from gongbao.search.bits import Array, BitReader, laid

# Characters by how common they are: 16, 64, 256 and 512 of them, in the order of their numbers.
COMMON = (
    '",012[]、。业发局市建，｜',
    "35“”一上中产人以任企位体保全公兴创制力加务动化区合和国地大实展工年强技持推提政新施服民生用的目科等级经能行设资进造量项高（）",
    "%-./46789:abeinpt〔〕万三下不与专个为主乡予争事二于五交亿代件价优会传低住作信健偿元先入共关养内农准出分划利到办助励医十升协单南卫县及取台号各同员品商善四土在场坚型城域培基境增外多头好"
    "委字学安完定室家对导小屋平应府度康开式引征心快态性总成房才打扩批投护指据支收改效教数整文方时普智更有期未本术机权村来极构果查标案模步水求治法活济浙海深湖源点物特率环现理电监省知研确示社积程究空立策管精"
    "系组结给统续综网置群老联育自至色范营落融补要规计评试调财责质费路转达过运通道部配重金链镇长门际院障集面革领．：；",
    " +<>ACEFGIMNOPTcdfgjlmorsuwxz{}—　《》七世东两严丰临丽举久义之乍九习书云互亩享从仓他付们份伍伏众估你使例供依侧便促修债值做停储儿充光免党八六其具典再军决况减击切列则别前"
    "副功劳势包北千华占印厂厉原去参友双受变口可史右司名后向吨含启告周命咨响售器因团园困围固圈址均块壮处备复天央失奖套妇子存孵宁宅宜审宣害容宿密富将少就尽层居届属山岁峰左已布师带帮常干并幸幼广床序库底店废庭"
    "廊张当录形影彻得循微志念思急息情惠想意感慈慧我或战户所手扎托执扶承把抓报担拓招拟挂按挥振捕换排探接控措搬撑攻放救料断旅无日旧早明易星是显景暖最月朱李材条杭板林枢染校样核根格桐桥械检楼次款正残段每比气永"
    "江污汽沪河波注洁洲流测浦消涉清渠温港游满激焦然煤照燃爱片牌牵状王球田由申界略疗疾病登百益盐盖盘直相真着督破础碳神票福秀种租称税稳突站竞章童端符第筑筛筹签算箱米类粮素索紧累红约纳纽线细织绕络绩维绿编署美"
    "考者耕耗职聚股腾航般良节苏若药获街衡表被装裕西覆见角解订认让训议记论证识诊询请读课谋象貌负货购贯贴贷贸赁赋走起超足跨身车软载输边迁近违连迭追退送适选途速遇采里钟铁银销键闭问间队防阶附降限除险难零需青非"
    "预题额风食馆首马验鸟鼓龙",
)
_PREFIXES = ("00", "01", "10", "110")
_REST = "111"  # then the 16 bits of a UTF-16 number


def _codes() -> tuple[Array, Array]:
    """Of every UTF-16 number the code, and how many bits it takes."""
    codes = np.arange(1 << 16) | int(_REST, 2) << 16
    widths = np.full(1 << 16, len(_REST) + 16)
    for prefix, chars in zip(_PREFIXES, COMMON, strict=True):
        width = (len(chars) - 1).bit_length()
        numbers = [ord(char) for char in chars]
        codes[numbers] = np.arange(len(chars)) | int(prefix, 2) << width
        widths[numbers] = len(prefix) + width
    return codes.astype(np.uint64), widths.astype(np.uint8)


_CODES, _WIDTHS = _codes()


def shortened(text: str) -> bytes:
    """A text as bytes; the last one is filled up with ones.

    >>> [len(shortened(text)) for text in ("市政府", "堰塘")]
    [3, 5]
    """
    numbers = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2").astype(np.intp)
    ends = np.cumsum(_WIDTHS[numbers], dtype=np.int64)
    size = int(ends[-1]) if ends.size else 0
    data = bytearray(laid(_CODES[numbers], ends, (size + 7) // 8))
    if size % 8:
        data[-1] |= 0xFF >> size % 8
    return bytes(data)


def restored(data: bytes) -> str:
    """The text of bytes.

    >>> restored(shortened("云州𠀀市A，①"))
    '云州𠀀市A，①'
    """
    reader, found = BitReader(data), bytearray()
    while True:
        kind = _kind(reader)
        chars = COMMON[kind] if kind < len(COMMON) else ""
        width = (len(chars) - 1).bit_length() if chars else 16
        if reader.place + width > len(data) * 8:
            return found.decode("utf-16-be", "surrogatepass")
        number = reader.read(width)
        found += chars[number].encode("utf-16-be") if chars else number.to_bytes(2)


def _kind(reader: BitReader) -> int:
    kind = reader.read(2)
    return kind + reader.read(1) if kind == 3 else kind
