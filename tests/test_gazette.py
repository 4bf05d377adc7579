"""gazette.yml: what it may say, and the sentence for each thing it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongbao.errors import GazetteError
from gongbao.gazette import POSITIONS, Gazette

GOOD = """\
name: 某市人民政府公报
place: 某市
address: https://example.org/gongbao/
issuers:
- name: 某市人民政府
  short: 市政府
- name: 某市人民政府办公室
  short: 市政府办公室
  aliases: [市府办]
series:
- {text: 某政发, code: mzf, issuer: 某市人民政府}
- {text: 某政办发, code: mzbf, issuer: 市府办}
sections:
- text: 市政府文件
  kind: decree
departments:
- name: 市财政局
  aliases: [财政局, 市财政]
positions: [局长, 副局长]
"""


def load(folder: Path, text: str) -> Gazette:
    """The gazette of a text."""
    file = folder / "gazette.yml"
    file.write_text(text, encoding="utf-8")
    return Gazette.load(file)


def test_a_gazette_says_what_its_file_says(tmp_path: Path) -> None:
    gazette = load(tmp_path, GOOD)
    assert gazette.name == gazette.title == "某市人民政府公报"
    assert dict(gazette.codes) == {"某政发": "mzf", "某政办发": "mzbf"}
    assert gazette.issuer_of("某政办发") == "某市人民政府办公室"
    assert gazette.issuer_of("某政字") is None
    assert gazette.issuer("市政府") == "某市人民政府"
    assert gazette.department("财政局") == gazette.department("市财政局") == "市财政局"
    assert gazette.department("教育局") is None
    assert gazette.section_kind("市政府文件") == "decree"
    assert gazette.section_kind("要闻") is None
    assert gazette.positions == ("副局长", "局长")


def test_without_a_file_there_are_only_the_words_of_the_genre() -> None:
    gazette = Gazette.default()
    assert (gazette.name, gazette.codes, gazette.departments) == ("", {}, ())
    assert {"局长", "副局长", "主任", "校长", "总经理", "董事长", "秘书长"} <= set(gazette.positions)
    assert gazette.positions.index("副局长") < gazette.positions.index("局长")


def test_positions_may_be_left_to_the_program(tmp_path: Path) -> None:
    assert load(tmp_path, "name: 某市人民政府公报\n").positions == POSITIONS


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("place:", "plcae:", ":2: [field-unknown] 未知的字段“plcae”，是否要写“place”？"),
        ("short: 市政府\n", "shrot: 市政府\n", ":6: [field-unknown] 未知的字段“shrot”，是否要写“short”？"),
        ("code: mzf", "cod: mzf", ":11: [field-unknown] 未知的字段“cod”，是否要写“code”？"),
        ("name: 某市人民政府公报\n", "", ":1: [field-missing] 缺少字段“name”。请补上这一项。"),
        ("place: 某市", "place: 2023", ":2: [field-type] “place”应是文字，不加引号的“2023”会被当作数字。"),
        ("[局长, 副局长]", "局长", ":19: [field-type] “positions”应是列表，读到的是文字“局长”。"),
        ("code: mzf", "code: MZF", ":11: [code] “某政发”的代号“MZF”不能用作编号。请只用小写字母和数字，例如 zf。"),
        ("code: mzf", "code: 某政", ":11: [code] “某政发”的代号“某政”不能用作编号。"),
        ("code: mzbf", "code: mzf", ":12: [repeated] series 里的“mzf”写了两次。请删去一处，或改成不同的写法。"),
        ("[市府办]", "[市政府]", ":7: [repeated] issuers 里的“市政府”写了两次。"),
        ("kind: decree", "kind: decre", ":15: [kind-unknown] 栏目“市政府文件”的种类“decre”不存在。是否要写“decree”？"),
        ("issuer: 市府办", "issuer: 市委办", ":12: [issuer-unknown] “某政办发”的发文机关“市委办”不在 issuers 里。"),
        ("https://", "", ":3: [address] 网站地址“example.org/gongbao/”不完整。请写成 https://… 的形式。"),
        ("place: 某市", "place: [某市", ":3: [yaml-broken] YAML 写法有误，读不下去。"),
        ("place: 某市", "place: &a 某市\ntitle: *a", ":3: [yaml-alias] YAML 里用了别名。"),
        ("place: 某市", f"place: {'[' * 300000}", ":2: [yaml-deep] YAML 嵌套过深。"),
        (GOOD, "", ":1: [empty] 文件是空的。"),
        (GOOD, "# 只有注释\n", ":1: [empty] 文件是空的。"),
        (GOOD, "- 公报\n", ":1: [field-type] 这里应是一组字段。"),
        (GOOD, "x" * 5_000_001, ":1: [too-large] 文件过大。"),
    ],
)
def test_what_a_gazette_may_not_say(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(GazetteError) as refused:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert f"{(tmp_path / 'gazette.yml').as_posix()}{sentence}" in str(refused.value)


def test_every_finding_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(GazetteError) as refused:
        load(tmp_path, GOOD.replace("place:", "plcae:").replace("code: mzf", "code: MZF"))
    assert len(str(refused.value).splitlines()) == 2


def test_files_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(GazetteError, match="文件读不出来"):
        Gazette.load(tmp_path / "gazette.yml")
    (tmp_path / "gazette.yml").write_bytes("name: 公报\nplace: ".encode() + "某市".encode("gbk"))
    with pytest.raises(GazetteError, match=r":2: \[not-utf8\] 这一行不是 UTF-8 编码。请用 UTF-8 编码另存。"):
        Gazette.load(tmp_path / "gazette.yml")
