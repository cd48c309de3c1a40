"""On paper: the template, filled in, comes back with `--from`; all of it or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import POWERLESS, Copy, Result, needs_permissions, posix
from frontend import (
    BY,
    PATH,
    STARTED,
    add_checklist,
    answers,
    data,
    filled_in,
    own_register,
    question,
)
from samenwerk import yamledit, yamlfile

Run = Callable[..., Result]
PAPER = "paper.yaml"
WHY = "registry/loket/checks/why.yaml"
NOTHING_NEW = "Er is niets nieuws ingevuld, dus er is niets veranderd."
NOTE = "Besproken met de wethouder op 3 november."


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    monkeypatch.chdir(tmp_path)
    return own_register(tmp_path)


@pytest.fixture
def fill(copy: Copy, samenwerk: Run) -> Run:
    def run(paper: Any, *options: str) -> Result:
        copy.write(PAPER, paper if isinstance(paper, str) else yamledit.dump(paper))
        return samenwerk("check", "loket", "--from", PAPER, "--by", BY, *options)

    return run


# --- there and back -------------------------------------------------------------------------------

LIGHT: dict[str, Any] = {
    "dates": {"start": "2027-03-01", "end": "2027-12-31"},
    "profile": {
        "powers": "none",
        "personal_data": "none",
        "can_stop": "freely",
        "yearly_cost": 20000,
        "residents": "not-affected",
    },
}
HEAVY: dict[str, Any] = {
    "dates": {"start": "2027-03-01", "end": "2030-12-31"},
    "form": "stichting",
    "profile": {**LIGHT["profile"], "residents": "affected"},
    "partners": [{"organisations": ["gemeente-oudstad"]}, {"organisations": ["bouwer-bv"]}],
}


@pytest.mark.parametrize("facts", [LIGHT, HEAVY], ids=["light", "heavy"])
def test_a_template_that_is_filled_in_opens_the_gate(
    copy: Copy, samenwerk: Run, fill: Run, facts: dict[str, Any]
) -> None:
    documents = [{"id": "nota", "title": "Nota duurzaamheid"}]
    own_register(copy.root, documents=documents, **facts)
    for _ in range(4):  # the facts decide which questions there are
        template = samenwerk("check", "loket", "--template").stdout
        if "answers:" not in template and "facts:" not in template:
            break
        done = fill(filled_in(copy, template))
        assert done.exit_code == 0, done.stderr
    assert "facts:" not in template, template
    assert "answers:" not in template, template
    assert samenwerk("check", "loket", "--no-input").exit_code == 0
    assert samenwerk("validate").exit_code == 0


def test_a_template_shows_the_questions_and_the_words_to_choose_from(
    samenwerk: Run, copy: Copy
) -> None:
    text = samenwerk("check", "loket", "why", "--template", "--lang", "en").stdout
    assert text.startswith("#")
    lines = text.splitlines()
    place = next(n for n, line in enumerate(lines) if line.strip() == "powers:")
    assert lines[place - 1].strip() == "# none | mandate | delegation | unknown"
    assert lines[place - 2].strip().endswith("?")
    assert "goals" not in yamlfile.load(text.encode())["facts"]  # type: ignore[index,call-overload]


def test_a_template_says_when_a_question_is_not_asked(samenwerk: Run, copy: Copy) -> None:
    lines = samenwerk("check", "loket", "why", "--template", "--lang", "en").stdout.splitlines()
    place = next(n for n, line in enumerate(lines) if line.strip() == "choice-within-duty:")
    assert lines[place - 1].strip() == "# Only if duty.extent is: fully"


def test_an_empty_template_changes_nothing(copy: Copy, samenwerk: Run, fill: Run) -> None:
    template = samenwerk("check", "loket", "--template").stdout
    before = {PATH: copy.path(PATH).read_bytes()}
    done = fill(template)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, NOTHING_NEW)
    assert copy.path(PATH).read_bytes() == before[PATH]
    assert not copy.path("registry/loket/checks").exists()


def test_the_same_paper_twice_says_that_nothing_changed(fill: Run) -> None:
    paper = "facts:\n  purpose: Inwoners besparen samen energie.\n"
    assert fill(paper, "--replace").stdout.startswith(f"Opgeslagen: {PATH}\n")
    assert fill(paper).stdout.splitlines()[0] == NOTHING_NEW


# --- what is filled in ----------------------------------------------------------------------------


def test_what_is_blank_is_skipped(copy: Copy, fill: Run) -> None:
    paper = (
        "facts:\n  out_of_scope: Subsidies.\n  kind:\nanswers:\n  why:\n    not-alone: {value: }\n"
    )
    done = fill(paper)
    assert done.exit_code == 0, done.stderr
    assert "kind" not in data(copy)
    assert not copy.path(WHY).exists()
    assert "out_of_scope: Subsidies." in copy.read(PATH)


def test_an_answer_gets_an_author_a_day_and_what_it_rests_on(copy: Copy, fill: Run) -> None:
    done = fill({"answers": {"why": {"still-free": {"verdict": "met", "note": NOTE}}}})
    assert done.exit_code == 0, done.stderr
    made = answers(copy, "why")["still-free"]
    assert (made["by"], made["date"], made["version"]) == (BY, "2026-11-22", 1)
    assert set(made["rests_on"]) == {"purpose", "alternatives"}


def test_the_last_line_says_what_keeps_the_gate_shut(fill: Run) -> None:
    last = fill({"facts": {"out_of_scope": "Subsidies."}}).stdout.splitlines()[-1]
    assert "why: " in last
    assert "public-task" in last


def test_mappings_grow_and_lists_replace_whole(copy: Copy, fill: Run) -> None:
    own_register(copy.root, themes=["energy", "water"])
    assert fill({"facts": {"dates": {"end": "2027-12-31"}}}).exit_code == 0
    assert data(copy)["dates"] == {"start": "2027-03-01", "end": "2027-12-31"}
    assert fill({"facts": {"themes": ["housing"]}}).exit_code == 1
    assert fill({"facts": {"themes": ["housing"]}}, "--replace").exit_code == 0
    assert data(copy)["themes"] == ["housing"]


def test_another_answer_is_refused_without_replace(copy: Copy, fill: Run) -> None:
    paper = {"answers": {"why": {"still-free": {"verdict": "met", "note": NOTE}}}}
    other = {"answers": {"why": {"still-free": {"verdict": "partly", "note": NOTE}}}}
    fill(paper)
    before = copy.snapshot()
    assert fill(paper).exit_code == 0  # the same once more
    refused = fill(other)
    assert refused.exit_code == 1
    assert "still-free" in refused.stderr
    assert copy.path(WHY).read_bytes() == before[WHY][0]
    assert fill(other, "--replace").exit_code == 0
    assert answers(copy, "why")["still-free"]["verdict"] == "partly"


def test_the_author_is_remembered(copy: Copy, fill: Run, samenwerk: Run) -> None:
    copy.write(PAPER, "answers: {why: {not-alone: {value: Te weinig adviseurs in dienst.}}}\n")
    assert samenwerk("check", "loket", "--from", PAPER).exit_code == 2
    copy.write(".samenwerk/author.yaml", "by: jurist\n")
    done = samenwerk("check", "loket", "--from", PAPER)
    assert done.exit_code == 0, done.stderr
    assert answers(copy, "why")["not-alone"]["by"] == "jurist"


def test_a_todo_needs_no_more(copy: Copy, fill: Run) -> None:
    todo = {"who": "jurist", "date": "2026-12-01"}
    assert fill({"answers": {"why": {"not-alone": {"todo": todo}}}}).exit_code == 0
    assert answers(copy, "why")["not-alone"] == {"todo": todo}


def test_only_the_lines_of_a_change_are_touched(copy: Copy, fill: Run) -> None:
    text = copy.read(PATH).replace("name:", "# met de hand\nname:").replace("\n", "\r\n")
    copy.write(PATH, text)
    assert fill({"facts": {"dates": {"start": "2027-04-01"}}}, "--replace").exit_code == 0
    assert copy.path(PATH).read_bytes() == text.replace("2027-03-01", "2027-04-01").encode()


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "named"),
    [
        ("facts: {colour: red}\n", "colour"),
        ("facts: {status: active}\n", "status"),
        ("facts: {kind: geheim}\n", "geheim"),
        ("facts: {dates: {end: 2027-01-01}}\n", "2027"),
        ("facts: [\n", "paper.yaml:1:8"),
        ('facts: {name: "A \\e[31m"}\n', "paper.yaml:1:"),
        ("facts: {name: a, name: b}\n", "paper.yaml:1:"),
        ("facts: x\n", "paper.yaml"),
        ("- x\n", "paper.yaml"),
        ("opinions: {a: b}\n", "paper.yaml"),
        ("answers: {why: {colour: {value: x}}}\n", "colour"),
        ("answers: {whither: {a: {value: x}}}\n", "whither"),
        ("answers: {why: {duty-law: {value: Wet.}}}\n", "duty-law"),
        ("answers: {why: {not-alone: {colour: x}}}\n", "colour"),
        ("answers: {why: {not-alone: Te weinig.}}\n", "paper.yaml"),
        ("answers: {why: {still-free: {verdict: perhaps, note: Een note.}}}\n", "perhaps"),
    ],
)
def test_a_paper_that_is_not_right_changes_nothing(
    copy: Copy, fill: Run, paper: str, named: str
) -> None:
    own_register(copy.root, duty={"extent": "none"})
    copy.write(PAPER, paper)
    before = copy.snapshot()
    refused = fill(paper)
    assert refused.exit_code == 1, refused.stdout
    assert named in refused.stderr
    assert {k: v[0] for k, v in copy.snapshot().items()} == {k: v[0] for k, v in before.items()}


def test_the_nearest_question_is_named(fill: Run) -> None:
    assert "not-alone" in fill("answers: {why: {not-alonne: {value: x}}}\n").stderr


def test_good_answers_beside_a_wrong_one_are_not_saved_either(copy: Copy, fill: Run) -> None:
    paper = {
        "facts": {"out_of_scope": "Subsidies."},
        "answers": {
            "why": {"not-alone": {"value": "Te weinig adviseurs."}, "colour": {"value": "x"}}
        },
    }
    assert fill(paper).exit_code == 1
    assert "out_of_scope" not in data(copy)
    assert not copy.path(WHY).exists()


@pytest.mark.parametrize("by", ["\x1b[31m", "x" * 201, "n.v.t."])
def test_an_author_that_no_file_may_hold(copy: Copy, samenwerk: Run, by: str) -> None:
    copy.write(PAPER, "answers: {why: {not-alone: {value: Te weinig adviseurs.}}}\n")
    done = samenwerk("check", "loket", "--from", PAPER, "--by", by)
    assert done.exit_code == 2
    assert "--by" in done.stderr
    assert not copy.path(WHY).exists()


def test_a_paper_that_makes_a_file_too_large(copy: Copy, fill: Run) -> None:
    own_register(copy.root, purpose="Advies " * 2000)
    done = fill({"facts": {"own": {"brings": [f"{'Woorden ' * 2400} {n}" for n in range(54)]}}})
    assert done.exit_code == 1
    assert copy.path(PATH).stat().st_size < 20_000


def test_a_paper_that_is_not_there(samenwerk: Run, copy: Copy) -> None:
    assert samenwerk("check", "loket", "--from", "nergens.yaml").exit_code == 2


# --- all or nothing, at the disk ------------------------------------------------------------------


def two_files(copy: Copy) -> None:
    paper = {
        "facts": {"out_of_scope": "Subsidies."},
        "answers": {"why": {"not-alone": {"value": "Te weinig adviseurs."}}},
    }
    copy.write(PAPER, yamledit.dump(paper))


@needs_permissions
def test_if_the_second_file_cannot_be_written_the_first_is_not_either(
    copy: Copy, shell: Callable[..., Any]
) -> None:
    two_files(copy)
    checks = copy.write(
        "registry/loket/checks/goals.yaml", "checklist: goals\nanswers: {}\n"
    ).parent
    checks.chmod(0o555)
    before = copy.snapshot()
    done = shell(f"cd {copy.root}; {POWERLESS} samenwerk check loket --from {PAPER} --by jurist")
    checks.chmod(0o755)
    assert done.returncode == 3
    assert {k: v[0] for k, v in copy.snapshot().items()} == {k: v[0] for k, v in before.items()}


def test_if_the_disk_is_full_nothing_is_written(copy: Copy, shell: Callable[..., Any]) -> None:
    """The answers fit within the limit on the size of a file, the facts do not."""
    paper = {
        "facts": {"out_of_scope": "Woorden " * 2000},
        "answers": {"why": {"not-alone": {"value": "Te weinig adviseurs."}}},
    }
    copy.write(PAPER, yamledit.dump(paper))
    before = copy.snapshot()
    limit = f"cd {copy.root}; ulimit -f 8; trap '' XFSZ;"
    done = shell(
        f"{limit} samenwerk check loket --from {PAPER} --by jurist", PYTHONDONTWRITEBYTECODE="1"
    )
    assert done.returncode == 3, done.stderr.decode()
    assert copy.snapshot() == before


def test_a_dry_run_shows_the_lines_and_writes_nothing(copy: Copy, samenwerk: Run) -> None:
    two_files(copy)
    before = copy.snapshot()
    done = samenwerk("check", "loket", "--from", PAPER, "--by", BY, "--dry-run")
    assert (done.exit_code, copy.snapshot()) == (0, before)
    assert f"{PATH}:" in done.stdout
    assert "  + out_of_scope: Subsidies." in done.stdout


# --- a pipe, and nobody ---------------------------------------------------------------------------


def test_a_pipe_is_read_only_as_a_dash(copy: Copy, shell: Callable[..., Any]) -> None:
    two_files(copy)
    go = f"cd {copy.root};"
    assert shell(f"{go} yes | samenwerk check loket").returncode == 1
    assert not copy.path(WHY).exists()
    done = shell(f"{go} samenwerk check loket --from - --by jurist < {PAPER}")
    assert done.returncode == 0, done.stderr.decode()
    assert answers(copy, "why")["not-alone"]["by"] == "jurist"


def test_without_a_person_it_says_what_is_missing(copy: Copy, samenwerk: Run) -> None:
    for options in ((), ("--no-input",)):
        done = samenwerk("check", "loket", *options, "--lang", "en")
        assert done.exit_code == 1
        assert "Which public task" in done.stdout
        assert "goals: " in done.stdout.splitlines()[-1]
    assert samenwerk("check", "--no-input").exit_code == 1
    assert samenwerk("edit", "loket", "name", "--no-input").exit_code == 1


def test_edit_takes_facts_from_a_file(copy: Copy, samenwerk: Run) -> None:
    copy.write(PAPER, "facts: {name: Warmteloket}\n")
    done = samenwerk("edit", "loket", "--from", PAPER)
    assert done.exit_code == 0, done.stderr
    assert data(copy)["name"] == "Warmteloket"
    assert data(copy)["purpose"] == STARTED["purpose"]


@posix
def test_what_a_killed_program_left_is_told_when_it_is_cleared(copy: Copy, samenwerk: Run) -> None:
    left = "registry/loket/.partnership\x1b[31m.yaml.0a1b2c3d.tmp"
    copy.write(left, "half a fi")
    copy.write(PAPER, "facts: {name: Warmteloket}\n")
    done = samenwerk("edit", "loket", "--from", PAPER)
    assert (done.exit_code, copy.path(left).exists()) == (0, False)
    assert done.stderr.splitlines()[0].endswith(
        "opgeruimd: registry/loket/.partnership\\x1b[31m.yaml.0a1b2c3d.tmp."
    )


def test_a_partner_of_a_per_partner_question(copy: Copy, fill: Run) -> None:
    add_checklist(copy, question("q", value="text", per="partner"))
    given = {"q/gemeente-oudstad": {"value": "Hun griffier vroeg hierom."}}
    assert fill({"answers": {"own": given}}).exit_code == 0
    assert list(answers(copy, "own")) == ["q/gemeente-oudstad"]
