"""Sentences with which a command stops: each begins with the file or the folder it is about."""

from __future__ import annotations

from gongbao.checking.registry.code import Sentence

SENTENCES = (
    Sentence("add", "文件是空的", "来源里没有文字。", "换一个有内容的文件。"),
    Sentence(
        "add", "这是二进制文件（含有空字节），不是文字", "给的是程序、图片或别的二进制文件。", "先转换为文字，再读入。"
    ),
    Sentence("add", "不是文字", "给的是图片、PDF、压缩包等。", "照句中的说明先转换为文字。"),
    Sentence(
        "add",
        "已经收录（content/sources/",
        "同一期或同一份文件已有来源，而内容不同。",
        "是更正版的加 --replace；是另一种刊本的核对文号。",
    ),
    Sentence("add", "要另装一个部件", "读 DOCX 或 PDF 的部件没有安装。", "照句中的命令安装。"),
    Sentence("add", "已损坏，读不下去", "Word 文件损坏。", "重新取得文件，或用 Word 打开后另存。"),
    Sentence("add", "展开后过大", "Word 文件解开后过大。", "拆成几份再收。"),
    Sentence("add", "这份DOCX里没有文字", "Word 文件里只有图片。", "先识别为文字。"),
    Sentence("add", "这份PDF没有文字层", "PDF 是扫描件。", "先用 OCR 识别为文字。"),
    Sentence("add", "这份PDF超过", "PDF 过大。", "拆成几份再收。"),
    Sentence("add", "无法判断文件的编码", "既不是 UTF-8，也不像 GB18030。", "用 UTF-8 另存。"),
    Sentence("add", "的字符不完整，请重新取得或修复这个文件", "文件被截断或损坏。", "重新取得文件。"),
    Sentence("add", "这段文字里找不到公报的期号和目录", "文字里没有公报或文件的任何标志。", "检查是否拿错了文件。"),
    Sentence("add", "这是一个文件夹", "给的是文件夹。", "给出文件夹里的文件。"),
    Sentence("add", "没有这个文件", "文件名或路径不对。", "检查文件名和所在的文件夹。"),
    Sentence("add", "打不开这个文件", "没有读取权限，或链接成了圈。", "检查权限和链接。"),
    Sentence("add", "另一个 add 正在写入", "两个 add 同时运行。", "等前一个结束后再试。"),
    Sentence("add", "磁盘空间不足", "磁盘写满了；content/ 没有改动。", "腾出空间后再试。"),
    Sentence("add", "没有改动。请检查写入权限和磁盘", "content/ 不能写入。", "检查写入权限和磁盘。"),
    Sentence("add", "改动写到一半时停在", "写入途中磁盘出了故障。", "排除故障后再运行，程序会接着写完。"),
    Sentence("add", "读取记录已损坏", ".readings/ 里的文件被改坏。", "用 git 恢复它，或删去它。"),
    Sentence("add", "要写进同一个文件", "两条记录的编号会得到同一个文件名。", "给其中之一换一个编号。"),
    Sentence("check", "没有这个文件夹", "--content 指的文件夹不存在。", "检查 --content。"),
    Sentence("ledger", "没有叫“", "没有这个来源或期号。", "从句中列出的来源里选一个。"),
    Sentence(
        "build",
        "这里放着别的东西，不会覆盖",
        "--public 指的文件夹不是本程序生成的。",
        "清空它，或用 --public 另选一处。",
    ),
    Sentence("build", "这不是一个文件夹", "--public 指的是文件。", "移走它，或用 --public 另选一处。"),
    Sentence(
        "build",
        "两个页面要写进同一个地址",
        "系列代号或 aliases 相撞。",
        "检查 gazette.yml 里的系列代号和记录的 aliases。",
    ),
    Sentence("search", "”不是正整数", "--limit 后面不是正整数。", "写成 1、10 这样的数。"),
)
