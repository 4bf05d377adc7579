"""For each code of the registry, one place of the clean archive that is spoiled so that the code is met."""

from __future__ import annotations

from dataclasses import dataclass

from clean_archive import FLOOD, INDEX, ISSUE, OTHER, TABLE

HOME = f"{ISSUE}/index.md"
GREEN_AT = f"{ISSUE}/yzf-2024-5.md"
FLOOD_AT = f"{ISSUE}/yzf-2024-6.md"
TABLE_AT = f"{ISSUE}/yzf-2024-5-table-1.md"
EXPLAINED_AT = f"{ISSUE}/interpretation-1.md"
PEOPLE_AT = f"{ISSUE}/appointments.md"
LIST_AT = f"{ISSUE}/catalogue.md"
OTHER_AT = f"{ISSUE}/other-1.md"
PRINTING_AT = "decrees/yzf-2024-6-p2.md"
GAZETTE_AT = "gazette.yml"


@dataclass(frozen=True)
class Spoiled:
    """A text put in the place of another, or a new file; the line that is complained of, and the file if it is another.

    Where no line is told, it is the first one that differs.
    """

    path: str
    old: str
    new: str
    line: int = 0
    where: str = ""


# A decree of its own number with the title of another one.
NAMESAKE = """\
---
kind: decree
id: yzf-2024-3
title: 云州市人民政府关于做好防汛工作的通知
number: 云政发〔2024〕3号
issuer: 云州市人民政府
signed: 2024-03-18
source: {file: 2024-05.txt, lines: [81, 90]}
---

# 云州市人民政府关于做好防汛工作的通知
"""

