"""Each rule at its edges: a partnership in, findings out."""

import datetime as dt

import pytest

from conftest import TODAY
from samenwerk.inspection import Inspection
from samenwerk.rules import (
    dates,
    identifiers,
    organisations,
    privacy,
    references,
    settings,
    status,
)
from samenwerk.transition import STEPS

PATH = "registry/acme/partnership.yaml"
REGISTER = """\
schema: 1
organisation: ours
authority: municipality
began: 2026-01-01
gate: [why, goals, values, roles]
"""
ORGANISATIONS = {
    "ours": "kind: municipality",
    "theirs": "kind: province",
    "unit": "kind: unit\npart_of: ours",
    "merged": "kind: municipality\nvalid:\n  until: 2026-11-21\nsuccessors:\n  - theirs\n  - gone",
    "closed": "kind: foundation\nvalid:\n  until: 2026-11-22",
}


class Memory:
    """The files of a register without a disk."""

    def __init__(self, files):
        self._files = {path: text.encode() for path, text in files.items()}

    def names(self):
        return sorted({path.split("/")[1] for path in self._files if path.startswith("registry/")})

    def files(self, path):
        return {
            each: content for each, content in self._files.items() if each.startswith(f"{path}/")
        }

    def read(self, path):
        return self._files[path]


def inspect(facts="", *, register=REGISTER, today=TODAY, **more):
    """A register with one partnership; `more` are organisations, by their id."""
    head = "" if "status:" in facts else "status: exploring\n"
    files = {"registry/register.yaml": register, PATH: f"schema: 1\nname: Acme\n{head}{facts}"}
    for id, text in {**ORGANISATIONS, **more}.items():
        files[f"registry/organisations/{id}.yaml"] = f"schema: 1\nname: Name of {id}\n{text}\n"
    return Inspection(Memory(files), today)


def found(rule, facts="", **options):
    """What one rule finds about the partnership: code, line and facts."""
    inspection = inspect(facts, **options)
    record = inspection.record("acme").record
    assert record, inspection.record("acme").findings
    return [(each.code, plain(each)) for each in rule(record, inspection.surroundings)]


def plain(finding):
    """The facts of a finding with dates as they are written."""
    return {
        name: fact.isoformat() if isinstance(fact, dt.date) else fact
        for name, fact in finding.facts.items()
    }


def codes(rule, facts="", **options):
    return [code for code, _facts in found(rule, facts, **options)]


def of_register(rule, **options):
    findings = rule(inspect(**options).surroundings)
    return [(each.path.rsplit("/", 1)[-1], each.code, plain(each)) for each in findings]


# --- references ---


@pytest.mark.parametrize(
    "facts",
    [
        "entity: nobody",
        "partners: [{organisations: [theirs, nobody]}]",
        "expectations: [{id: a, from: nobody, to: theirs, text: x, state: spoken}]",
        "expectations: [{id: a, from: theirs, to: nobody, text: x, state: spoken}]",
        "funding: [{organisation: nobody, percent: 10}]",
        "voting: [{organisation: nobody, percent: 10}]",
    ],
)
def test_an_organisation_without_a_file_is_found_wherever_it_is_named(facts):
    assert found(references.unknown_organisations, facts) == [
        ("unknown-organisation", {"id": "nobody"})
    ]
    assert found(references.unknown_organisations, facts.replace("nobody", "unit")) == []


def test_a_misspelt_organisation_gets_the_nearest():
    ((_code, facts),) = found(references.unknown_organisations, "entity: theirz")
    assert facts["suggestion"] == "theirs"


def test_evidence_names_a_document():
    facts = "public_task: {text: x, evidence: [brief, brieff]}\ndocuments: [{id: brief, title: x}]"
    assert found(references.unknown_documents, facts) == [
        ("unknown-document", {"id": "brieff", "suggestion": "brief"})
    ]


def test_a_link_names_another_partnership():
    facts = "links: {replaces: [acme], part_of: [nope], depends_on: [acma]}"
    assert found(references.unknown_partnerships, facts) == [
        ("link-to-itself", {"id": "acme"}),
        ("unknown-partnership", {"id": "nope"}),
        ("unknown-partnership", {"id": "acma", "suggestion": "acme"}),
    ]


def test_we_are_no_partner_of_ourselves_but_our_units_may_be():
    facts = "partners: [{organisations: [theirs, ours]}, {organisations: [unit]}]"
    assert found(references.own_organisation_as_partner, facts) == [
        ("own-organisation-as-partner", {"id": "ours"})
    ]


