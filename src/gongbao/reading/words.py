"""Words of the genre: the kinds of official documents, the names organs end in, the labels of a 公文."""

from __future__ import annotations

import re

# 15 kinds of 公文 (GB/T 9704, 党政机关公文处理工作条例), longest first so that 命令 is not read as 令.
DOCTYPES = (
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "纪要",
    "函",
    "令",
)

# What a decree issues or the law calls itself.
INSTRUMENTS = (
    "实施细则", "实施办法", "实施方案", "实施意见", "行动方案", "行动计划", "工作方案", "推进方案", "应急预案", "若干措施",
    "若干规定", "若干意见", "指导意见", "责任分解", "暂行办法", "暂行规定", "管理办法", "管理规定", "任务清单", "工作规则",
    "条例", "规定", "办法", "细则", "规则", "规程", "章程", "方案", "计划", "规划", "纲要", "预案", "措施", "政策", "意见", "要点", "制度",
    "目录", "名录", "名单", "清单", "标准", "规范", "准则", "基准", "导则", "指南", "指引", "指标", "公约", "协议", "分工", "安排", "分解",
)  # fmt: skip

# A title between 《》 that ends so is an official document's; 《…日报》 or 《…许可证》 is not.
CITABLE = (*DOCTYPES, *INSTRUMENTS, "法", "宪法", "法典", "解释", "决策", "部署", "要求", "体系", "模式", "机制", "举措", "任务", "通则", "总则", "守则", "合同范本", "框架", "技术要求", "蓝图", "倡议", "宣言", "协定", "大纲", "议定书", "备忘录", "批示", "总体规划", "若干问题")  # fmt: skip

_TAIL = r"(?:（[^（）]{1,20}）|〔[^〔〕]{1,20}〕)?"
# Matches "关于…的通知", "…若干意见（试行）"; near miss "通知如下".
TITLE_END = re.compile(rf"(?:{'|'.join(DOCTYPES)}){_TAIL}$")
INSTRUMENT_END = re.compile(rf"(?P<type>{'|'.join(INSTRUMENTS)}){_TAIL}$")
CITABLE_END = re.compile(rf"(?:{'|'.join(sorted(set(CITABLE), key=len, reverse=True))}){_TAIL}$")
DOCTYPE_END = re.compile(rf"(?P<type>{'|'.join(DOCTYPES)}){_TAIL}$")

ORGAN_TAILS = (
    "人民政府", "政府", "办公室", "办公厅", "委员会", "管委会", "党委", "工委", "委", "局", "厅", "部", "院", "署", "办", "中心", "公司",
    "集团", "法院", "检察院", "银行", "分行", "支行", "联合会", "总工会", "海关", "大学", "学院", "研究院", "处", "站", "所", "会", "社", "队", "馆", "开发区", "新区",
)  # fmt: skip
# Matches "云州市人民政府办公室"; near miss "现印发给你们".
ORGAN = re.compile(rf"^[一-龥（）〔〕·]{{2,40}}?(?:{'|'.join(ORGAN_TAILS)})(?:（[^（）]{{1,20}}）)?$")

# Lines that begin a part of their own, whatever stands before them.
LABELS = re.compile(
    r"^(?:附\s?(?:件|表|图|录)(?:\s?[\d一二三四五六七八九十]{0,3})(?:$|[：:]|\s)|附：|注：|备注：|说明：|抄[送报]：|主送：|印发机关：|"
    r"(?:责任|牵头|配合|主办|承办)(?:单位|部门)：|完成时限：|解读(?:机关|单位|人|部门)：|(?:联系(?:人|电话|方式)|政策咨询|咨询电话|主题词)：|"
    r"（此件|（本文|此件公开|信息公开(?:选项|属性|类别|形式)：)"
)
TERMINAL = "。！？；：…!?;"
OPENERS = dict(zip("（《“‘〔【［「『〈([", "）》”’〕】］」』〉)]", strict=True))


def open_brackets(text: str) -> str:
    """The brackets and quotes a text opens and does not close.

    >>> open_brackets("根据《关于开展（第一批"), open_brackets("（一）总体要求")
    ('《（', '')
    """
    stack: list[str] = []
    for char in text:
        if char in OPENERS:
            stack.append(char)
        elif stack and char == OPENERS[stack[-1]]:
            stack.pop()
    return "".join(stack)


def doctype(title: str) -> str | None:
    """The kind of 公文 a title names, or the kind of instrument when the title is the instrument's own.

    >>> doctype("云州市人民政府关于加快发展的若干意见（试行）"), doctype("云州市餐饮油烟管理办法")
    ('意见', '办法')
    """
    found = DOCTYPE_END.search(title)
    if found:
        return "令" if found["type"] == "命令" else found["type"]
    own = INSTRUMENT_END.search(title)
    if own:
        return next(
            (word for word in ("条例", "规定", "办法", "细则", "规则") if own["type"].endswith(word)), own["type"]
        )
    return None


def is_organ(text: str) -> bool:
    """True for the name of one organ standing alone."""
    return bool(ORGAN.match(text)) and not text.endswith(DOCTYPES)
