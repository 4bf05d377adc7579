"""PDF with a text layer: what a reader sees on the page is what the lines say, or a sentence says why not."""

from __future__ import annotations

import sys
import zlib

import pytest

from gongbao.errors import SourceError
from gongbao.gazette import Gazette
from gongbao.model import Decree, Table
from gongbao.reading import formats, reader
from gongbao.reading.formats.pdf.worker import converted, numbered
from paper import Paper, Sheet, notice, stream, written

BODY = "为加强全市桥梁管理保障桥梁安全根据有关法律法规结合本市实际制定本办法桥梁管理单位应当每日巡查"


def told(paper: Paper) -> dict[str, object]:
    """What the worker says, without a process around it."""
    return converted(paper.pdf())


def lines(paper: Paper) -> list[str]:
    text = told(paper)["text"]
    assert isinstance(text, str)
    return [line for line in text.split("\n") if line]


def doubts(paper: Paper) -> list[str]:
    found = told(paper)["doubts"]
    assert isinstance(found, list)
    return [what for _, what in found]


def prose(start: int, count: int, width: int) -> list[str]:
    """Lines of one width that can be told apart, the first letter of each its number."""
    return [f"{chr(0x4E00 + start + at)}{(BODY * 2)[at : at + width - 1]}" for at in range(count)]


NOTICE = [
    "云州市人民政府关于加强桥梁管理的通知",
    "云政发〔2024〕5号",
    "各县（市、区）人民政府，市政府各部门、直属各单位：",
    "为加强全市桥梁管理，保障桥梁安全，根据有关法律、法规，结合本市实际，现将有关事项通知如下。",
    "一、加强日常巡查",
    "桥梁管理单位应当每日巡查，发现险情立即处置，并向所在地人民政府报告。",
    "云州市人民政府",
    "2024年3月1日",
]


# --- what a page says --------------------------------------------------------------------------------------------------


def test_wrapped_lines_are_paragraphs_again() -> None:
    assert lines(notice()) == NOTICE


def test_the_whole_way_to_a_record() -> None:
    data = notice().pdf()
    received = formats.receive(data, "来件.pdf")
    assert received.original == data
    assert received.suffix == ".pdf"
    record = reader.read(received.source, "来件.pdf", Gazette.default()).main
    assert isinstance(record, Decree)
    assert record.title == "云州市人民政府关于加强桥梁管理的通知"
    assert str(record.number) == "云政发〔2024〕5号"
    assert str(record.signed) == "2024-03-01"


def test_the_same_bytes_give_the_same_text() -> None:
    data = notice().pdf()
    assert formats.receive(data, "a.pdf") == formats.receive(data, "b.pdf")


def test_the_text_kept_is_read_as_the_document_was() -> None:
    """Records refer to lines of the text, so reading it again must give those lines, without the PDF."""
    text = formats.receive(notice().pdf(), "a.pdf").source
    assert formats.receive(text, "a.txt").source == text
    assert [line.text for line in formats.read_source(text, "a.txt").lines if line.text] == NOTICE


def test_a_paragraph_over_a_page_is_one_and_the_page_mark_follows_it() -> None:
    paper = Paper()
    paper.sheet().column(80, 100, prose(1, 3, 26)).write(290, 800, "— 1 —")
    paper.sheet().column(80, 100, [*prose(4, 2, 26), "完。"]).write(290, 800, "— 2 —")
    first, mark, last = lines(paper)
    assert first == "".join([*prose(1, 3, 26), *prose(4, 2, 26), "完。"])
    assert (mark, last) == ("— 1 —", "\f— 2 —")


