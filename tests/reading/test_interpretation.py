"""政策解读: which decree it explains, and whom to call."""

from __future__ import annotations

import pytest

from gongbao.model import Contact, Decree, Instrument, Interprets, SourceRef
from gongbao.reading.interpretation import contact, explains, resolve

HERE = SourceRef("x.txt", (1, 9))
NAME = "云州市河道管理办法"


@pytest.mark.parametrize(
    "texts",
    [
        ["解读机关：云州市水利局", "解读人：王立新", "联系电话：0999－82012345"],
        ["（一）解读单位：云州市水利局", "（二）解读人：王立新", "（三）联系电话：0999－82012345"],
        ["一、解读部门：云州市水利局", "二、联系人：王立新", "三、联系方式：0999－82012345"],
        ["1．解读机构：云州市水利局。", "2．解读人员：王立新", "3．咨询电话：0999－82012345。"],
        ["政策解读单位：云州市水利局；", "政策解读人：王立新；", "电话：0999－82012345"],
        ["解读机关：云州市水利局；解读人：王立新；联系电话：0999－82012345。"],
        ["解读机关：云州市水利局，联系人：王立新，咨询电话：0999－82012345"],
        ["（解读机关：云州市水利局，联系人：王立新，咨询电话：0999－82012345）"],
        ["解读机关：云州市水利局　解读人：王立新　联系电话：0999－82012345"],
        ["解读机关：云州市水利局解读人：王立新联系电话：0999－82012345"],  # as typography leaves it
        ["解读机关：云州市水利局", "联系人：王立新，联系电话：0999－82012345"],
    ],
)
def test_who_explains_and_whom_to_call(texts: list[str]) -> None:
    assert contact(["本办法施行后，河道管理更加规范。", *texts]) == Contact("云州市水利局", "王立新", "0999－82012345")


@pytest.mark.parametrize(
    ("texts", "want"),
    [
        (["解读机关：云州市水利局"], Contact("云州市水利局")),
        (["解读人：王立新（市水利局局长）"], Contact(person="王立新", post="市水利局局长")),
        (["联系电话：82012345、82012346"], Contact(phone="82012345、82012346")),
        (["解读机关：旧机关", "解读机关：云州市水利局"], Contact("云州市水利局")),  # the last is the imprint's
    ],
)
def test_what_is_not_printed_is_not_told(texts: list[str], want: Contact) -> None:
    assert contact(texts) == want


@pytest.mark.parametrize(
    "text", ["一、解读机关的职责", "由解读单位负责说明。", "申请人应填写联系电话。", "拨打12345咨询电话即可。"]
)
def test_talk_of_telephones_is_no_contact(text: str) -> None:
    assert contact([text]) is None


@pytest.mark.parametrize(
    "title",
    [
        f"《{NAME}》政策解读",
        f"《{NAME}》解读",
        f"关于《{NAME}》的政策解读",
        f"《{NAME}》的解读",
        f"《{NAME}》政策问答",
        f"一图读懂《{NAME}》",
        f"图解：《{NAME}》",
    ],
)
def test_the_heading_names_what_is_explained(title: str) -> None:
    assert explains(title, []) == Interprets(None, NAME, None)


@pytest.mark.parametrize(
    "opening",
    [
        f"近日，市政府印发了《{NAME}》（云政发〔2024〕9号，以下简称《办法》），现解读如下：",
        f"近日，市政府印发了《云州市人民政府关于印发〈{NAME}〉的通知》（云政发〔2024〕9号）。",
        f"《{NAME}》(云政发〔2024〕9号)已印发。",
    ],
)
def test_the_opening_gives_the_number(opening: str) -> None:
    assert explains(f"《{NAME}》政策解读", ["一、制定背景", opening]) == Interprets("云政发〔2024〕9号", NAME, None)


@pytest.mark.parametrize(
    "opening",
    [
        "根据《苍江省河道管理条例》（苍政发〔2020〕3号）制定。",
        f"《{NAME}》的制定依据是省政府文件（苍政发〔2020〕3号）。",
        f"《{NAME}》已经印发。",
    ],
)
def test_the_number_of_another_document_is_not_taken(opening: str) -> None:
    assert explains(f"《{NAME}》政策解读", [opening]).number is None


def test_without_a_name_in_the_heading_the_opening_tells() -> None:
    assert explains("政策解读", [f"现就《{NAME}》（云政发〔2024〕9号）解读如下。"]) == Interprets(
        "云政发〔2024〕9号", NAME, None
    )
    assert explains("政策解读", ["现将有关情况说明如下。"]) == Interprets(None, None, None)


def decree(id_: str, title: str, number: str | None = None, issues: str | None = None) -> Decree:
    instruments = (Instrument(issues, "管理办法", "instrument-1"),) if issues else ()
    return Decree(id_, title, HERE, number=number, instruments=instruments)


RULES = decree("yzf-2024-9", f"云州市人民政府关于印发{NAME}的通知", "云政发〔2024〕9号", NAME)
OTHER = decree("yzf-2024-10", "云州市人民政府关于表彰先进的决定", "云政发〔2024〕10号")
TWIN = decree("yzf-2024-11", f"云州市人民政府关于印发{NAME}的通知", "云政发〔2024〕11号", NAME)


@pytest.mark.parametrize(
    ("told", "decrees", "want"),
    [
        (Interprets("云政发〔2024〕9号", NAME), [OTHER, RULES, TWIN], "yzf-2024-9"),
        (Interprets(None, NAME), [OTHER, RULES], "yzf-2024-9"),  # by the instrument it issues
        (Interprets(None, OTHER.title), [OTHER, RULES], "yzf-2024-10"),  # by its own title
        (Interprets(None, NAME), [OTHER], None),
        (Interprets(None, NAME), [RULES, TWIN], None),
        (Interprets("云政发〔2023〕1号", NAME), [RULES], None),  # the number is another's
        (Interprets(None, None), [RULES], None),
    ],
)
def test_the_decree_of_the_issue(told: Interprets, decrees: list[Decree], want: str | None) -> None:
    found, _ = resolve(told, decrees)
    assert found.id == want
    assert found.title == told.title


def test_the_decree_found_gives_its_number() -> None:
    found, _ = resolve(Interprets(None, NAME), [RULES])
    assert found == Interprets("云政发〔2024〕9号", NAME, "yzf-2024-9")
