"""`samenwerk list`: the partnerships in a table, or the ones you look for."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from samenwerk.display import Display
from samenwerk.errors import N_
from samenwerk.i18n import Texts
from samenwerk.listing import Listed, Listing
from samenwerk.partnership import Partnership
from samenwerk.schema import field
from samenwerk.session import Session, one_of
from samenwerk.terminal import NARROW, Terminal

Found = tuple[str, Partnership]  # with its id

# Below this width of the terminal the table keeps to what tells partnerships apart.
_WIDE = 110


def run(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=N_("Only with this status, such as active."))] = "",
    partner: Annotated[
        str, typer.Option(help=N_("Only with this organisation: its id or a part of its name."))
    ] = "",
    theme: Annotated[str, typer.Option(help=N_("Only with this theme, such as energy."))] = "",
    administrator: Annotated[
        str, typer.Option(help=N_("Only of this administrator: a part of the function."))
    ] = "",
) -> int:
    session: Session = ctx.obj
    _known_choice("--status", status, ("status",))
    _known_choice("--theme", theme, ("themes", 0))
    listing = Listing(session.register())
    display = Display("partnership", session.texts, listing.organisations)
    wanted = _Wanted(display, status, partner, theme, administrator)
    unreadable: list[Listed] = []
    rows = list(_rows(display, wanted.among(listing.partnerships(), unreadable)))
    _print(session.terminal, session.texts, rows)
    return session.left_out(listing, unreadable)


class _Wanted:
    """What the user looks for; empty means everything."""

    def __init__(
        self, display: Display, status: str, partner: str, theme: str, administrator: str
    ) -> None:
        self._display = display
        self._status = status
        self._partner = partner.casefold()
        self._theme = theme
        self._administrator = administrator.casefold()

    def among(self, every: Iterable[Listed], unreadable: list[Listed]) -> Iterator[Found]:
        """Those that fit; those that cannot be read are set apart."""
        for each in every:
            if each.partnership is None:
                unreadable.append(each)
            elif self._fits(each.partnership):
                yield each.id, each.partnership

    def _fits(self, partnership: Partnership) -> bool:
        return (
            self._status in {"", partnership.status.value}
            and (not self._theme or self._theme in partnership.themes)
            and self._administrator in (partnership.people.administrator or "").casefold()
            and any(self._is_partner(id) for id in (*partnership.organisations, ""))
        )

    def _is_partner(self, id: str) -> bool:
        if not self._partner:
            return True
        return bool(id) and (
            self._partner == id or self._partner in self._display.organisation(id).casefold()
        )


def _print(terminal: Terminal, texts: Texts, rows: list[tuple[str, ...]]) -> None:
    headings = (
        texts("Id"),
        texts("Status"),
        texts("Name"),
        texts("Partners"),
        texts("Administrator"),
    )
    is_table = terminal.is_terminal and terminal.width >= NARROW
    columns = len(headings) if not is_table or terminal.width >= _WIDE else 3
    terminal.table(headings[:columns], [row[:columns] for row in rows])


def _rows(display: Display, found: Iterable[Found]) -> Iterator[tuple[str, ...]]:
    for id, partnership in found:
        yield (
            id,
            display.value(("status",), partnership.status.value),
            partnership.name,
            ", ".join(display.organisation(id) for id in partnership.organisations),
            partnership.people.administrator or "",
        )


def _known_choice(option: str, value: str, path: tuple[str | int, ...]) -> None:
    allowed = field("partnership", path).node["enum"]
    if value:
        one_of(option, value, allowed)