def test_pages_are_known_of_every_line() -> None:
    paper = Paper()
    paper.sheet().write(80, 100, "第一章　总则")
    paper.sheet()
    paper.sheet().write(80, 100, "第二章　巡查").write(80, 140, "第三章　维修")
    text = formats.receive(paper.pdf(), "a.pdf").source.decode()
    assert formats.pages(text)[:3] == (1, 3, 3)
    assert [line.text for line in formats.read_source(text.encode(), "a").lines][:2] == ["第一章　总则", "第二章　巡查"]


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["7", "8", "9"], ["1/3", "2/3", "3/3"], ["·１·", "·２·", "·３·"]])
def test_page_numbers_are_page_marks(numbers: list[str]) -> None:
    paper = Paper()
    for at, number in enumerate(numbers):
        paper.sheet().column(80, 100, prose(9 * at, 3, 20)).write(290, 800, number, 12)
    marks = [line.strip("\f") for line in lines(paper) if line.strip("\f").startswith("—")]
    first = 7 if numbers[0] == "7" else 1
    assert marks == [f"— {first + at} —" for at in range(3)]


def test_a_figure_alone_at_the_end_of_a_page_is_no_page_number() -> None:
    paper = Paper()
    paper.sheet().write(80, 100, "全市桥梁座数如下").write(80, 130, "120")
    paper.sheet().write(80, 100, "全市隧道座数如下").write(80, 130, "35")
    assert [line.strip("\f") for line in lines(paper)] == ["全市桥梁座数如下", "120", "全市隧道座数如下", "35"]


def headed(paper: Paper, words: str, page: int) -> Sheet:
    return paper.sheet().write(60, 50, words, 10).write(500, 50, str(page), 10).column(80, 100, prose(9 * page, 3, 26))


def test_running_heads_go_and_it_is_said() -> None:
    paper = Paper()
    for page in range(1, 5):
        headed(paper, "云州市行政规范性文件", page)
    assert not [line for line in lines(paper) if "规范性" in line]
    assert doubts(paper) == ["各页重复的页眉“云州市行政规范性文件”没有逐页收进文字，见原件。"]


def test_a_running_head_that_names_the_issue_stays_once() -> None:
    paper = Paper()
    for page in range(1, 5):
        headed(paper, "云州市人民政府公报2024年第3期", page)
    assert sum("第3期" in line for line in lines(paper)) == 1


def test_labels_of_attachments_are_no_running_heads() -> None:
    paper = Paper()
    for _ in range(4):
        paper.sheet().write(80, 80, "附件").column(80, 120, prose(3, 3, 26))
    assert sum(line.strip("\f") == "附件" for line in lines(paper)) == 4


def test_titles_at_the_top_of_pages_are_no_running_heads() -> None:
    paper = Paper()
    for page in range(4):
        sheet = paper.sheet().write(150, 80, "云州市人民政府办公室", 22)
        sheet.write(130, 115, f"关于{'甲乙丙丁'[page]}事的通知", 22).column(80, 200, prose(9 * page, 4, 26))
    assert sum(line.strip("\f") == "云州市人民政府办公室" for line in lines(paper)) == 4


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Paper()
    sheet = paper.sheet().write(150, 80, "云州市桥梁管理办法（二〇二四年）", 20)
    left, right = prose(1, 12, 17), prose(20, 12, 17)
    sheet.column(50, 140, left, 13).column(310, 140, right, 13)
    assert lines(paper) == ["云州市桥梁管理办法（二〇二四年）", "".join([*left, *right])]


def test_two_signatures_side_by_side_are_no_columns() -> None:
    paper = notice()
    paper.sheets[0].write(80, 420, "云州市教育局")
    assert "云州市教育局　云州市人民政府" in lines(paper)


def test_letters_spread_over_a_line_are_words_and_typed_gaps_stay() -> None:
    paper = Paper()
    sheet = paper.sheet()
    for at, letter in enumerate("加大创业信贷支持"):
        sheet.write(80 + 22 * at, 100, letter)
    sheet.write(80, 140, "陈云飞").write(170, 140, "市司法局")
    sheet.write(80, 180, "Smart").write(126, 180, "City")
    assert lines(paper) == ["加大创业信贷支持", "陈云飞　市司法局", "Smart City"]


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    paper = Paper()
    paper.sheet().write(80, 100, "一一对应").write(80.6, 100, "一一对应")
    assert lines(paper) == ["一一对应"]


