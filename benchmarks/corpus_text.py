"""The text of an invented issue, as a gazette prints it, from the plan of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.corpus_body import NUMERALS, Words, articles, cells, invented, numbered, organs, sentence, task
from benchmarks.corpus_plan import PlannedDecree, PlannedIssue
from benchmarks.corpus_words import (
    ABOVE,
    ADJUNCTS,
    ARTICLED,
    COLUMNS,
    GIVEN,
    LAWS,
    POSTS,
    SUBJECTS,
    SURNAMES,
)


@dataclass(frozen=True)
class Writer:
    """Writes the texts of an archive; any issue alone, the same for the same seed."""

    words: Words
    issues: Sequence[PlannedIssue]
    seed: int

    def issue(self, place: int) -> str:
        """The text of an issue."""
        planned, random = self.issues[place], Random(f"{self.seed} text {place}")
        parts = [self._head(planned), *(self._decree(random, each, place) for each in planned.decrees)]
        parts += [self._explanation(random, each) for each in planned.explained]
        parts += [self._appointments(random, planned), self._catalogue(planned), self._explained(planned)]
        return "\n\n".join(part for part in [*parts, self._colophon(planned)] if part) + "\n"

    def lone(self, place: int) -> str | None:
        """The text of the decree that came alone after an issue."""
        decree = self.issues[place].lone
        return self._decree(Random(f"{self.seed} lone {place}"), decree, place) + "\n" if decree else None

    def _head(self, planned: PlannedIssue) -> str:
        gazette = self.words.gazette
        lines = [gazette.name, str(planned.year), f"第{planned.number:02d}期（总第{planned.place + 1}期）", "", "目 录"]
        page = 2
        for index, section in enumerate(("市政府文件", "市政府办公室文件")):
            own = [each for each in planned.decrees if each.series == index]
            lines += [f"【{section}】"] if own else []
            for each in own:
                lines.append(f"{each.title}（{each.number}） …… （{page}）")
                page += 3
        lines += ["【政策解读】"] if planned.explained else []
        lines += [f"{_explanation_title(each)} …… （{page}）" for each in planned.explained]
        lines += [f"{_moves_title(planned)} …… （{page + 1}）", f"{_catalogue_title(planned)} …… （{page + 2}）"]
        lines += [f"政策解读目录 …… （{page + 2}）"] if planned.explained else []
        return "\n".join(lines)

    def _decree(self, random: Random, decree: PlannedDecree, place: int) -> str:
        issuer = self.words.gazette.series[decree.series].issuer
        issuing = "关于印发" in decree.title
        sheets = random.choices((0, 1, 2), (6, 3, 1))[0]
        names = [
            f"{decree.signed.year}年{invented(random, self.words, 2)}{random.choice(SUBJECTS)}项目表"
            for _ in range(sheets)
        ]
        opening = self._opening(random, decree, place)
        if issuing:
            opening = f"《{decree.instrument}》已经市政府同意，现印发给你们，请认真贯彻执行。"
        body = self._body(random, decree, place)
        attached = [f"附件：{k}．{name}" if k == 1 else f"{k}．{name}" for k, name in enumerate(names, 1)]
        signature = [issuer, _chinese(decree.signed)]
        head = [decree.title, decree.number, "各县（市、区）人民政府，市政府各部门、直属各单位："]
        middle = (
            [opening, *attached, *signature, decree.instrument, *body]
            if issuing
            else [opening, *body, *attached, *signature]
        )
        sheet_texts = [self._sheet(random, name, k) for k, name in enumerate(names, 1)]
        return "\n\n".join([*head, *middle, *sheet_texts])

    def _opening(self, random: Random, decree: PlannedDecree, place: int) -> str:
        cited = "、".join(self._citation(random, decree, place) for _ in range(random.randint(1, 3)))
        return f"为做好{decree.instrument.removeprefix(self.words.gazette.place)}的有关工作，根据{cited}等规定，结合本市实际，提出如下意见。"

    def _body(self, random: Random, decree: PlannedDecree, place: int) -> list[str]:
        length, lines = random.randint(2000, 8000) - 300, []
        if "关于印发" in decree.title:
            lines.append(self._opening(random, decree, place).replace("提出如下意见", f"制定本{decree.type[-2:]}"))
        write = articles if decree.type.endswith(ARTICLED) and lines else numbered
        lines += write(random, self.words, length)
        if random.random() < 0.5:
            at = random.randrange(1, len(lines))
            lines.insert(at, f"{sentence(random, self.words)}具体按照{self._citation(random, decree, place)}执行。")
        return [*lines, *self._ending(random, decree, place)]

    def _ending(self, random: Random, decree: PlannedDecree, place: int) -> list[str]:
        own, kind = f"本{decree.type[-2:]}", random.random()
        from_ = decree.signed + timedelta(random.randint(20, 60))
        old = self._earlier(random, place)
        says = f"{own}自{_chinese(from_)}起施行"
        if old and kind < 0.07:
            return [f"{says}，原《{old.instrument}》（{old.number}）同时废止。"]
        if old and kind < 0.1:
            return [f"{says}。《{old.instrument}》（{old.number}）第三条修改为：“{sentence(random, self.words)}”"]
        if kind < 0.25:
            return [f"{says}，有效期至{from_.year + random.randint(1, 5)}年12月31日。"]
        if kind < 0.5:
            return [f"{says}。"]
        return [f"{own}自公布之日起施行。"] if kind < 0.65 else []

    def _citation(self, random: Random, decree: PlannedDecree, place: int) -> str:
        kind, old = random.random(), self._earlier(random, place)
        if kind < 0.4:
            return f"《{random.choice(LAWS)}》"
        if kind < 0.75 and old:
            return f"《{old.title}》（{old.number}）" if kind < 0.65 else old.number
        above, series = random.choice(ABOVE)
        year = decree.signed.year - random.randint(0, 3)
        topic = random.choice(SUBJECTS) + random.choice(ADJUNCTS)
        return f"《{above}关于加强{topic}工作的意见》（{series}〔{year}〕{random.randint(1, 60)}号）"

    def _earlier(self, random: Random, place: int) -> PlannedDecree | None:
        """A decree of an earlier issue, the recent ones oftener."""
        if place == 0:
            return None
        back = min(place, 1 + int(random.expovariate(1 / 40)))
        return random.choice(self.issues[place - back].decrees)

    def _sheet(self, random: Random, name: str, label: int) -> str:
        count = random.randint(4, 24)
        if random.random() < 0.3:
            columns: tuple[str, ...] = ("序号", "工作任务", "责任单位", "完成时限")
            rows = [
                [task(random, self.words), organs(random, self.words), f"{random.randint(1, 12)}月底"]
                for _ in range(count)
            ]
        else:
            columns = random.choice(COLUMNS)
            rows = [cells(random, self.words, columns[1:]) for _ in range(count)]
        lines = ["\t".join(columns), *("\t".join([str(k), *row]) for k, row in enumerate(rows, 1))]
        return f"附件{label}\n\n{name}\n\n" + "\n".join(lines)

    def _explanation(self, random: Random, decree: PlannedDecree) -> str:
        length = random.randint(2000, 5000)
        lead = f"《{decree.title}》（{decree.number}）已于近日发布，现解读如下："
        body = numbered(random, self.words, length)
        organ = random.choice([each.name for each in self.words.gazette.departments[:30]])
        phone = f"0573-8{random.randint(1000000, 9999999)}"
        contact = [
            f"{NUMERALS[9]}、解读机关、解读人及联系电话",
            f"解读机关：{organ}",
            f"解读人：{person(random)}",
            f"联系电话：{phone}",
        ]
        return "\n\n".join([_explanation_title(decree), lead, *body, *contact])

    def _appointments(self, random: Random, planned: PlannedIssue) -> str:
        lines = [_moves_title(planned), "任命："]
        lines += self._moves(random, planned.place, ("{}任{}；", random.randint(3, 9)))
        lines += ["免去：", *self._moves(random, planned.place, ("免去{}的{}职务；", random.randint(2, 7)))]
        return "\n\n".join(lines)

    def _moves(self, random: Random, place: int, form: tuple[str, int]) -> list[str]:
        moves = [form[0].format(*self._official(random, place)) for _ in range(form[1])]
        return [*moves[:-1], moves[-1].replace("；", "。")]

    def _official(self, random: Random, place: int) -> tuple[str, str]:
        """Somebody and a post: people come up some three times, within some years, most in one organ."""
        one = Random(f"{self.seed} official {int(place * 4 - random.expovariate(1 / 60))}")
        homes = [each.name for each in self.words.gazette.departments[:34]]
        name, home = person(one), one.choice(homes)
        return name, (home if random.random() < 0.7 else random.choice(homes)) + random.choice(POSTS)

    def _catalogue(self, planned: PlannedIssue) -> str:
        listed = sorted(
            (*planned.decrees, *planned.unprinted), key=lambda each: (each.series, each.signed, each.number)
        )
        return "\n".join([_catalogue_title(planned), "", *(f"{each.number}\t{each.title}" for each in listed)])

    def _explained(self, planned: PlannedIssue) -> str:
        return "\n\n".join(["政策解读目录", *map(_explanation_title, planned.explained)]) if planned.explained else ""

    def _colophon(self, planned: PlannedIssue) -> str:
        gazette = self.words.gazette
        name = f"{planned.year}年第{planned.number:02d}期（总第{planned.place + 1}期）"
        lines = [gazette.name, name, f"{_chinese(planned.published)}出版", "准印证：内准字第0001号"]
        return "\n\n".join([*lines, f"主办：{gazette.issuers[1].name}", "地址：市行政中心3号楼", "邮编：314050"])


def person(random: Random) -> str:
    """An invented name; now and then the same one again, of the same person or not."""
    return random.choice(SURNAMES) + "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2, 2, 2))))


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _explanation_title(decree: PlannedDecree) -> str:
    return f"《{decree.title}》政策解读"


def _moves_title(planned: PlannedIssue) -> str:
    return f"【市政府人事任免】（{planned.published.year}年{planned.published.month}月份）"


def _catalogue_title(planned: PlannedIssue) -> str:
    return f"{planned.published.year}年{planned.published.month}月份市政府、市政府办公室发文目录"