@pytest.mark.parametrize(
    ("partners", "twice"),
    [
        ("[{organisations: [theirs]}, {organisations: [unit, theirs]}]", ["theirs"]),
        ("[{organisations: [theirs], left: 2026-01-01}, {organisations: [theirs]}]", []),
        ("[{organisations: [theirs]}, {organisations: [unit]}]", []),
    ],
)
def test_an_organisation_has_one_position_unless_it_left(partners, twice):
    facts = [
        facts["id"]
        for _code, facts in found(references.organisation_twice, f"partners: {partners}")
    ]
    assert facts == twice


EXPECTATION = "{id: a, from: ours, to: theirs, text: x, state: spoken}"


@pytest.mark.parametrize(
    "facts",
    [
        "goals: [{id: a, result: x}, {id: b, result: x}, {id: a, result: y}]",
        "documents: [{id: a, title: x}, {id: b, title: x}, {id: a, title: y}]",
        f"expectations: [{EXPECTATION}, {EXPECTATION}]",
    ],
)
def test_an_id_that_stands_twice_is_named(facts):
    assert found(references.repeated_ids, facts) == [("repeated-id", {"id": "a"})]


# --- dates ---


@pytest.mark.parametrize(
    ("facts", "late", "early"),
    [
        ("dates: {start: 2026-03-02, end: 2026-03-01}", "end", "start"),
        ("dates: {start: 2026-03-02, first_review: 2026-03-01}", "first_review", "start"),
        ("dates: {end: 2026-03-02, extendable_to: 2026-03-01}", "extendable_to", "end"),
        (
            "partners: [{organisations: [theirs], joined: 2026-03-02, left: 2026-03-01}]",
            "left",
            "joined",
        ),
    ],
)
def test_a_later_date_does_not_come_before_an_earlier_one(facts, late, early):
    ((code, about),) = found(dates.out_of_order, facts)
    assert (code, about["key_name"], about["other"]) == ("dates-out-of-order", late, early)
    assert (about["date"], about["other_date"]) == ("2026-03-01", "2026-03-02")
    assert found(dates.out_of_order, facts.replace("03-02", "03-01")) == []


def test_decisions_stand_in_the_order_of_their_dates():
    assert codes(dates.out_of_order, decided("active 2026-03-02", "ending 2026-03-01")) == [
        "dates-out-of-order"
    ]
    assert codes(dates.out_of_order, decided("active 2026-03-01", "ending 2026-03-01")) == []


def decided(*decisions, status=None):
    """A status and the decisions, each as `status date`, or `status date reason`."""
    rows = []
    for decision in decisions:
        after, date, *reason = decision.split(" ", 2)
        why = f", reason: {reason[0]}" if reason else ""
        rows.append(f"  - {{status: {after}, body: college, date: {date}{why}}}\n")
    last = decisions[-1].split(" ")[0]
    return f"status: {status or last}\ndecisions:\n{''.join(rows)}"


FACT = "{text: x, known: asked, how: gesprek, date: DAY}"


@pytest.mark.parametrize(
    "facts",
    [
        "status: declined\ndecisions: [{status: declined, body: raad, date: DAY, reason: x}]",
        f"partners: [{{organisations: [theirs], interest: {FACT}}}]",
        f"partners: [{{organisations: [theirs], main_goal: {FACT}}}]",
        f"partners: [{{organisations: [theirs], brings: [{FACT}]}}]",
        f"partners: [{{organisations: [theirs], gets: [{FACT}]}}]",
        "partners: [{organisations: [theirs], their_role: {known: asked, date: DAY}}]",
        "goals: [{id: a, result: x, measured: [{date: DAY, value: x}]}]",
    ],
)
def test_what_has_happened_is_not_in_the_future_with_a_day_of_grace(facts):
    assert codes(dates.in_the_future, facts.replace("DAY", "2026-11-23")) == []
    ((code, about),) = found(dates.in_the_future, facts.replace("DAY", "2026-11-24"))
    assert (code, about["date"]) == ("date-in-the-future", "2026-11-24")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("status: inherited", ["inherited-without-check"]),
        ("status: inherited\ndates: {check_by: 2026-11-21}", ["check-overdue"]),
        ("status: inherited\ndates: {check_by: 2026-11-22}", []),
        ("status: exploring\ndates: {check_by: 2026-11-21}", []),
    ],
)
def test_what_was_inherited_is_checked_by_a_day(facts, expected):
    assert codes(dates.inherited_without_check, facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("status: exploring\ndates: {start: 2026-11-21}", ["started-undecided"]),
        ("status: exploring\ndates: {start: 2026-11-22}", []),
        ("status: exploring", []),
        ("status: inherited\ndates: {start: 2026-11-21}", []),
    ],
)
def test_what_has_begun_without_a_decision_is_named(facts, expected):
    assert codes(dates.started_undecided, facts) == expected