def test_a_watermark_is_left_out_and_it_is_said() -> None:
    paper = notice()
    paper.sheets[0].letters |= {"样"}
    paper.sheets[0].raw(f"BT /F 60 Tf 0.7 0.7 -0.7 0.7 200 400 Tm <{ord('样'):04x}> Tj ET")
    assert lines(paper) == NOTICE
    assert doubts(paper) == ["PDF第1页有1个斜排的字（多为水印），没有收进文字，见原件。"]


def test_a_sheet_printed_sideways_is_read() -> None:
    paper = Paper()
    sheet = paper.sheet()
    for row, text in enumerate(("云州市桥梁名录", "东桥长三十米")):
        for at, letter in enumerate(text):
            sheet.letters.add(letter)
            sheet.raw(f"BT /F 16 Tf 0 1 -1 0 {100 + 40 * row} {100 + 16 * at} Tm <{ord(letter):04x}> Tj ET")
    assert lines(paper) == ["云州市桥梁名录", "东桥长三十米"]


# --- tables ------------------------------------------------------------------------------------------------------------


def test_a_ruled_table_gives_rows_and_becomes_a_table() -> None:
    paper = notice()
    sheet = paper.sheet().write(80, 80, "附件").write(200, 120, "云州市桥梁维修任务表", 20)
    rows: list[list[str | None]] = [["序号", "任务", "责任单位"], ["1", "巡查", ""], ["2", "维修", "市建设局"]]
    sheet.grid((80, 150), [60, 200, 150], rows)
    assert lines(paper)[-3:] == ["序号\t任务\t责任单位", "1\t巡查\t", "2\t维修\t市建设局"]
    received = formats.receive(paper.pdf(), "a.pdf")
    tables = [one for one in reader.read(received.source, "a", Gazette.default()).records if isinstance(one, Table)]
    assert [(table.columns, table.rows) for table in tables] == [(("序号", "任务", "责任单位"), 2)]


def test_a_cell_that_covers_its_neighbour_leaves_it_blank() -> None:
    paper = Paper()
    paper.sheet().grid((80, 150), [60, 200, 150], [["序号", "任务", "单位"], ["合计", None, "三项"], ["", "丁", "戊"]])
    assert lines(paper) == ["序号\t任务\t单位", "合计\t\t三项", "\u3000\t丁\t戊"]


def test_a_frame_around_text_is_no_table() -> None:
    paper = Paper()
    paper.sheet().grid((60, 60), [470], [["云州市人民政府办公室文件"]])
    assert lines(paper) == ["云州市人民政府办公室文件"]


# --- fonts -------------------------------------------------------------------------------------------------------------


def with_texts(text: str, texts: dict[str, str]) -> list[str]:
    """The lines of a page whose font tells another text for some letters than it draws."""
    paper = Paper(texts=texts)
    paper.sheet().write(80, 100, text)
    return lines(paper)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ({"一": "⼀", "大": "⼤"}, "一、大桥"),
        ({"一": "\u2f00"}, "一、大桥"),
        ({"、": "ꎬ"}, "一，大桥"),
        ({"大": "\uf900"}, "一、豈桥"),
        ({"桥": "\ue123"}, "一、大〓"),
        ({"桥": "\U001001b0"}, "一、大〓"),
    ],
)
def test_letters_that_fonts_spoil(texts: dict[str, str], wanted: str) -> None:
    assert with_texts("一、大桥", texts) == [wanted]


@pytest.mark.parametrize(("opens", "closes"), [("ʍ", "ʎ"), ("\ue001", "\ue002"), ("﹝", "﹞"), ("〔", "〕")])
def test_brackets_around_the_year_of_a_number(opens: str, closes: str) -> None:
    assert with_texts("云政发〔2024〕5号", {"〔": opens, "〕": closes}) == ["云政发〔2024〕5号"]