SPOILED = {
    # one file
    "front-matter-missing": Spoiled(FLOOD_AT, "---\nkind", "kind", 1),
    "front-matter-open": Spoiled(FLOOD_AT, "lines: [31, 40]}\n---\n", "lines: [31, 40]}\n", 1),
    "front-matter-empty": Spoiled(FLOOD_AT, FLOOD, "---\n---\n\n正文。\n", 1),
    "yaml-broken": Spoiled(FLOOD_AT, "page: 8", "page: [8", 8),
    "yaml-control": Spoiled(FLOOD_AT, "page: 8", "page: \x018"),
    "yaml-alias": Spoiled(FLOOD_AT, "issuer: 云州市人民政府", "issuer: &a 云州市人民政府\ncc: *a", 10),
    "yaml-deep": Spoiled(FLOOD_AT, "page: 8", f"page: {'[' * 40}{']' * 40}"),
    "yaml-key": Spoiled(FLOOD_AT, "page: 8", "[page]: 8"),
    "too-large": Spoiled(FLOOD_AT, "各地要", "各地要" * 1_700_000, 1),
    "kind-missing": Spoiled(FLOOD_AT, "kind: decree\n", "", 2),
    "kind-unknown": Spoiled(FLOOD_AT, "kind: decree", "kind: degree"),
    "id-malformed": Spoiled(FLOOD_AT, "id: yzf-2024-6", "id: 云-2024-6"),
    "field-missing": Spoiled(FLOOD_AT, "title: 云州市人民政府关于做好防汛工作的通知\n", "", 2),
    "field-unknown": Spoiled(FLOOD_AT, "issuer:", "isuer:"),
    "field-duplicate": Spoiled(FLOOD_AT, "page: 8\n", "page: 8\npage: 9\n"),
    "field-type": Spoiled(HOME, "number: '05'", "number: 05"),
    "date-unreadable": Spoiled(FLOOD_AT, "signed: 2024-05-18", "signed: 2024-13-18"),
    "path-mismatch": Spoiled(FLOOD_AT, "id: yzf-2024-6", "id: yzf-2024-6-a"),
    "source-missing": Spoiled(FLOOD_AT, "file: 2024-05.txt", "file: 2024-06.txt"),
    "source-lines": Spoiled(FLOOD_AT, "lines: [31, 40]", "lines: [41, 40]"),
    "issue-unknown": Spoiled(FLOOD_AT, "issue: 2024-05", "issue: 2024-06"),
    "table-unknown": Spoiled(GREEN_AT, "- yzf-2024-5-table-1", "- yzf-2024-5-table-2"),
    "table-elsewhere": Spoiled(FLOOD_AT, "source:", "tables:\n- yzf-2024-5-table-1\nsource:", 12),
    "owner-unknown": Spoiled(TABLE_AT, "belongs_to: yzf-2024-5", "belongs_to: yzf-2024-55"),
    "toc-unknown": Spoiled(HOME, "record: yzf-2024-6", "record: yzf-2024-66"),
    # the gazette's own file
    "gazette-missing": Spoiled(GAZETTE_AT, "", "", 1),
    "gazette-unreadable": Spoiled(GAZETTE_AT, "", "", 1),
    "empty": Spoiled(GAZETTE_AT, "", "", 1),
    "address": Spoiled(GAZETTE_AT, "https://gongbao.yunzhou.cn/", "gongbao.yunzhou.cn"),
    "address-example": Spoiled(GAZETTE_AT, "https://gongbao.yunzhou.cn/", "https://gongbao.example/"),
    "report": Spoiled(GAZETTE_AT, "issuers:", "report: 电话\nissuers:"),
    "colour": Spoiled(GAZETTE_AT, "issuers:", "colours: {light: red}\nissuers:"),
    "code": Spoiled(GAZETTE_AT, "code: yzf", "code: YZF"),
    "repeated": Spoiled(GAZETTE_AT, "departments:", "departments:\n- {name: 市园林局}", 12),
    "issuer-unknown": Spoiled(GAZETTE_AT, "issuer: 云州市人民政府", "issuer: 云洲市人民政府"),
    # records
    "number-unreadable": Spoiled(FLOOD_AT, "number: 云政发〔2024〕6号", "number: 云政发六号"),
    "number-form": Spoiled(FLOOD_AT, "number: 云政发〔2024〕6号", "number: 云政发[2024] 第6号"),
    "number-year": Spoiled(FLOOD_AT, "signed: 2024-05-18", "signed: 2023-05-18", 8),
    "number-id": Spoiled(FLOOD_AT, "number: 云政发〔2024〕6号", "number: 云政发〔2024〕8号", 3),
    "number-basis": Spoiled(PRINTING_AT, "number_basis: 标题和正文与2024-05期公报所刊云政发〔2024〕6号相同\n", "", 5),
    "number-both": Spoiled(PRINTING_AT, "number_inferred", "number: 云政发〔2024〕6号\nnumber_inferred", 6),
    "number-missing": Spoiled(FLOOD_AT, "number: 云政发〔2024〕6号\n", "", 3),
    "number-duplicate": Spoiled(FLOOD_AT, "number: 云政发〔2024〕6号", "number: 云政发〔2024〕5号"),
    "series-unknown": Spoiled(FLOOD_AT, "number: 云政发〔2024〕6号", "number: 云政函〔2024〕6号"),
    "issue-duplicate": Spoiled("issues/2024-06/index.md", "", INDEX.replace("2024-05\n", "2024-06\n"), 6),
    "serial-duplicate": Spoiled("issues/2024-06/index.md", "", INDEX.replace("2024-05\n", "2024-06\n"), 7),
    "printing-unknown": Spoiled(PRINTING_AT, "printing_of: yzf-2024-6", "printing_of: yzf-2024-66"),
    "printing-chain": Spoiled(PRINTING_AT, "printing_of: yzf-2024-6", "printing_of: yzf-2024-6-p2"),
    "printing-number": Spoiled(PRINTING_AT, "printing_of: yzf-2024-6", "printing_of: yzf-2024-5"),
    "signed-late": Spoiled(FLOOD_AT, "signed: 2024-05-18", "signed: 2024-08-18"),
    "printed-early": Spoiled(GREEN_AT, "printed_on: 2024-05-21", "printed_on: 2024-04-21"),
    "effective-early": Spoiled(GREEN_AT, "  from: 2024-07-01", "  from: 2023-07-01"),
    "effective-order": Spoiled(GREEN_AT, "  until: 2029-06-30", "  until: 2019-06-30"),
    "effective-date": Spoiled(GREEN_AT, "  until: 2029-06-30", "  until: 2029-05-31"),
    "basis-missing": Spoiled(GREEN_AT, "  basis: 本办法自2024年7月1日起施行", "  basis: 本条例自2024年7月1日起施行"),
    "toc-title": Spoiled(
        HOME, "title: 云州市人民政府关于做好防汛工作的通知", "title: 云州市人民政府关于做好防讯工作的通知"
    ),
    "toc-page": Spoiled(HOME, "page: 8", "page: 7"),
    "toc-number": Spoiled(HOME, "number: 云政发〔2024〕6号", "number: 云政发〔2024〕8号"),
    "toc-record": Spoiled(HOME, "record: yzf-2024-6", "record: null"),
    "toc-twice": Spoiled(HOME, "page: 9\n  record: null", "page: 8\n  record: yzf-2024-6", 24),
    "toc-elsewhere": Spoiled(HOME, "record: yzf-2024-6", "record: yzf-2024-6-p2"),
    "toc-unlisted": Spoiled(HOME, "record: 2024-05-interpretation-1", "record: null", 9),
    "catalogue-printed": Spoiled(LIST_AT, "printed: false", "printed: true"),
    "catalogue-unprinted": Spoiled(LIST_AT, "printed: true", "printed: false"),
    "catalogue-title": Spoiled(LIST_AT, "title: 关于印发云州市城市", "title: 关于印发云州市乡村"),
    "citation-ambiguous": Spoiled("decrees/yzf-2024-3.md", "", NAMESAKE, 36, GREEN_AT),
    "citation-twice": Spoiled(
        GREEN_AT, "departments:", "- number: 国务院令第100号\n  title: 城市绿化条例\ndepartments:"
    ),
    "repeal-absent": Spoiled(GREEN_AT, "- number: 云政发〔2024〕6号\n", "- number: 云政发〔2014〕6号\n"),
    "interprets-unknown": Spoiled(EXPLAINED_AT, "  id: yzf-2024-5", "  id: yzf-2024-55"),
    "interprets-number": Spoiled(EXPLAINED_AT, "  number: 云政发〔2024〕5号", "  number: 云政发〔2024〕4号"),
    "variant-origin": Spoiled(EXPLAINED_AT, "  from: heading", "  from: 标题"),
    "link-broken": Spoiled(FLOOD_AT, "(yzf-2024-5.md)", "(yzf-2024-55.md)"),
    "alias-duplicate": Spoiled(FLOOD_AT, "source:", "aliases: [old/6/, /old/6]\nsource:"),
    "alias-malformed": Spoiled(FLOOD_AT, "source:", "aliases: [../old]\nsource:"),
    "alias-taken": Spoiled(FLOOD_AT, "source:", "aliases: [yzf/2024/5/]\nsource:"),
    "instrument-missing": Spoiled(GREEN_AT, "- title: 云州市城市绿化办法", "- title: 云州市公园管理规定"),
    "attachment-missing": Spoiled(GREEN_AT, "  omitted: true", "  omitted: false", 30),
    "task-departments": Spoiled(GREEN_AT, "departments:\n- 市园林局", "departments:\n- 市建设局", 45),
    "line-outside": Spoiled(GREEN_AT, "- line: 25", "- line: 52"),
    "action-unknown": Spoiled(PEOPLE_AT, "- action: appoint", "- action: promote"),
    "person-missing": Spoiled(PEOPLE_AT, "  person: 王小明", "  person: null"),
    "position-missing": Spoiled(PEOPLE_AT, "  positions:\n  - 云州市水利局副局长\n", "  positions: []\n"),
    "table-body": Spoiled(TABLE_AT, "| --- | --- | --- |\n", "", 19),
    "table-ragged": Spoiled(TABLE_AT, "| 2 | 改造公园 |  |", "| 2 | 改造公园 |"),
    "table-columns": Spoiled(TABLE_AT, "- 单位\n", "- 责任单位\n", 8),
    "table-rows": Spoiled(TABLE_AT, "rows: 3", "rows: 5"),
    "table-span": Spoiled(TABLE_AT, "row: 2, column: 3, rows: 2", "row: 2, column: 3, rows: 3"),
    "table-unplaced": Spoiled(GREEN_AT, "[绿化任务表](yzf-2024-5-table-1.md)\n", "", 47),
    "table-unlisted": Spoiled(f"{ISSUE}/yzf-2024-5-table-2.md", "", TABLE.replace("table-1", "table-2"), 6),
    "source-orphan": Spoiled("sources/2024-07.txt", "", "没有读过。\n"),
    "source-short": Spoiled(PRINTING_AT, "lines: [1, 9]", "lines: [1, 10]"),
    "reading-beside": Spoiled(f"{FLOOD_AT}.reading", "", FLOOD),
}