# --- status ---


@pytest.mark.parametrize("after", ["exploring", "inherited"])
def test_without_decisions_the_status_is_undecided(after):
    assert found(status.against_decisions, f"status: {after}") == []


@pytest.mark.parametrize("after", ["active", "declined", "ending", "ended"])
def test_any_other_status_needs_a_decision(after):
    assert found(status.against_decisions, f"status: {after}") == [
        ("status-without-decision", {"status": after})
    ]


def test_the_status_is_that_of_the_last_decision():
    assert found(status.against_decisions, decided("active 2026-03-01")) == []
    behind = decided("active 2026-03-01", "ending 2026-04-01 klaar", status="active")
    assert found(status.against_decisions, behind) == [
        (
            "status-not-last-decision",
            {"status": "active", "decided": "ending", "date": "2026-04-01"},
        )
    ]


FIRST = ["active", "declined", "ending"]
LATER = [
    (before.value, after)
    for before in STEPS
    if before.value != "inherited"
    for after in ["active", "declined", "ending", "ended", "exploring"]
]


@pytest.mark.parametrize("after", ["active", "declined", "ending", "ended", "exploring"])
def test_the_first_decision_starts_from_exploring_or_inherited(after):
    expected = [] if after in FIRST else ["wrong-step"]
    text = decided(f"{after} 2026-03-01 x") + "dates: {start: 2020-01-01}\n"
    assert codes(status.wrong_steps, text) == expected


def test_only_what_ran_before_the_register_can_go_straight_to_ending():
    assert codes(status.wrong_steps, decided("ending 2026-03-01 x")) == ["wrong-step"]


@pytest.mark.parametrize(("before", "after"), LATER)
def test_each_next_decision_follows_the_table_of_steps(before, after):
    allowed = {
        ("exploring", "active"), ("exploring", "declined"), ("active", "ending"),
        ("ending", "active"), ("ending", "ended"), ("declined", "exploring"),
    }  # fmt: skip
    facts = decided(f"{before} 2026-03-01 x", f"{after} 2026-04-01 x")
    wrong = [
        about for _code, about in found(status.wrong_steps, facts) if about["before"] == before
    ]
    assert ((before, after) in allowed) == (wrong == [] or wrong[-1]["status"] != after)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        (["active 2026-03-01"], 0),
        (["declined 2026-03-01"], 1),
        (["active 2026-03-01", "ending 2026-04-01"], 1),
        (["active 2026-03-01", "ending 2026-04-01 x", "active 2026-05-01"], 1),
        (["active 2026-03-01", "ending 2026-04-01 x", "active 2026-05-01 x"], 0),
        (["declined 2026-03-01 x", "exploring 2026-04-01"], 1),
    ],
)
def test_every_step_but_the_first_through_the_gate_says_why(decisions, expected):
    assert codes(status.reasons, decided(*decisions)) == ["decision-without-reason"] * expected


# --- privacy ---

SENSITIVE = """\
own: {interests: [x]}
partners:
  - organisations: [theirs]
    interest: {text: x, known: assumed}
    gets: [{text: x, known: asked}, {text: y, known: assumed}]
"""


def test_a_public_register_holds_nothing_that_is_not_for_everybody():
    public = f"{REGISTER}visibility: public\n"
    facts = [
        facts["fact"]
        for _code, facts in found(privacy.sensitive_in_public, SENSITIVE, register=public)
    ]
    assert facts == ["own.interests", "partners[0].interest", "partners[0].gets[1]"]


def test_an_internal_register_may_hold_it():
    assert found(privacy.sensitive_in_public, SENSITIVE) == []


@pytest.mark.parametrize(
    "text",
    [
        "mail j.jansen@voorbeeld.nl",
        "<a.b-c@d.example.org>",
        "bel 06-12345678",
        "bel 06 12 34 56 78",
        "+31612345678",
        "0031 20 1234567",
        "020-1234567",
        "bsn 111222333",
        "111222333",
    ],
)
def test_personal_data_in_free_text_is_named(text):
    assert found(privacy.personal_data, f"purpose: '{text}'") == [
        ("personal-data", {"fact": "purpose"})
    ]