def test_letters_without_any_text_are_said_to_be_lost() -> None:
    paper = Paper(mapped=False)
    paper.sheet().write(80, 100, "云州")
    assert lines(paper) == ["〓〓"]
    assert doubts(paper) == ["PDF第1页有2个字认不出来，暂记为〓，须对照原件补上。"]


# --- what cannot be read -----------------------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        formats.receive(data, "来件.pdf")
    message = str(caught.value)
    assert message.startswith("来件.pdf：")
    assert message.count("。") == 1
    return message


def test_pictures_only() -> None:
    paper = Paper()
    for _ in range(3):
        paper.sheet().picture()
    assert "第1—3页只有图片" in refused(paper.pdf())
    assert "OCR" in refused(paper.pdf())


def test_letters_turned_into_drawings() -> None:
    paper = Paper()
    paper.sheet().raw("0 0 m 9 9 20 20 30 0 c S " * 60)
    assert "OCR" in refused(paper.pdf())


def test_blank_pages() -> None:
    paper = Paper()
    paper.sheet()
    assert "没有文字，也没有图片" in refused(paper.pdf())


def test_one_page_of_pictures_is_a_doubt_where_it_stands() -> None:
    paper = notice()
    paper.sheet().picture()
    paper.sheet().write(80, 100, "附件材料另行印发")
    assert doubts(paper) == ["PDF第2页没有文字层，只有图片，须用OCR识别后补上。"]
    received = formats.receive(paper.pdf(), "a.pdf")
    reading = reader.with_doubts(reader.read(received.source, "a", Gazette.default()), received.doubts)
    assert any("第2页没有文字层" in doubt.what for doubt in reading.main.warnings)


def test_pages_are_named_in_runs() -> None:
    assert numbered([1, 2, 3, 7, 9, 10]) == "第1—3、7、9—10页"


def test_a_password() -> None:
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]
    key = "<" + "5a" * 32 + ">"
    lock = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O {key}/U {key}/P -4>>"
    assert "密码" in refused(written(objects, lock))


def test_no_page() -> None:
    assert "没有一页" in refused(written(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]))


def looping() -> dict[str, bytes]:
    """Files that lead in circles: their pages, their table of places, a form that draws itself."""
    catalog = "<</Type/Catalog/Pages 2 0 R>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>"
    form = stream("/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>")
    drawn = [catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, form, stream("/X Do " * 30)]
    circle = written([catalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"])
    places = written([catalog, "<</Type/Pages/Kids[]/Count 0>>"], "/Prev 9")
    length = "<</Length 5 0 R>>\nstream\nq\nendstream"
    own = written([catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, form, length])
    indirect = written(["<</Type/Catalog/Pages 2 0 R>>", "2 0 R"])
    return {"pages": circle, "places": places, "form": written(drawn), "length": own, "reference": indirect}


@pytest.mark.parametrize("kind", sorted(looping()))
def test_circles_come_to_an_end(kind: str) -> None:
    refused(looping()[kind])


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", notice().pdf()[:600], b"%PDF-1.7\n" + b"\xff" * 999]
)
def test_damaged_files(data: bytes) -> None:
    refused(data)


def test_a_stream_that_unpacks_to_gigabytes() -> None:
    packed = zlib.compress(bytes(50_000_000), 9)
    twice = zlib.compress(packed * 40, 9)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    content = stream(twice.decode("latin-1"), "/Filter[/FlateDecode/FlateDecode]")
    refused(written(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content]))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(SourceError, match=r'pip install "gongbao\[pdf\]"'):
        formats.receive(notice().pdf(), "来件.pdf")


def test_text_that_speaks_of_pdf_is_text() -> None:
    text = "云州市档案馆：文件以%PDF-1.7开头。".encode()
    assert formats.receive(text, "a.txt") == formats.Received(text)
