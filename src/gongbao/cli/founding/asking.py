"""Questions to the person at the terminal, with what is suggested; or none, and the suggestions are the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from gongbao.cli.founding.charter import AnswerError
from gongbao.errors import GongbaoError

Answer = TypeVar("Answer")
NOTHING = "无"  # takes a suggestion away: an empty answer takes it


@dataclass(frozen=True)
class Question:
    """What is asked, the option that answers it beforehand, and what is suggested."""

    text: str
    option: str
    suggested: str = ""
    example: str = ""


@dataclass(frozen=True)
class Asker:
    """Asks with `listen` (a prompt to an answer, as input does); without it nobody is asked."""

    listen: Callable[[str], str] | None

    def ask(self, question: Question, given: str | None, read: Callable[[str], Answer]) -> Answer:
        """What `read` makes of the option's value, else of the person's answer, else of the suggestion."""
        if given is not None or self.listen is None:
            try:
                return read((question.suggested if given is None else given).strip())
            except AnswerError as doubt:
                raise GongbaoError(f"{question.option}：{doubt}") from doubt
        while True:
            try:
                return read(self._heard(self.listen(_prompt(question)), question))
            except AnswerError as doubt:
                print(f"  {doubt}")

    def agrees(self, text: str) -> bool:
        """Whether the person wants it; nobody who is not asked objects."""
        while self.listen is not None:
            heard = self.listen(f"{text}（是/否）[是]：").strip().lower()
            if heard in ("", "是", "y", "yes"):
                return True
            if heard in ("否", "n", "no"):
                return False
        return True

    def _heard(self, answer: str, question: Question) -> str:
        answer = answer.strip()
        return "" if answer == NOTHING else answer or question.suggested


def _prompt(question: Question) -> str:
    example = f"（例如 {question.example}）" if question.example and not question.suggested else ""
    suggested = f"[{question.suggested}]" if question.suggested else ""
    return f"{question.text}{example}{suggested}："