@pytest.mark.parametrize(
    "text",
    [
        "een @ en een punt.",
        "zaak 111222334",
        "1112223330",
        "€ 250.000 in 2026",
        "artikel 0 lid 1",
        "2026-11-22",
        "Z/25/0011",
        "wet van 06-12-2023",
    ],
)
def test_other_numbers_and_signs_are_left_in_peace(text):
    assert found(privacy.personal_data, f"purpose: '{text}'") == []


def test_an_address_or_a_number_may_stand_where_it_belongs():
    facts = "documents: [{id: a, title: x, reference: '111222333', url: 'https://a.nl/x@y.nl'}]"
    assert found(privacy.personal_data, facts) == []


# --- organisations ---


@pytest.mark.parametrize(
    ("id", "until", "successors"),
    [("merged", "2026-11-21", ["Name of theirs", "gone"]), ("closed", "2026-11-22", ["geen"])],
)
def test_a_partner_that_has_ended_is_shown_with_its_successors(id, until, successors):
    facts = f"status: inherited\npartners: [{{organisations: [theirs, {id}]}}]"
    ((code, about),) = found(organisations.ended_partners, facts, today=dt.date(2026, 11, 23))
    assert (code, about["date"]) == ("organisation-ended", until)
    assert [getattr(each, "nl", each) for each in about["successors"]] == successors


@pytest.mark.parametrize(
    "facts",
    [
        "status: inherited\npartners: [{organisations: [closed]}]",
        "status: inherited\npartners: [{organisations: [merged], left: 2026-01-01}]",
        "status: inherited\npartners: [{organisations: [nobody]}]",
        "status: exploring\npartners: [{organisations: [merged]}]",
    ],
)
def test_on_its_last_day_or_where_it_no_longer_counts_it_is_left_in_peace(facts):
    assert found(organisations.ended_partners, facts) == []


def test_successors_and_the_whole_of_a_unit_exist_and_are_another():
    more = {
        "a": "kind: company\nsuccessors: [a, theirs, b]",
        "b": "kind: unit\npart_of: b",
        "c": "kind: unit\npart_of: nobody",
    }
    problems = of_register(organisations.unknown_references, **more)
    assert [(path, code, about["id"]) for path, code, about in problems] == [
        ("merged.yaml", "unknown-organisation", "gone"),
        ("a.yaml", "link-to-itself", "a"),
        ("b.yaml", "link-to-itself", "b"),
        ("c.yaml", "unknown-organisation", "nobody"),
    ]


def test_an_organisation_does_not_end_before_it_begins():
    wrong = "kind: company\nvalid:\n  from: 2026-03-02\n  until: 2026-03-01"
    ((path, code, about),) = of_register(organisations.dates_out_of_order, wrong=wrong)
    assert (path, code) == ("wrong.yaml", "dates-out-of-order")
    assert (about["date"], about["other_date"]) == ("2026-03-01", "2026-03-02")


def test_a_unit_says_what_it_is_part_of_and_nothing_else_does():
    more = {"a": "kind: unit", "b": "kind: company\npart_of: ours"}
    assert [(path, code) for path, code, _about in of_register(organisations.units, **more)] == [
        ("a.yaml", "unit-without-whole"),
        ("b.yaml", "part-of-but-no-unit"),
    ]


@pytest.mark.parametrize(("number", "wrong"), [("111222333", False), ("111222334", True)])
def test_an_rsin_passes_the_11_test(number, wrong):
    problems = of_register(identifiers.rsin, a=f"kind: company\nrsin: '{number}'")
    expected = [("a.yaml", "wrong-rsin", {"number": number})]
    assert problems == (expected if wrong else [])


# --- settings ---


def test_the_owner_of_the_register_has_a_file():
    assert of_register(settings.own_organisation) == []
    register = REGISTER.replace("ours", "our")
    assert of_register(settings.own_organisation, register=register) == [
        ("register.yaml", "unknown-organisation", {"id": "our", "suggestion": "ours"})
    ]


def test_the_gate_may_be_higher_and_never_lower():
    lower = REGISTER.replace("roles]", "finance]")
    assert of_register(settings.gating_checklists, register=lower) == [
        ("register.yaml", "gate-too-low", {"missing": ("roles",)})
    ]
    higher = REGISTER.replace("roles]", "roles, finance]")
    assert of_register(settings.gating_checklists, register=higher) == []


def test_a_broken_settings_file_counts_as_the_strictest():
    surroundings = inspect(register="schema: 1\n").surroundings
    assert surroundings.settings.gate == settings.FRONT_END
    assert list(settings.own_organisation(surroundings)) == []
