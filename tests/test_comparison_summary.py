"""What a reviewer is told of a change, in words; and what the comparison does to other findings."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changes import (
    AUTHORS,
    OWN,
    SETTINGS,
    TODAY,
    Change,
    Read,
    Tree,
    add,
    after,
    checks_of,
    compare,
    decision,
    facts,
    facts_of,
    good,
    sentence,
)
from dishonest import IDEE, LOKET, OUDSTAD, activate, born, both, decide, drop, edit, edited, remove
from harmless import HARMLESS
from samenwerk.comparison import Comparing
from samenwerk.comparison.alike import is_alike, is_slip
from samenwerk.comparison.touched import Touched, is_rule
from samenwerk.finding import Severity
from samenwerk.inspection import Inspection


def said(change: Change, heading: str, *others: str) -> list[str]:
    return after(change, *others).section(heading)


# --- decisions ------------------------------------------------------------------------------------


def test_it_says_who_made_what_active_and_when() -> None:
    (line,) = said(activate(), "Made active")
    assert line == (
        "Idee voor de haven (idee): Active, decided by Executive (college) on 25 February 2027, "
        "reference Z/26/0815."
    )


def test_a_decision_without_a_reference_and_of_long_ago_is_named_so() -> None:
    lines = said(activate(date="2026-11-25", reference=None), "Made active")
    assert lines[0].endswith("on 25 November 2026, without a reference.")
    assert lines[1].endswith("the decision was recorded 96 days later.")


def test_each_exception_that_was_used_has_its_approver_and_its_end() -> None:
    (line,) = said(HARMLESS["made-active-with-an-exception"], "Made active")[1:]
    assert "exception for Why collaborate? (worth-it), approved by concerncontroller" in line
    assert "until 1 September 2027: " in line


def test_answers_after_the_decision_are_shown_with_their_reason() -> None:
    change = HARMLESS["made-active-with-a-reason-for-late-answers"]
    line = said(change, "Made active")[-1]
    assert line.endswith(
        "answered after the decision: why/worth-it. "
        "Reason: De raming van de controller kwam twee dagen na het besluit."
    )


def test_several_at_once_get_a_sentence_of_their_own() -> None:
    def change(tree: Tree) -> None:
        for number in (1, 2):
            add(tree, f"nieuw-{number}", facts(f"Nieuw {number}"))
            activate(f"nieuw-{number}")(tree)

    assert said(change, "Several at once") == [
        "2 partnerships become active in one change. Look at each of them by itself."
    ]
    assert said(activate(), "Several at once") == []


def test_a_no_is_shown_with_its_reason() -> None:
    (line,) = said(HARMLESS["declined"], "Declined")
    assert line.endswith("Reason: Het doel is op een andere manier bereikt.")


def test_other_decisions_and_corrections_are_shown() -> None:
    (line,) = said(HARMLESS["winding-down"], "Other decisions")
    assert line.startswith("Energieloket (loket): Ending, decided by")
    (line,) = said(HARMLESS["reference-corrected"], "Earlier decisions that were corrected")
    assert line == (
        "Energieloket (loket): the reference of 15 December 2026 was “Z/26/0815” "
        "and is now “Z/26/0816”."
    )


# --- what is new and gone -------------------------------------------------------------------------


def test_what_is_new_gone_or_renamed_is_listed() -> None:
    assert said(born("nieuw"), "New in the register") == ["Nieuw (nieuw): Exploring"]
    gone = "Removed or renamed"
    assert said(remove("registry/idee"), gone) == ["Idee voor de haven (idee): was Exploring."]
    assert said(HARMLESS["exploration-renamed"], gone) == [
        "Idee voor de haven (idee) is now haven."
    ]


def test_an_import_of_hundreds_stays_readable() -> None:
    def change(tree: Tree) -> None:
        for number in range(45):
            made = facts(f"Regeling {number}", status="inherited", expectations=None)
            made["dates"] = {"start": "2019-01-01", "check_by": "2027-12-31"}
            add(tree, f"regeling-{number}", made, answered=False)

    lines = said(change, "New in the register")
    assert len(lines) == 41
    assert lines[-1] == "and 5 more"


# --- facts and answers ----------------------------------------------------------------------------


def test_a_fact_that_answers_rest_on_is_named_with_these_answers() -> None:
    (line,) = said(edited("loket", purpose="Iets anders."), "Facts that answers rest on")
    assert line.startswith("Energieloket (loket): Purpose changed; below it: ")
    assert "Why collaborate? (one-sentence, worth-it, still-free)" in line


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        (edit(LOKET, goals__0__target="12"), "Goals"),
        (edit(LOKET, values__transparency__arrangement="Ligt nog bij het college."),
         "Transparency: Arrangement"),
        (edit(LOKET, partners__1__interest__text="Meer geld."), "Interest of the partner"),
    ],
)  # fmt: skip
def test_a_fact_that_is_an_answer_by_itself_is_named_when_it_changes(change, facts) -> None:
    heading = "Other facts that the gate asked for"
    assert said(change, heading) == [f"Energieloket (loket): changed: {facts}."]


def test_evidence_that_cannot_be_found_is_named() -> None:
    documents = [{"id": "nota", "title": "Nota haven"}, {"id": "brief", "title": "Brief"}]
    lines = said(
        both(edited(documents=documents), activate()), "Answers that deserve a closer look"
    )
    assert any(
        each.endswith("evidence without a reference or an address: Nota haven, Brief.")
        for each in lines
    )


def test_a_new_exception_is_shown() -> None:
    (line,) = said(HARMLESS["answer-turned-with-an-exception"], "New exceptions")
    assert "approved by concerncontroller, until 1 September 2027" in line


def test_old_answers_below_a_new_decision_are_named() -> None:
    def change(tree: Tree) -> None:
        add(tree, "nieuw", facts("Nieuw"), date="2025-11-01")
        activate("nieuw")(tree)

    old, new = said(change, "Answers of long before this change")
    assert "given more than a year before the decision: form/far-reaching" in old
    assert "new here, and dated more than a month ago" in new
    assert old.endswith(" more.")


def test_one_document_for_everything_and_one_day_for_all_are_named() -> None:
    def change(tree: Tree) -> None:
        add(tree, "nieuw", facts("Nieuw"), date="2027-02-20")
        for path in [path for path in tree if path.startswith("registry/nieuw/checks/")]:
            tree[path] = (
                tree[path]
                .replace("- brief", "- nota")
                .replace(f"by: {AUTHORS[1]}", f"by: {AUTHORS[0]}")
            )
        activate("nieuw")(tree)

    document, day = said(change, "Answers that deserve a closer look")
    assert document.endswith("verdicts: Nota Nieuw.")
    assert day.endswith(f"answers are of 20 February 2027, by one function: {AUTHORS[0]}.")
    assert said(born("nieuw"), "Answers that deserve a closer look") == []


def test_what_a_partner_is_said_to_have_confirmed_is_shown() -> None:
    confirmed = {
        "text": "Minder wachttijd.", "known": "confirmed",
        "confirmed_by": "wethouder wonen", "date": "2027-02-01",
    }  # fmt: skip
    change = edit(LOKET, partners__0__interest=confirmed)
    assert said(change, "What partners are said to have confirmed") == [
        "Energieloket (loket): by wethouder wonen on 2027-02-01."
    ]


@pytest.mark.parametrize(
    ("name", "heading", "end"),
    [
        ("check-later", "Dates that moved", "was 31 December 2027 and is now 30 June 2028."),
        ("partner-leaves", "Partners who came or left", "Dijkstede leaves on 1 March 2027."),
        ("partner-joins", "Partners who came or left", "Gemeente Nieuwland is new."),
        (
            "document-moved",
            "Evidence with another place",
            "is now https://voorbeeld.nl/2027/brief.",
        ),
        ("stricter-settings", "Settings that changed", "was 90 and is now 60."),
        ("question-dropped-in-a-new-version", "Questions that ask less", "(large-only)"),
        ("organisation-merged", "Organisations that changed", "goes on in gemeente-groot."),
    ],
)
def test_other_changes_are_told_as_well(name: str, heading: str, end: str) -> None:
    assert any(line.endswith(end) for line in said(HARMLESS[name], heading))


def test_a_lighter_exploration_is_told() -> None:
    change = edit(IDEE, dates__end="2028-05-31")
    assert said(change, "Lighter than before") == [
        "Idee voor de haven (idee): fewer questions are asked, because facts changed."
    ]


def test_figures_that_change_later_are_told() -> None:
    base = good()
    HARMLESS["figures"](base)
    head = Tree(base)
    head.replace("registry/loket/finance.yaml", "45000", "450")
    found = compare(base, head)
    assert found.section("Figures that changed") == ["Energieloket (loket): the figures of 2026."]


# --- other files ----------------------------------------------------------------------------------


def test_rules_and_other_folders_are_named() -> None:
    others = ("docs/a.md", "docs/b/c.md", "../site/x.js", "LICENSE", ".github/workflows/check.yml")
    change = edit(SETTINGS, recheck_days=60)
    rules = "Files that decide what is asked, and how it is checked"
    assert said(change, rules, *others) == [".github/workflows/check.yml", SETTINGS]
    assert said(change, "Outside the register", *others) == [
        "../site/: 1 file",
        "LICENSE: 1 file",
        "docs/: 2 files",
    ]


@pytest.mark.parametrize(
    "path",
    [
        *("checklists/own.yaml", "schemas/x.json", SETTINGS, "registry/.gitattributes"),
        *("../.gitattributes", ".github/CODEOWNERS", "docs/CODEOWNERS", "../.gitlab-ci.yml"),
        *("azure-pipelines.yml", ".pre-commit-config.yaml", "requirements-ci.txt", "uv.lock"),
        *(".azuredevops/policy.yml", "ci/azure-pipelines-pr.yaml", ".GITHUB/x".lower()),
    ],
)
def test_what_decides_how_a_register_is_checked_is_a_rule(path: str) -> None:
    assert is_rule(path)


@pytest.mark.parametrize(
    "path", [LOKET, "registry/checklists/partnership.yaml", ".vscode/settings.json", "README.md"]
)
def test_other_files_are_no_rule(path: str) -> None:
    assert not is_rule(path)


def test_what_is_touched_is_known_by_its_path() -> None:
    touched = Touched(frozenset({LOKET, OUDSTAD, SETTINGS, "registry/Wrong Name/x", OWN}))
    assert touched.partnerships == {"loket"}
    assert touched.of_partnership(checks_of("loket")) == "loket"
    assert touched.of_partnership(checks_of("zorg")) is None
    assert touched.of_partnership(SETTINGS) is None


# --- what must be looked at again -----------------------------------------------------------------


def rechecked(base: Tree, head: Tree) -> list[tuple[str, Severity, object]]:
    found = compare(base, head).all
    return [
        (each.path.split("/")[1], each.severity, each.facts["due"])
        for each in found
        if each.code == "recheck-facts"
    ]


def test_a_recheck_is_due_at_once_where_a_change_comes_by() -> None:
    base = good()
    for id in ("loket", "zorg"):
        base.edit(facts_of(id), profile__yearly_cost=60000)
    head = Tree(base)
    head.edit(LOKET, partners__0__contact="teamleider wonen")
    (loket, zorg) = rechecked(base, head)
    assert loket == ("loket", Severity.ERROR, TODAY)
    assert zorg[:2] == ("zorg", Severity.WARNING)
    assert zorg[2] == dt.date(2027, 4, 1)


def test_while_it_is_explored_a_silent_change_is_a_warning() -> None:
    change = edit(checks_of("idee"), **{"answers__worth-it__note": sentence("other")})
    (found,) = after(change).comparison.findings
    assert (found.code, found.severity) == ("answer-changed-silently", Severity.WARNING)
    (found,) = after(both(change, activate())).comparison.findings
    assert found.severity is Severity.ERROR


def test_a_part_of_the_notes_taken_over_is_a_warning() -> None:
    def change(tree: Tree) -> None:
        add(tree, "nieuw", facts("Nieuw"))
        path, source = checks_of("nieuw"), tree.data(checks_of("loket"))["answers"]
        notes = {f"answers__{key}__note": source[key]["note"] for key in ("worth-it", "still-free")}
        values = {f"answers__{key}__value": source[key]["value"] for key in ("no-go", "not-alone")}
        tree.edit(path, **notes, **values)

    (found,) = after(change).comparison.findings
    assert (found.code, found.severity) == ("answers-taken-over", Severity.WARNING)
    assert (found.facts["same"], found.facts["other"]) == (4, "loket")


# --- base -----------------------------------------------------------------------------------------


def test_without_a_register_before_there_is_nothing_to_compare() -> None:
    found = compare(Tree(), good())
    assert found.comparison.findings == ()
    assert found.section("Nothing to compare with") == [
        "There was no register before: all of it is new."
    ]
    assert len(found.section("Made active")) == 2


def test_base_is_read_only_where_the_change_comes_by() -> None:
    class Watched(Tree):
        asked: list[str] = []  # noqa: RUF012  # of one test

        def files(self, path):
            self.asked.append(path)
            return super().files(path)

    base, head = Watched(good()), good()
    head.edit(LOKET, partners__0__contact="teamleider wonen")
    after_ = Inspection(head, TODAY)
    comparing = Comparing(Inspection(base, TODAY), after_, frozenset({LOKET}))
    for each in after_.records():
        comparing.see(comparing.look(each))
    comparing.result()
    assert {path for path in base.asked if path.count("/") == 1} == {
        "registry/organisations",
        "registry/loket",
    }


def test_the_same_change_gives_the_same_words_in_any_order() -> None:
    head = good()
    both(activate(), decide("oud", decision("ending", "2027-02-20")), drop(LOKET, "partners", 1))(
        head
    )
    one, other = (compare(good(), Tree(sorted(head.items(), reverse=turn))) for turn in (0, 1))
    assert one.all == other.all
    assert one.comparison.sections == other.comparison.sections


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Energieloket", "energie-loket"),
        ("Gemeente Woerden", "Gemeente Woerdne"),
        ("Zwembad de Waterlelie", "Zwembad De Waterleli"),
        ("Café Zoë", "Cafe Zoe"),
    ],
)
def test_a_slip_of_the_pen_is_the_same_name(one: str, other: str) -> None:
    assert is_slip(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gemeente Oudstad", "Gemeente Nieuwstad"),
        ("Fietspad fase 1", "Fietspad fase 2"),
        ("Wij zijn akkoord.", "Wij zijn niet akkoord."),
        ("Zon", "Zee"),
    ],
)
def test_another_name_is_no_slip(one: str, other: str) -> None:
    assert not is_slip(one, other)
    assert not is_alike("Energieloket", "Zwembad")


def test_an_inspection_that_remembers_says_the_same() -> None:
    tree = good()
    plain, reading = Inspection(tree, TODAY), Read(tree, TODAY)
    assert plain.findings == reading.findings
    for id in plain.ids:
        assert plain.record(id).findings == reading.record(id).findings


# --- whatever the files hold ----------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_file_of_base_or_head_stops_the_comparison(data: st.DataObject) -> None:
    trees = (good(), good())
    for _ in range(data.draw(st.integers(1, 3))):
        tree = trees[data.draw(st.integers(0, 1))]
        path = data.draw(st.sampled_from(sorted(tree)))
        lines = tree[path].splitlines(keepends=True)
        place = data.draw(st.integers(0, len(lines)))
        other = data.draw(st.sampled_from(["", "x\n", "- x\n", "status: ended\n", lines[-1]]))
        tree[path] = "".join([*lines[:place], other, *lines[place + 1 :]])
    found = compare(*trees)
    for each in found.all:
        assert each.sentence("nl") != each.sentence("en")
