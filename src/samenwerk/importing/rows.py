"""All lines of a list: which are parties, and which are totals, notes or headings of a group."""

import re
from dataclasses import dataclass

from samenwerk.errors import N_, Refused
from samenwerk.importing.columns import Layout
from samenwerk.importing.found import Found
from samenwerk.importing.heading import NAME
from samenwerk.importing.plain import words
from samenwerk.importing.row import PATHS, heading_of, read_line
from samenwerk.importing.sheet import Line

LONGEST_NAME = 200
_TOTAL = re.compile(r"(?:sub ?|eind)?tota(?:al|len|l|ls)\b.*|saldo|gemiddelde?")
_NOTE = re.compile(
    r"^(?:\*|\d?\)|bron:|toelichting:?|noot:?|opmerking:?|let op:?|note:?|source:)", re.IGNORECASE
)
_JOINT = r"(?:publiekrechtelijke verbonden partijen |1 )?gemeenschappelijke regelingen"
_GROUP = re.compile(
    rf"(?:\w )?(?:{_JOINT}|vennootschappen(?: en cooperaties)?|stichtingen(?: en verenigingen)?|"
    r"verenigingen|overige(?: verbonden partijen)?|deelnemingen|cooperaties|"
    r"(?:publiek|privaat)rechtelijke?(?: verbonden partijen| rechtspersonen)?)"
)
GROUP_HEADING = "Groep"


@dataclass(frozen=True)
class Left:
    """A line that is no party, word for word, and why: total, note, no-name, goes-on."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Rows:
    """The parties in the order of the list, and the lines that are none."""

    found: tuple[Found, ...]
    left: tuple[Left, ...]


def read_rows(name: str, layout: Layout, source: str) -> Rows:
    """What each line says; lines with the same name are put together."""
    found: dict[str, Found] = {}
    left: list[Left] = []
    group = last = ""
    for line in layout.rows:
        why = _why_left(layout, line)
        if why == "group":
            group = _text(line)
        elif why:
            if why == "no-name" and found:
                _keep_with(found[last], layout, line)
                why = "goes-on"
            left.append(Left(line.number, _text(line), why))
        else:
            made = read_line(layout, line, source)
            _in_group(made, group)
            last = _add(name, found, made)
    return Rows(tuple(found.values()), tuple(left))


def _keep_with(above: Found, layout: Layout, line: Line) -> None:
    """A line without a name goes on about the party above it: a merged cell, often."""
    for place in line.filled:
        above.keep(heading_of(place, layout.columns[place]), line.text(place))


def _add(file: str, found: dict[str, Found], made: Found) -> str:
    """Put a party with what was said of it before; the key under which it stands."""
    if len(made.name) > LONGEST_NAME:
        raise Refused(
            N_("{file}, line {line}: this name has {count} characters, and at most {limit} fit."),
            remedy=N_("Is this the column with the names? Say it with --map, or shorten the name."),
            file=file, line=made.line, count=len(made.name), limit=LONGEST_NAME,
        )  # fmt: skip
    key = words(made.name)
    there = found.setdefault(key, made)
    if there is not made:
        there.merge(made)
    return key


def _why_left(layout: Layout, line: Line) -> str:
    place = layout.place(NAME)
    name = line.text(place) if place is not None else ""
    folded = words(name)
    if len(line.filled) == 1 and _GROUP.fullmatch(words(_text(line))):
        return "group"
    if not folded:
        return "total" if _TOTAL.fullmatch(words(line.text(line.filled[0]))) else "no-name"
    if _TOTAL.fullmatch(folded):
        return "total"
    return "note" if len(line.filled) == 1 and _NOTE.match(name) else ""


def _in_group(found: Found, group: str) -> None:
    """A heading above a group of lines says something about each of them."""
    if not group:
        return
    if re.fullmatch(rf"(?:\w )?{_JOINT}", words(group)):
        found.facts.setdefault(PATHS["form"], "gemeenschappelijke-regeling")
    found.keep(GROUP_HEADING, group)


def _text(line: Line) -> str:
    return " | ".join(line.text(place) for place in line.filled)