# The sentences a reader leaves in the warnings of a record.
SENTENCES = {
    "doubt-toc-body": "目录列有“云州市人民政府关于柳溪河禁渔的通告”，正文没有找到。",
    "doubt-before-first": "第一篇文件之前的这段文字不知属于何处，已单独保存，请核对。",
    "doubt-preface": "标题以上的这一行不是标题、文号或主送机关，已放在正文开头，请核对。",
    "doubt-title": "此处标题为“绿化任务清单”，而上文称“绿化任务表”，请核对。",
    "doubt-repeat": "“绿化”与上一行末尾重复，疑为换栏时重印，正文只留一处。",
    "doubt-repeat-break": "“责”在换行处印了两次，正文只留一处。",
    "doubt-appointment": "这一行没有读出任免：“王小明同志另有任用”，请核对。",
    "doubt-web-number": "网页的信息表写文号为“云政发〔2024〕8号”，正文为“云政发〔2024〕6号”，以正文为准。",
    "doubt-web-date": "网页的信息表写成文日期为“2024-05-19”，正文为“2024-05-18”，以正文为准。",
    "doubt-table-header": "该表没有表头，列名为代拟",
    "doubt-table-continued": "续页的表头与首页不同，“任务”“单位”不在原来的列，其下各行疑为错位",
    "doubt-table-wide": "该行多出1格，已去掉其前的1个空格，各格所属的列须核对",
    "doubt-table-narrow": "该行只有2格，少于3列，缺的是哪一格须核对",
    "doubt-table-odd": "“公园”在“序号”一列，“12”在“任务”一列等，疑为错位",
    "doubt-table-serial": "“序号”由3跳到5，其间的序号或行疑已缺失",
    "doubt-file-revised": "文件里有修订标记，按接受全部修订后的文字收录，原件里有修订前的文字。",
    "doubt-file-hidden": "文件里有隐藏的文字，没有收录，见原件。",
    "doubt-file-comments": "文件里有批注，没有收录，见原件。",
    "doubt-file-notes": "脚注原在各页之下，移到全文之后，用方括号里的数字对应。",
    "doubt-file-header": "各页重复的页眉“云州市人民政府公报”没有逐页收进文字，见原件。",
    "doubt-file-lost": "这一行有2个字认不出来，暂记为〓，须对照原件补上。",
    "doubt-file-scanned": "PDF第3页没有文字层，只有图片，须用OCR识别后补上。",
    "doubt-file-slanted": "PDF第3页有12个斜排的字（多为水印），没有收进文字，见原件。",
    "doubt-other": "待核。",
}
SPOILED |= {code: Spoiled(OTHER_AT, "", OTHER.replace("待核。", text), 9) for code, text in SENTENCES.items()}
