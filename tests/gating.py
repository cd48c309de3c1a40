"""Partnerships, answers and checklists in memory, for tests of the gate. No files."""

import copy
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from samenwerk import counting, gate
from samenwerk.answer import Answers
from samenwerk.checklist import Checklist, ours
from samenwerk.counting import Item, Lack
from samenwerk.gate import State
from samenwerk.organisation import Organisation, Settings
from samenwerk.partnership import Partnership
from samenwerk.rules.settings import FRONT_END
from samenwerk.source import Source
from samenwerk.surroundings import Record, Surroundings

Data = dict[str, Any]

TODAY = dt.date(2027, 3, 1)
ANSWERED = "2026-11-20"
DECIDED = "2026-12-15"
TEXT = "De raad vroeg hierom in november."

ORGANISATIONS = {
    "gemeente-voorbeeld": "municipality",
    "gemeente-oudstad": "municipality",
    "gemeente-dijkstede": "municipality",
    "bouwer-bv": "company",
}


# --- partnerships ---------------------------------------------------------------------------------


def partner(id: str = "gemeente-oudstad", **changes: Any) -> Data:
    facts: Data = {
        "organisations": [id],
        "their_role": {
            "before": "network-partner",
            "during": "delivery-partner",
            "after": "network-partner",
        },
        "our_role": {"before": "connect", "during": "connect", "after": "facilitate"},
        "deal": "together",
        "interest": {"text": f"Minder wachttijd voor {id}.", "known": "asked"},
        "brings": [{"text": "Twee adviseurs.", "known": "asked"}],
        "gets": [{"text": "Vervanging bij ziekte.", "known": "asked"}],
        "main_goal": {"text": "Een bezet loket.", "known": "asked"},
        "contact": "beleidsadviseur wonen",
    }
    return facts | changes


_STANDARD: Data = {
    "schema": 1,
    "name": "Energieloket",
    "status": "exploring",
    "purpose": "Inwoners krijgen gratis advies over energie besparen.",
    "public_task": {"text": "Minder energiearmoede.", "evidence": ["nota"]},
    "duty": {"extent": "none"},
    "alternatives": [{"option": "do-it-ourselves", "dropped_because": "Te weinig adviseurs."}],
    "form": "convenant",
    "profile": {
        "powers": "none",
        "personal_data": "ordinary",
        "can_stop": "freely",
        "yearly_cost": 45000,
        "residents": "affected",
    },
    "own": {"interests": ["Minder armoede in de oude wijken."]},
    "partners": [partner(), partner("gemeente-dijkstede")],
    "goals": [
        {
            "id": "bereik",
            "result": "Meer huishoudens krijgen advies.",
            "measure": "Aantal gesprekken.",
            "target": "1200",
            "date": "2028-12-31",
        }
    ],
    "resident_effect": "Een inwoner heeft binnen twee weken een gesprek.",
    "expectations": [
        {
            "id": "snel",
            "from": "gemeente-voorbeeld",
            "to": "gemeente-oudstad",
            "text": "Binnen twee weken een afspraak.",
            "state": "confirmed",
        }
    ],
    "out_of_scope": "Subsidies blijven bij elke gemeente.",
    "funding": [{"organisation": "gemeente-voorbeeld", "percent": 40}],
    "values": {
        name: {"arrangement": f"Afgesproken in het convenant, onder {name}."}
        for name in (
            "transparency",
            "lawfulness",
            "legal_equality",
            "equal_treatment",
            "democratic_legitimacy",
        )
    },
    "steering": {
        "style": "network",
        "steers": "overleg van adviseurs",
        "controls": "concerncontroller",
        "supervises": "portefeuillehouders",
        "accounts_to": "de raad",
    },
    "people": {"official": "beleidsadviseur energie"},
    "dates": {"start": "2027-01-01", "end": "2028-12-31", "first_review": "2027-09-15"},
    "documents": [{"id": "nota", "title": "Nota duurzaamheid"}],
}

STANDARD = _STANDARD
LIGHT = copy.deepcopy(_STANDARD) | {
    "dates": {"start": "2027-01-01", "end": "2027-12-31", "first_review": "2027-09-15"}
}
HEAVY = copy.deepcopy(_STANDARD) | {
    "form": "stichting",
    "private_law_steps": {"draft_sent": "2026-10-01"},
    "partners": [partner(), partner("bouwer-bv", our_role={
        "before": "connect", "during": "fund", "after": "connect", "side": ["mediate"],
    })],
}  # fmt: skip


def active(facts: Data, **changes: Any) -> Data:
    """The same facts, with the decision that made it active."""
    decision = {"status": "active", "body": "college", "date": DECIDED} | changes
    return {**copy.deepcopy(facts), "status": "active", "decisions": [decision]}


def changed(facts: Data, **changes: Any) -> Data:
    """A copy with other values; `a__b` is a path, and None takes a key out."""
    made = copy.deepcopy(facts)
    for path, value in changes.items():
        *above, last = path.split("__")
        place = made
        for step in above:
            place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return made


