"""The calendar file: read back by another program, whatever the names hold."""

import datetime as dt

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samenwerk.due import ics
from samenwerk.due.item import Item, Kind
from samenwerk.form import forms
from samenwerk.i18n import Text, Texts

TODAY = dt.date(2026, 11, 22)
LAW = forms()["openbaar-lichaam"].legal_person.source
HOSTILE = [
    "Eén\nTwee\r\nDrie",
    "a,b;c\\d\\n:e",
    "BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT",
    "END:VCALENDAR",
    "links \u202e naar rechts \u2066",
    "\x1b[31mrood\x07",
    "naam" * 400,
    "é😀\u0301" * 60,
    "   ",
    '"quoted"; X-A=1:',
]


def item(name: str = "Energieloket", **changes) -> Item:
    what = Text("Evalueer deze samenwerking", "Review this partnership")
    facts = {
        "date": dt.date(2027, 9, 15),
        "kind": Kind.REVIEW,
        "partnership": "loket",
        "name": name,
        "what": what,
    }
    return Item(**(facts | changes))


def made(*items: Item, language: str = "nl") -> str:
    return ics.as_ics(items, Texts(language), "gemeente-voorbeeld", TODAY)


def events(text: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.errors == []
    found = calendar.walk("VEVENT")
    assert all(event.errors == [] for event in found)
    return found


def test_an_event_is_all_day_and_has_what_outlook_needs() -> None:
    (event,) = events(made(item(who="beleidsadviseur energie")))
    assert event.decoded("DTSTART") == dt.date(2027, 9, 15)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event.decoded("DTEND") == dt.date(2027, 9, 16)
    assert event.decoded("DTSTAMP") == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert event["SUMMARY"] == "Energieloket: Evalueer deze samenwerking"
    assert event["DESCRIPTION"].split("\n") == [
        "Samenwerking: Energieloket (loket)",
        "Wie: beleidsadviseur energie",
    ]
    assert event["CATEGORIES"].cats == ["Samenwerkingen"]
    assert event["TRANSP"] == "TRANSPARENT"
    assert "VALARM" not in made(item())


def test_the_calendar_says_who_made_it() -> None:
    calendar = icalendar.Calendar.from_ical(made(item()))
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"].startswith("-//samenwerk//")
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Samenwerkingen"


def test_in_english_too() -> None:
    (event,) = events(made(item(), language="en"))
    assert event["SUMMARY"] == "Energieloket: Review this partnership"


def test_the_law_is_named_with_its_address_and_what_this_is_not() -> None:
    explanation = Text("De laatste dag is 29 april.", "The last day is 29 April.")
    (event,) = events(made(item(source=LAW, explanation=explanation)))
    assert event["URL"] == LAW.url
    assert event["DESCRIPTION"].split("\n")[1:] == [
        "De laatste dag is 29 april.",
        f"Bron: Wgr, artikel 8, lid 1. {LAW.url}",
        "Geen juridisch advies. Tekst nagegaan op 22 november 2026.",
    ]


def test_what_is_overdue_says_so() -> None:
    (late,) = events(made(item(date=TODAY - dt.timedelta(days=1))))
    (today,) = events(made(item(date=TODAY)))
    assert "Dit is te laat." in late["DESCRIPTION"]
    assert "te laat" not in today["DESCRIPTION"]


@pytest.mark.parametrize("day", [dt.date(2026, 12, 31), dt.date(2028, 2, 29), dt.date(2028, 2, 28)])
def test_an_event_ends_the_day_after_also_at_the_end_of_a_month(day: dt.date) -> None:
    (event,) = events(made(item(date=day)))
    assert event.decoded("DTEND") - event.decoded("DTSTART") == dt.timedelta(days=1)


def test_without_anything_due_there_is_a_calendar_without_events() -> None:
    assert events(made()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_one_event(name: str) -> None:
    assert_is_one_event(name)


@example("\r")
@example("\\n")
@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_name_stays_one_event(name: str) -> None:
    assert_is_one_event(name)


def assert_is_one_event(name: str) -> None:
    text = made(item(name, who=name), item())
    first, second = events(text)
    assert first["UID"] == second["UID"] == item().uid("gemeente-voorbeeld")
    assert second["SUMMARY"] == "Energieloket: Evalueer deze samenwerking"
    summary = f"{name}: Evalueer deze samenwerking"
    if name.isprintable() and "::" not in summary and "##" not in name:  # commands to a CI system
        assert first["SUMMARY"] == summary
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not {"\r", "\n", "\x1b", "\u202e"} & set("".join(lines))
