"""How a summary names things: partnerships, dates, statuses, questions, in both languages."""

import datetime as dt
from collections.abc import Iterable

from samenwerk import display, formats
from samenwerk.comparison.pair import Pair
from samenwerk.errors import N_
from samenwerk.i18n import Text, both
from samenwerk.partnership import Decision
from samenwerk.surroundings import Surroundings
from samenwerk.yamlfile import Path


def line(pair: Pair, text: Text) -> Text:
    """What is said of one partnership, with its name and its id."""
    name = pair.after.partnership.name
    return Text(nl=f"{name} ({pair.id}): {text.nl}", en=f"{name} ({pair.id}): {text.en}")


def day(date: dt.date | None) -> Text:
    """A date the language's way; a dash for none."""
    if date is None:
        return Text("-", "-")
    return Text(nl=formats.date(date, "nl"), en=formats.date(date, "en"))


def chosen(path: Path, value: str) -> Text:
    """One value of a closed list of a partnership, by its label."""
    return display.choice_text("partnership", path, value)


def status(value: str) -> Text:
    return chosen(("status",), value)


def fact(path: str) -> Text:
    """The label of a fact by its dotted path."""
    steps: Path = tuple(int(step) if step.isdecimal() else step for step in path.split("."))
    return Text(
        nl=display.label("partnership", steps, "nl"), en=display.label("partnership", steps, "en")
    )


def decision(made: Decision) -> Text:
    """Who decided, when, and where that can be found."""
    body = chosen(("decisions", 0, "body"), made.body)
    if made.reference:
        message = N_("{status}, decided by {body} on {date}, reference {reference}.")
    else:
        message = N_("{status}, decided by {body} on {date}, without a reference.")
    return both(
        message,
        status=status(made.status),
        body=body,
        date=day(made.date),
        reference=made.reference,
    )


def questions(checklist: str, keys: Iterable[str], around: Surroundings) -> Text:
    """*Waarom samenwerken? (still-free, worth-it)*"""
    known = around.checklists.get(checklist)
    title = known.title if known else Text(checklist, checklist)
    named = ", ".join(keys)
    return Text(nl=f"{title.nl} ({named})", en=f"{title.en} ({named})")


def joined(texts: Iterable[Text]) -> Text:
    made = list(texts)
    return Text(nl="; ".join(each.nl for each in made), en="; ".join(each.en for each in made))
