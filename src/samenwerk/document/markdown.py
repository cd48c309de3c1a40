"""Markdown that is ours, told apart from text out of files: what is not ours is always escaped."""

import re
from collections.abc import Container, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from samenwerk import escape
from samenwerk.i18n import Texts
from samenwerk.resources import packaged

if TYPE_CHECKING:
    from jinja2 import Environment

NONE = "–"  # in a cell where nothing is known or needed
_EMPTY_LINES = re.compile(r"\n{3,}")


class Markdown(str):
    """Finished Markdown. Every other text is data, and is escaped where it is printed."""

    __slots__ = ()


class Sentences:
    """Our own sentences as Markdown; what is filled in is escaped."""

    def __init__(self, texts: Texts) -> None:
        self.plain = texts
        self.language = texts.language

    def __call__(self, message: str, **facts: object) -> Markdown:
        return Markdown(self.plain(message, **_escaped(facts)))

    def plural(self, one: str, many: str, count: int, **facts: object) -> Markdown:
        return Markdown(self.plain.plural(one, many, count, **_escaped(facts)))

    def listed(self, names: Sequence[object]) -> Markdown:
        """`A, B and C`."""
        if len(names) < 2:
            return joined(names)
        texts = self
        return texts("{first} and {last}", first=joined(names[:-1], ", "), last=names[-1])


def _escaped(facts: dict[str, object]) -> dict[str, object]:
    return {name: md(fact) for name, fact in facts.items()}


def md(value: object) -> Markdown:
    """Escaped, unless it is Markdown of ours; None is nothing."""
    if isinstance(value, Markdown):
        return value
    return Markdown("" if value is None else escape.markdown(str(value)))


def paragraphs(text: str | None) -> Markdown:
    return Markdown(escape.markdown_paragraphs(text)) if text else Markdown()


def joined(parts: Iterable[object], separator: str = "") -> Markdown:
    """The parts that say something, with our own separator between them."""
    return Markdown(separator.join(text for part in parts if (text := md(part))))


def lines(parts: Iterable[object]) -> Markdown:
    """Under each other, inside a cell or an item."""
    return joined(parts, "<br>")


def strong(text: object) -> Markdown:
    return Markdown(f"**{md(text)}**")


def emphasis(text: object) -> Markdown:
    return Markdown(f"*{md(text)}*")


def bullets(items: Iterable[object]) -> Markdown:
    return Markdown("\n".join(f"- {text}" for item in items if (text := md(item))))


def table(
    headings: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    keep: int | None = None,
    amounts: Container[int] = (),
) -> Markdown:
    """A table; nothing if it has no rows. Behind the first `keep` columns, no empty ones.

    The columns that hold `amounts` are set to the right.
    """
    cells = [[md(cell) for cell in row] for row in rows]
    if not cells:
        return Markdown()
    always = len(headings) if keep is None else keep
    columns = range(len(headings))
    shown = [each for each in columns if each < always or any(row[each] for row in cells)]
    top: list[list[str]] = [
        [md(headings[each]) for each in shown],
        [_rule(each in amounts) for each in shown],
    ]
    below = [[row[each] or NONE for each in shown] for row in cells]
    return Markdown("\n".join(f"| {' | '.join(row)} |" for row in [*top, *below]))


def _rule(is_amount: bool) -> str:  # noqa: FBT001  # the only thing it says
    return "---:" if is_amount else "---"


def rendered(template: str, sentences: Sentences, **values: object) -> str:
    """A document from its template, with one empty line at most between its parts."""
    made = _environment().get_template(template).render(_=sentences, **values)
    return _EMPTY_LINES.sub("\n\n", made).strip("\n") + "\n"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(packaged("document") / "templates"),
        autoescape=False,  # noqa: S701  # that is for HTML; `finalize` escapes for Markdown
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalized(value: Any) -> str:
    return md(value)
