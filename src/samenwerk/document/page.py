"""A document as one HTML page: to read, to print, and to paste into a word processor.

Made from the same Markdown. No script, nothing that is fetched, and no tag that is not ours.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from samenwerk.i18n import Language
from samenwerk.resources import packaged

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BREAK = "<br>"
_NOT_OURS = ["code", "fence", "html_block", "html_inline", "image", "lheading", "link", "reference"]
_LINK = re.compile(r"(?:https?://|mailto:)")
_REL = "noopener noreferrer nofollow"


def page(markdown: str, language: Language) -> str:
    """The whole page; its title is the first heading."""
    from jinja2 import Environment, FileSystemLoader

    reader = _reader()
    tokens = reader.parse(markdown)
    body = reader.renderer.render(list(_adapted(tokens)), reader.options, {})
    environment = Environment(
        loader=FileSystemLoader(packaged("document") / "templates"), autoescape=True
    )
    template = environment.get_template("page.html.j2")
    return template.render(language=language, title=_title(tokens), body=body) + "\n"


def _reader() -> "MarkdownIt":
    """Reads only what our own templates write."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_NOT_OURS)
    reader.validateLink = lambda url: bool(_LINK.match(url))  # type: ignore[method-assign]
    reader.inline.ruler.before("autolink", "line_break", _line_break)
    return reader


def _line_break(state: Any, silent: bool) -> bool:  # noqa: FBT001  # a rule of markdown-it
    """Our `<br>`; in text from files its `<` is escaped, and then it is no tag."""
    if not state.src.startswith(_BREAK, state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += len(_BREAK)
    return True


def _title(tokens: Sequence["Token"]) -> str:
    """The words of the first heading."""
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            return "".join(each.content for each in token.children or ())
    return ""


def _adapted(tokens: Sequence["Token"]) -> Iterator["Token"]:
    """A table without headings names its rows instead; links tell the other site nothing."""
    is_bare = is_skipped = is_first = False
    for number, token in enumerate(tokens):
        if token.type == "thead_open":
            is_bare = is_skipped = _is_empty_head(tokens[number:])
        is_first = token.type == "tr_open" or is_first
        if is_bare and is_first and token.type in {"td_open", "td_close"}:
            _name_row(token)
        is_first = is_first and token.type != "td_close"
        if not is_skipped:
            yield _with_safe_links(token)
        is_skipped = is_skipped and token.type != "thead_close"


def _is_empty_head(tokens: Sequence["Token"]) -> bool:
    end = next(number for number, token in enumerate(tokens) if token.type == "thead_close")
    return not any(token.content for token in tokens[:end])


def _name_row(token: "Token") -> None:
    token.tag = "th"
    if token.nesting == 1:
        token.attrSet("scope", "row")


def _with_safe_links(token: "Token") -> "Token":
    for child in token.children or ():
        if child.type == "link_open":
            child.attrSet("rel", _REL)
    return token
