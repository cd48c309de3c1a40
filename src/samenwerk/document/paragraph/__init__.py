"""The paragraph about affiliated parties (*paragraaf verbonden partijen*, BBV art. 15)."""

from collections.abc import Sequence

from samenwerk.bbv.edition import Edition
from samenwerk.bbv.total import Unit
from samenwerk.document.markdown import rendered
from samenwerk.document.order import Order
from samenwerk.document.paragraph.parts import Parts
from samenwerk.document.paragraph.sheet import Sheet
from samenwerk.surroundings import Record


def as_paragraph(records: Sequence[Record], order: Order, edition: Edition, unit: Unit) -> str:
    """The paragraph as Markdown."""
    sheet = Sheet(order=order, edition=edition, unit=unit)
    return rendered("paragraph.md.j2", order.texts, parts=Parts(sheet, records))
