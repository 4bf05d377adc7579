"""Templates as code: what they show is escaped as Jinja escapes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from gongbao.site.templating import Writer, shown

MARKS = st.sampled_from(["<", ">", "&", '"', "'", "&amp;", "《", "云州", "\0", "\n"])
TEXTS = st.lists(MARKS | st.text(max_size=4), max_size=12).map("".join)
VALUES = TEXTS | TEXTS.map(Markup) | st.integers() | st.none() | st.booleans() | st.lists(TEXTS, max_size=3)


class Own(str):
    """A text of another kind that says by itself how it is shown."""

    def __html__(self) -> str:
        return "<b>云</b>"


@given(VALUES)
def test_any_value_is_shown_as_it_is_escaped(value: object) -> None:
    assert shown(value) == str(escape(value))


def test_values_that_know_their_html() -> None:
    assert shown(Own("<")) == "<b>云</b>"
    assert shown(Undefined()) == ""


def environments() -> Iterator[Environment]:
    for generator in (Environment.code_generator_class, Writer):
        made = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
        made.code_generator_class = generator
        yield made


TEMPLATES = {
    "page": "{% extends 'base' %}{% from 'macros' import bold %}"
    "{% block main %}{{ bold(text) }}{{ text ~ '<' }}{{ text | safe }}{% include 'part' %}{{ super() }}{% endblock %}",
    "base": "<title>{{ text }}</title>{% block main %}{{ '<&>' }}{{ number }}{% endblock %}",
    "macros": '{% macro bold(text) %}<b title="{{ text }}">{{ text | upper }}</b>{% endmacro %}',
    "part": "{% autoescape false %}{{ text }}{% endautoescape %}{% set told = text %}{{ told }}"
    "{% set block %}<i>{{ text }}</i>{% endset %}{{ block }}{% for each in text %}{{ loop.index }}{{ each }}{% endfor %}",
}


@given(TEXTS)
def test_a_page_comes_out_as_jinja_writes_it(text: str) -> None:
    stock, own = (made.get_template("page").render(text=text, number=5) for made in environments())
    assert own == stock


def test_what_is_missing_is_still_an_error() -> None:
    for made in environments():
        with pytest.raises(UndefinedError):
            made.get_template("base").render(number=5)
