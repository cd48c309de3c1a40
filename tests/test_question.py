"""A question in the words that fit: of the law, of what is new, and of what already runs."""

import datetime as dt
from typing import Any

import pytest

from gating import checklist, question
from samenwerk.checklist import FORM, INTAKE, Law, Question, ours
from samenwerk.i18n import Text


def asked(**changes: Any) -> Question:
    return checklist(question(**changes)).questions[0]


def text(words: str) -> dict[str, str]:
    return {"nl": words, "en": words}


def test_the_checklists_that_the_code_knows_by_name_are_there() -> None:
    assert not any(each.is_verdict for each in ours()[INTAKE].questions)
    assert any(each.is_legal for each in ours()[FORM].questions)


@pytest.mark.parametrize(
    ("passes", "verdicts"),
    [
        (["met"], ("met", "partly", "not-met")),
        (["met", "not-applicable"], ("met", "partly", "not-met", "not-applicable")),
    ],
)
def test_not_applicable_is_offered_only_where_it_passes(
    passes: list[str], verdicts: tuple[str, ...]
) -> None:
    assert asked(passes=passes).verdicts == verdicts


def test_what_already_runs_may_be_asked_in_other_words() -> None:
    one = asked(help=text("help"), inherited={"ask": text("again?"), "help": text("more")})
    assert one.asked_as(inherited=True) == Text(**text("again?"))
    assert one.asked_as(inherited=False) == Text("Vraag?", "Question?")
    assert one.helped_as(inherited=True) == Text(**text("more"))
    assert one.helped_as(inherited=False) == Text(**text("help"))


def test_what_has_no_other_words_keeps_its_own() -> None:
    one = asked(help=text("help"), inherited={"ask": text("again?")})
    assert one.helped_as(inherited=True) == Text(**text("help"))
    assert asked(help=text("help")).helped_as(inherited=True) == Text(**text("help"))


@pytest.mark.parametrize(
    ("paragraph", "place"), [(None, "Wgr, article 8"), ("2", "Wgr, article 8, paragraph 2")]
)
def test_the_law_is_named_with_its_article(paragraph: str | None, place: str) -> None:
    law = Law(law="Wgr", article="8", paragraph=paragraph, url="x", checked=dt.date(2026, 11, 22))
    assert law.note.en == f"{place}. No legal advice; text checked on 22 November 2026."
