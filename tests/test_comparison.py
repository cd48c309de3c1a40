"""Ways to a green check without the work: each is found, with its code and in its place."""

import os
from functools import cache
from pathlib import Path

import pytest

from changes import Said, compare, difference, good
from dishonest import DISHONEST
from samenwerk.i18n import Texts
from samenwerk.report.text import line

EXPECTED = Path(__file__).parent / "examples" / "changes"
WRITE = bool(os.environ.get("SAMENWERK_WRITE_EXPECTED"))


@cache
def said_of(name: str) -> tuple[str, Said, int]:
    """What a reviewer sees, what is said of it, and the line where it must be said."""
    dishonest = DISHONEST[name]
    base = good()
    if dishonest.before:
        dishonest.before(base)
    head = type(base)(base)
    dishonest.change(head)
    shown = "\n".join(difference(base, head))
    number = head.line(dishonest.path, dishonest.on) if dishonest.on else 1
    return shown, compare(base, head, *dishonest.others), number


@pytest.mark.parametrize("name", DISHONEST)
def test_a_dishonest_change_is_found_in_its_place(name: str) -> None:
    dishonest = DISHONEST[name]
    _, said, number = said_of(name)
    assert (dishonest.code, dishonest.path, number) in said.places


@pytest.mark.parametrize("name", DISHONEST)
def test_what_is_said_of_it_reads_well(name: str) -> None:
    shown, said, _ = said_of(name)
    text = f"{shown}\n---\n{in_words(said, 'en')}---\n{in_words(said, 'nl')}"
    path = EXPECTED / f"{name}.expected"
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def in_words(said, language) -> str:
    """The findings and the summary, as a report shows them."""
    lines = [line(each, Texts(language)) for each in said.all]
    for section in said.comparison.sections:
        lines.append(section.heading.in_(language))
        lines += [f"- {each.in_(language)}" for each in section.lines]
    return "".join(f"{each}\n" for each in lines)


def test_each_expectation_belongs_to_a_change() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == set(DISHONEST)
