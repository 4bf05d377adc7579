"""Groups of instruments that stand outside the archive, told by the words and series of the genre alone."""

from __future__ import annotations

import re

from gongbao.linking import Cited

OTHER = "其他"

_LAW = re.compile(
    r"""
    # 中华人民共和国统计法, 民法典, 仲裁法（2017年修正）; not: 评审管理办法, 工作方法
    (?: 法典 | (?<! 办 ) (?<! 方 ) (?<! 做 ) 法 ) (?: （ [^（）]* ） )? \Z
    """,
    re.VERBOSE,
)
_STATUTE = re.compile(
    r"""
    # 全国经济普查条例, 统计法实施条例, 物业管理条例（修订）; not: 关于贯彻物业管理条例的通知
    条例 (?: （ [^（）]* ） )? \Z
    """,
    re.VERBOSE,
)
_CENTRAL_SERIES = re.compile(
    r"""
    # 国发, 国办函, 国务院令, 中办发, 中发; not: 国资发, 建市
    (?: 国 | 国办 | 中 | 中办 ) (?: 发 | 函 | 字 | 发电 | 发明电 ) | 国 (?: 务院 )? 令 | 厅字
    """,
    re.VERBOSE,
)
_CENTRAL_TITLE = re.compile(
    r"""
    # 国务院关于…的通知, 中共中央、国务院关于…, 国务院办公厅印发…; not: 国务院学位委员会…
    (?: 中共中央 | 国务院 ) (?: 、? 国务院 )? (?: 办公厅 )? (?: 、 国务院办公厅 )? (?: 关于 | 印发 | 批转 | 转发 )
    """,
    re.VERBOSE,
)
_GOVERNMENT_SERIES = re.compile(
    r"""
    # 云政发, 平云政办函, 海政, 云政办发明电; not: 云人社发, 财政发, 云政协发
    .{0,3} [^财行民邮] 政 (?: 办 )? (?: 发 | 函 | 字 | 干 | 复 | 规 | 告 | 通 )? (?: 明? 电 )?
    """,
    re.VERBOSE,
)
_GOVERNMENT_TITLE = re.compile(
    r"""
    # 云州市人民政府办公室关于…, 海棠县人民政府印发…; not: 云州市人民政府采购中心…
    [^《》]{1,12} 人民政府 (?: 办公[厅室] )? (?: 关于 | 印发 | 批转 | 转发 )
    """,
    re.VERBOSE,
)
_ORGAN_TITLE = re.compile(
    r"""
    # 云州市水利局关于…, 住房和城乡建设部等部门关于…, 云州市安全生产委员会印发…; not: 关于…, 云州市道路办法
    [^《》]{2,30} (?: 部 | 厅 | 局 | 委 | 委员会 | 办公室 | 领导小组 | 总局 | 银行 | 法院 | 检察院 )
    (?: 等 [^《》]{0,4} (?: 部门 | 单位 | 机关 ) )? (?: 关于 | 印发 | 转发 )
    """,
    re.VERBOSE,
)
_RULES = re.compile(
    r"""
    # 暂行办法, 管理规定（试行）, 实施细则, 议事规则, 管理制度; not: 关于修改规定的通知
    (?: 办法 | 规定 | 细则 | 规则 | 章程 | 制度 | 规程 | 守则 ) (?: （ [^（）]* ） )* \Z
    """,
    re.VERBOSE,
)
_PLANS = re.compile(
    r"""
    # 规划（2021—2035年）, 行动方案, 应急预案, 要点; not: 关于印发规划的通知
    (?: 规划 (?: 纲要 )? | 纲要 | 计划 | 方案 | 预案 | 行动 | 要点 | 目标 ) (?: （ [^（）]* ） )* \Z
    """,
    re.VERBOSE,
)
_STANDARDS = re.compile(
    r"""
    # 评价标准, 建设指引, 控制指标（2014）, 技术规范; not: 关于发布标准的公告
    (?: 标准 | 规范 | 指引 | 指南 | 导则 | 指标 | 目录 | 名录 | 清单 ) (?: （ [^（）]* ） )* \Z
    """,
    re.VERBOSE,
)

STATE, GOVERNMENTS, ORGANS = "党中央、国务院文件", "各级人民政府文件", "部门和其他机关文件"

# Asked in this order: what a title is, whose series a number has, whose name a title opens with, what a title ends with.
_BY_TITLE = (("法律", _LAW), ("条例", _STATUTE))
_BY_SERIES = ((STATE, _CENTRAL_SERIES), (GOVERNMENTS, _GOVERNMENT_SERIES))
_BY_NAME = ((STATE, _CENTRAL_TITLE), (GOVERNMENTS, _GOVERNMENT_TITLE), (ORGANS, _ORGAN_TITLE))
_BY_END = (("办法、规定和细则", _RULES), ("规划、计划和方案", _PLANS), ("标准、规范和指标", _STANDARDS))

LAWS = tuple(name for name, _ in _BY_TITLE)  # groups whose instruments are law, with a number or without
GROUPS = (*(name for name, _ in (*_BY_TITLE, *_BY_SERIES)), ORGANS, *(name for name, _ in _BY_END), OTHER)


def group(cited: Cited) -> str:
    """The group of an instrument, one of GROUPS."""
    title = (cited.title or "").strip("《》")
    series = cited.number.series if cited.number else ""
    for name, pattern in _BY_TITLE:
        if pattern.search(title):
            return name
    if series:
        return next((name for name, pattern in _BY_SERIES if pattern.fullmatch(series)), ORGANS)
    found = (name for name, pattern in _BY_NAME if pattern.match(title))
    ends = (name for name, pattern in _BY_END if pattern.search(title))
    return next(found, None) or next(ends, OTHER)
