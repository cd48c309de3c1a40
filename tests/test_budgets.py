"""The effort that is asked of a person, counted in prompts, everything included (DESIGN 4)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from conftest import Copy
from frontend import TODAY, Adviser, Asked, converse, own_register
from samenwerk import gate
from samenwerk.checklist import Weight
from samenwerk.interview.notebook import RecordNotebook
from samenwerk.register import Register
from samenwerk.weight import weigh

PARTNERS = ("gemeente-oudstad", "gemeente-dijkstede", "waterschap-vliet", "bouwer-bv")
END = "Wanneer eindigt de samenwerking?"
LIGHT = {"convenant": True, "none": True, "freely": True, END: "31-12-2027"}
STANDARD = {**LIGHT, END: "31-12-2029"}
# Two ways to be heavy: moving powers under a duty of the law, and a new legal person.
POWERS = {**STANDARD, "mandate": True, "special": True, "no": True, "fully": True}
LEGAL_PERSON = {**STANDARD, "convenant": False, "stichting": True}


class Counting(Adviser):
    """Answers properly, each prompt once; `asked` holds every prompt that there was."""

    def _choice(self, asked: Asked) -> Any:
        wanted = [each for each in asked.values if self.wanted.get(each)]
        heavy = [each for each in wanted if each not in LIGHT]
        if heavy and not self._is_next_item(asked):
            return heavy[0]
        return super()._choice(asked)


def new(copy: Copy, monkeypatch: pytest.MonkeyPatch, prompter: Counting) -> str:
    """`samenwerk new`, up to and with saving it; the id."""
    before = Register(copy.root).names()
    result = converse(monkeypatch, prompter, "new", "--register", str(copy.root))
    assert result.exit_code == 0, result.stderr
    (id,) = set(Register(copy.root).names()) - set(before)
    return id


def check(copy: Copy, monkeypatch: pytest.MonkeyPatch, id: str, prompter: Counting) -> None:
    """`samenwerk check ID`: as much as the gate asks for, and not more."""
    result = converse(monkeypatch, prompter, "check", id, "--register", str(copy.root))
    assert result.exit_code == 0, result.stderr


def spent(asked: Sequence[Asked]) -> str:
    """How many prompts there were at each place: what to look at when a budget is broken."""
    places = Counter(f"{each.ask.heading} · {each.ask.question}" for each in asked)
    lines = [f"{count:4} {place}" for place, count in places.items()]
    return "\n".join([f"{len(asked)} prompts", *lines])


def proper(partners: int, wanted: Mapping[str, Any]) -> Counting:
    return Counting(wanted=wanted, partners=PARTNERS[:partners])


def test_the_intake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prompter = proper(2, LIGHT)
    id = new(own_register(tmp_path), monkeypatch, prompter)
    partners = RecordNotebook(Register(tmp_path), id, TODAY).facts["partners"]
    assert partners == [{"organisations": [each]} for each in PARTNERS[:2]]
    count = len(prompter.asked)
    assert count <= 10, spent(prompter.asked)


@pytest.mark.parametrize(
    ("partners", "wanted", "weight", "budget"),
    [
        pytest.param(2, LIGHT, Weight.LIGHT, 45, id="light"),
        pytest.param(3, STANDARD, Weight.STANDARD, 90, id="standard"),
        pytest.param(4, POWERS, Weight.HEAVY, 130, id="heavy-powers"),
        pytest.param(4, LEGAL_PERSON, Weight.HEAVY, 130, id="heavy-legal-person"),
    ],
)
def test_intake_and_front_end(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    partners: int,
    wanted: Mapping[str, Any],
    weight: Weight,
    budget: int,
) -> None:
    copy = own_register(tmp_path)
    prompter = proper(partners, wanted)
    id = new(copy, monkeypatch, prompter)
    check(copy, monkeypatch, id, prompter)
    book = RecordNotebook(Register(copy.root), id, TODAY)
    state = gate.judge(book.record, book.surroundings)
    assert state.is_open, (state.blocking, spent(prompter.asked))
    assert len(book.record.partnership.partners) == partners
    assert weigh(book.record.partnership, book.surroundings.settings).weight is weight
    count = len(prompter.asked)
    assert count <= budget, spent(prompter.asked)
