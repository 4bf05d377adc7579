"""Templates as code: as Jinja writes it, except that a value without a character of HTML is shown as it is.

Jinja makes a `Markup` of every value it shows, a copy that the page is then joined from and nobody else sees.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Markup, escape  # type: ignore[attr-defined]  # where compiled templates have them from


class Writer(CodeGenerator):
    """Writes the code of a template; what it shows is escaped by `shown`."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The module of a template, which finds `shown` wherever it is run: its code is kept from one build to the next."""
        self.writeline(f"from {__name__} import {shown.__name__}")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{shown.__name__}(")


def shown(value: object) -> str:
    """What `escape` makes of a value.

    >>> print(shown("第二十条 <甲> & 乙"), shown(Markup("<b>丙</b>")), shown(5))
    第二十条 &lt;甲&gt; &amp; 乙 <b>丙</b> 5
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]  # mypy does not narrow by type()
    if kind is not str:
        return str(escape(value))
    text: str = value  # type: ignore[assignment]
    # Five looks for one character each are quicker than one for any of them.
    plain = not ("&" in text or "<" in text or ">" in text or '"' in text or "'" in text)
    return text if plain else str(escape(text))