def record(facts: Data, answers: Mapping[str, Data] | None = None, text: str = "") -> Record:
    """A partnership as it is read; `text` is the file, if it is to be written otherwise."""
    source = Source("registry/x/partnership.yaml", (text or json.dumps(facts, indent=1)).encode())
    assert source.problem is None, source.problem
    files = {id: {"checklist": id, "answers": each} for id, each in (answers or {}).items()}
    checks = {
        id: Source(f"registry/x/checks/{id}.yaml", json.dumps(each, indent=1).encode())
        for id, each in files.items()
    }
    return Record(
        id="x",
        partnership=Partnership.from_data(source.data),
        source=source,
        checks=checks,
        answered={id: Answers.from_data(each.data) for id, each in checks.items()},
    )


# --- what stands around it ------------------------------------------------------------------------


def settings(**changes: Any) -> Settings:
    data = {
        "schema": 1,
        "organisation": "gemeente-voorbeeld",
        "authority": "municipality",
        "began": "2026-01-01",
        "gate": list(FRONT_END),
        "approvers": ["gemeentesecretaris"],
    }
    return Settings.from_data(data | changes)


def around(
    *, today: dt.date = TODAY, checklists: Mapping[str, Checklist] | None = None, **changes: Any
) -> Surroundings:
    organisations = {
        id: Organisation.from_data({"schema": 1, "name": id, "kind": kind})
        for id, kind in ORGANISATIONS.items()
    }
    return Surroundings(
        settings=settings(**changes),
        settings_source=Source("registry/register.yaml", b"schema: 1\n"),
        organisations=organisations,
        organisation_sources={},
        organisation_ids=frozenset(organisations),
        partnership_ids=frozenset({"x"}),
        checklists=ours() if checklists is None else checklists,
        today=today,
    )


def question(id: str = "q", **changes: Any) -> Data:
    """A verdict on nothing, unless told otherwise; None takes a key out."""
    words = {"nl": "Vraag?", "en": "Question?"}
    data: Data = {"id": id, "ask": words, "help": words, "weight": "light", "gate": "explain"}
    if not {"fact", "value"} & changes.keys():
        data["passes"] = ["met"]
    return {key: value for key, value in (data | changes).items() if value is not None}


def checklist(*questions: Data, id: str = "why", version: int = 1) -> Checklist:
    title = {"nl": "Titel", "en": "Title"}
    data = {"id": id, "version": version, "title": title, "questions": list(questions)}
    return Checklist.from_data(data)


def asking(*questions: Data, today: dt.date = TODAY, **changes: Any) -> Surroundings:
    """A register whose gate is one checklist, `why`, with these questions."""
    version = max((each.get("since", 1) for each in questions), default=1)
    made = {"why": checklist(*questions, version=version)}
    return around(today=today, checklists=made, **{"gate": ["why"], **changes})


# --- answers --------------------------------------------------------------------------------------


def given(**changes: Any) -> Data:
    """Who answered and when."""
    data = {"by": "beleidsadviseur energie", "date": ANSWERED, "version": 1} | changes
    return {key: value for key, value in data.items() if value is not None}


def met(note: str | None = TEXT, **changes: Any) -> Data:
    return given(**{"verdict": "met", "note": note, **changes})


def excused(**changes: Any) -> Data:
    """An exception that holds today."""
    exception = {
        "reason": "De kosten volgen in het najaar.",
        "approved_by": "gemeentesecretaris",
        "until": "2027-06-30",
    }
    return exception | changes


def all_answers(facts: Data, surroundings: Surroundings, *, deep: bool = False) -> dict[str, Data]:
    """An answer that counts to each required question (`deep`: to every one) but the facts."""
    made = record(facts)
    answers: dict[str, Data] = {}
    for number, each in enumerate(gate.judge(made, surroundings).judged):
        if each.item.question.fact is None and (each.required or deep):
            basis = counting.rests_on(each.item, made.source.data)
            answer = given(**outcome(each.item, number), version=each.item.checklist.version)
            answers.setdefault(each.item.checklist.id, {})[each.item.key] = answer | (
                {"rests_on": basis} if basis else {}
            )
    return answers


def outcome(item: Item, number: int = 0) -> Data:
    """What counts for one question."""
    asked = item.question
    if asked.is_verdict:
        return {"verdict": asked.passes[0], "note": f"Besproken in overleg {number}, zie verslag."}
    first = (asked.passes or [each.value for each in asked.choices] or [""])[0]
    values: Data = {
        "text": f"Huurders in wijk {number} wachten veertien weken.",
        "function": "wethouder wonen",
        "number": 0,
        "date": "2026-10-01",
        "choice": first,
        "choices": [first],
    }
    return {"value": values[asked.value or ""]}


# --- results --------------------------------------------------------------------------------------


def judged(facts: Data, answers: Mapping[str, Data], surroundings: Surroundings) -> State:
    return gate.judge(record(facts, answers), surroundings)


def lacks(state: State) -> dict[str, Lack]:
    """What keeps the gate shut: the question with what its answer lacks."""
    return {
        each.item.key: each.lack
        for found in state.blocking.values()
        for each in found
        if each.lack is not None
    }


def lack_of(answer: Data | None, facts: Data = STANDARD, **asked: Any) -> Lack | None:
    """What one answer to one question lacks; None if it counts."""
    surroundings = asking(question(**asked))
    state = judged(facts, {"why": {"q": answer}} if answer is not None else {}, surroundings)
    assert len(state.judged) == 1
    return state.judged[0].lack
