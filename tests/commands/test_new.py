"""`samenwerk new`: from the first question, a draft or a file to a partnership in the register."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Copy, Result, needs_permissions, posix
from frontend import Adviser, Asked, Script, Spoken, converse, data, own_register
from samenwerk.checklist import ours
from samenwerk.prompt import Signal

Run = Callable[..., Result]
BACK, SKIP = Signal.BACK, Signal.SKIP
DRAFT = ".samenwerk/new.yaml"
MADE = "registry/warmteloket/partnership.yaml"
ASKED = [each.fact for each in ours()["intake"].questions]
START = str(ASKED.index("dates.start"))

ANSWERS = [
    "Warmteloket",
    "public-public",
    "Inwoners krijgen advies over warmtepompen.",
    "gemeente-oudstad",
    SKIP,
    ["water"],
    "1-3-2027",
    "beleidsadviseur energie",
]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    made = own_register(tmp_path)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def new(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Spoken]:
    def run(*given: object, options: tuple[str, ...] = ("--lang", "en")) -> Spoken:
        return converse(monkeypatch, Script(given), "new", *options)

    return run


# --- with a person --------------------------------------------------------------------------------


def test_from_the_first_question_to_the_register(copy: Copy, new: Callable[..., Spoken]) -> None:
    spoken = new(*ANSWERS, "save")
    assert spoken.exit_code == 0, spoken.stderr
    made = data(copy, MADE)
    assert made["status"] == "exploring"
    assert made["partners"] == [{"organisations": ["gemeente-oudstad"]}]
    assert made["dates"] == {"start": "2027-03-01"}
    assert list(made)[:3] == ["schema", "name", "status"]
    assert copy.read(MADE).startswith("# yaml-language-server: $schema=../../schemas/")
    assert not copy.path(DRAFT).exists()


def test_the_end_says_how_to_go_on_in_at_most_three_lines(new: Callable[..., Spoken]) -> None:
    lines = new(*ANSWERS, "save").stdout.splitlines()
    commands = [line.strip() for line in lines if line.startswith("  ") and line[2] in "sg"]
    assert commands[0] == "samenwerk check warmteloket"
    assert commands[-1].startswith("git add registry")
    assert len(commands) == 3


def test_how_many_questions_and_where_you_are(new: Callable[..., Spoken]) -> None:
    spoken = new(*ANSWERS, "save")
    assert f"You answer {len(ASKED)} questions." in spoken.stdout
    headings = [each.ask.heading for each in spoken.asked]
    assert headings[0] == f"Question 1 of {len(ASKED)} · Name"
    assert headings[-2].startswith(f"Question {len(ASKED)} of {len(ASKED)} · ")


def test_the_number_of_prompts_stays_within_its_budget(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DESIGN section 4: at most ten, the review too; a third partner is one more."""
    for partners in (["bouwer-bv"], ["bouwer-bv", "gemeente-oudstad"]):
        adviser = Adviser(partners=partners, wanted={"Naam": f"Loket {len(partners)}"})
        assert converse(monkeypatch, adviser, "new").exit_code == 0
        assert len(adviser.asked) <= 10


def test_back_and_skip(copy: Copy, new: Callable[..., Spoken]) -> None:
    given = ["Loket", BACK, "Warmteloket", SKIP, *ANSWERS[2:], "save"]
    assert new(*given).exit_code == 0
    assert "kind" not in data(copy, MADE)


def test_the_name_cannot_be_skipped_nor_the_first_question_left(new: Callable[..., Spoken]) -> None:
    first = new(*ANSWERS, "save").asked[0].ask
    assert not first.signals
    assert first.help


def test_an_unknown_organisation_comes_into_the_register_with_it(
    copy: Copy, new: Callable[..., Spoken]
) -> None:
    given = [*ANSWERS[:4], "+Woonclub Zuid", "association", *ANSWERS[4:]]

    def look(_asked: Asked) -> str:
        assert not copy.path("registry/organisations/woonclub-zuid.yaml").exists()
        return "save"

    spoken = new(*given, look)
    assert spoken.exit_code == 0, spoken.stderr
    assert data(copy, "registry/organisations/woonclub-zuid.yaml")["name"] == "Woonclub Zuid"
    assert "organisations/woonclub-zuid.yaml" in spoken.stdout
    assert len(data(copy, MADE)["partners"]) == 2


def test_an_answer_can_be_changed_in_the_review(copy: Copy, new: Callable[..., Spoken]) -> None:
    spoken = new(*ANSWERS, "change", "0", "Warmtepunt", "change", START, "1-4-2027", "save")
    assert spoken.exit_code == 0, spoken.stderr
    made = data(copy, "registry/warmtepunt/partnership.yaml")
    assert made["dates"]["start"] == "2027-04-01"
    assert spoken.stdout.count("Check your answers") == 3


def test_the_file_can_be_seen_first(copy: Copy, new: Callable[..., Spoken]) -> None:
    spoken = new(*ANSWERS, "view", "save")
    assert "  name: Warmteloket\n  status: exploring\n" in spoken.stdout


def test_nothing_is_in_the_register_before_it_is_saved(
    copy: Copy, new: Callable[..., Spoken]
) -> None:
    before = {name for name in copy.snapshot() if name.startswith("registry")}
    assert new(*ANSWERS, "keep").exit_code == 0
    assert {name for name in copy.snapshot() if name.startswith("registry")} == before
    assert copy.read(".samenwerk/.gitignore") == "*\n"


def test_it_can_be_thrown_away(copy: Copy, new: Callable[..., Spoken]) -> None:
    assert new(*ANSWERS, "discard").exit_code == 0
    assert not copy.path(DRAFT).exists()


def test_what_validate_would_refuse_cannot_be_saved_yet(
    copy: Copy, new: Callable[..., Spoken]
) -> None:
    given = [*ANSWERS, "1-3-2027", "save", "change", START, "1-3-2025", "save"]
    spoken = new(*given, options=("--lang", "en", "--status", "inherited"))
    assert spoken.exit_code == 0, spoken.stderr
    assert spoken.stdout.count("Check your answers") == 3
    assert "Choose exploring" in spoken.stdout
    assert data(copy, MADE)["dates"] == {"start": "2025-03-01", "check_by": "2027-03-01"}
    assert "did" in spoken.asked[int(START) + 1].ask.question


def test_a_dry_run_shows_the_file_and_saves_nothing(copy: Copy, new: Callable[..., Spoken]) -> None:
    spoken = new(*ANSWERS, "save", options=("--lang", "en", "--dry-run"))
    assert "name: Warmteloket" in spoken.stdout
    assert "Nothing was saved." in spoken.stdout
    assert not copy.path(MADE).exists()
    assert copy.path(DRAFT).exists()


def test_similar_partnerships_are_shown(copy: Copy, new: Callable[..., Spoken]) -> None:
    given = [*ANSWERS[:5], ["energy"], *ANSWERS[6:], "save"]
    assert "Energieloket (loket)" in new(*given).stdout
    assert "Energieloket (loket)" not in new(*ANSWERS, "save").stdout


# --- a draft --------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_stopping_keeps_the_answers(
    copy: Copy, new: Callable[..., Spoken], stop: type[BaseException]
) -> None:
    spoken = new(*ANSWERS[:2], stop)
    assert spoken.exit_code == 130
    assert "Go on with: samenwerk new" in spoken.stderr
    assert data(copy, DRAFT)["facts"] == {"name": "Warmteloket", "kind": "public-public"}


def test_stopping_at_the_first_question_keeps_nothing(new: Callable[..., Spoken]) -> None:
    spoken = new(KeyboardInterrupt)
    assert spoken.exit_code == 130
    assert "Stopped. Nothing was answered." in spoken.stderr


def test_how_to_go_on_with_a_draft_can_be_copied(
    copy: Copy, new: Callable[..., Spoken], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = ("--lang", "en", "--register", str(copy.root), "--status", "inherited", "--id", "warm")
    spoken = new("Warmteloket", KeyboardInterrupt, options=named)
    how = f"samenwerk new --status inherited --id warm --register {copy.root}"
    assert f"Go on with: {how}\n" in spoken.stderr
    monkeypatch.setenv("SAMENWERK_REGISTER", str(copy.root))
    spoken = new("again", KeyboardInterrupt)
    assert spoken.stderr.endswith("Go on with: samenwerk new\n")


@pytest.fixture
def stuck(copy: Copy, new: Callable[..., Spoken], monkeypatch: pytest.MonkeyPatch) -> str:
    """A draft in a folder in which nothing may be changed, and what is said of that."""

    def refuse(path: Path, **_how: object) -> None:
        if ".samenwerk" in path.parts:
            raise PermissionError(errno.EACCES, "no")

    new("Waterloket", KeyboardInterrupt)
    for way in ("touch", "unlink"):
        monkeypatch.setattr(Path, way, refuse)
    return f"Could not save {DRAFT}: you have no permission."


def test_a_draft_that_cannot_be_removed_is_not_gone_on_with(
    copy: Copy, new: Callable[..., Spoken], stuck: str
) -> None:
    spoken = new("again", *ANSWERS, "save")
    assert (spoken.exit_code, stuck in spoken.stderr) == (3, True)
    assert spoken.stdout.count(stuck) == 2  # at the start, and when it could not be thrown away
    assert "samenwerk check warmteloket" in spoken.stdout
    assert data(copy, MADE)["name"] == "Warmteloket"
    assert data(copy, DRAFT)["facts"] == {"name": "Waterloket"}


def test_a_draft_that_stays_is_not_called_thrown_away(
    new: Callable[..., Spoken], stuck: str
) -> None:
    spoken = new("go-on", *ANSWERS[1:], "discard")
    assert (spoken.exit_code, stuck in spoken.stderr) == (3, True)
    assert "Thrown away" not in spoken.stdout


@pytest.mark.parametrize("given", [["go-on", "internal"], ["again", "Warmteloket"], ["again"]])
def test_stopping_says_that_the_draft_of_last_time_is_still_there(
    copy: Copy, new: Callable[..., Spoken], stuck: str, given: list[str]
) -> None:
    spoken = new(*given, KeyboardInterrupt)
    assert stuck in spoken.stdout
    assert "\nMake room or ask for the right to write there" in spoken.stdout
    assert "Nothing new was saved; the draft of last time is still there." in spoken.stderr
    assert data(copy, DRAFT)["facts"] == {"name": "Waterloket"}


@pytest.fixture(params=["file", "link", "folder"])
def no_draft(request: pytest.FixtureRequest, copy: Copy) -> Path:
    """The draft cannot be kept; a folder in which nothing may be written."""
    outside = copy.root.with_name(f"{copy.root.name}-outside")
    outside.mkdir()
    if request.param == "file":
        copy.write(".samenwerk", "")
    elif request.param == "link":
        copy.path(".samenwerk").symlink_to(outside)
    else:
        copy.path(DRAFT).mkdir(parents=True)
    return outside


def test_without_a_draft_it_goes_on_and_says_so_once(
    copy: Copy, new: Callable[..., Spoken], no_draft: Path
) -> None:
    spoken = new(*ANSWERS, "keep", "save")
    assert spoken.exit_code == 0, spoken.stderr
    assert spoken.stdout.count("No draft can be kept here.") == 1
    assert "The draft cannot be kept here." in spoken.stdout
    assert data(copy, MADE)["name"] == "Warmteloket"
    assert list(no_draft.iterdir()) == []


def test_without_a_draft_stopping_says_that_it_is_lost(
    new: Callable[..., Spoken], no_draft: Path
) -> None:
    spoken = new(*ANSWERS[:2], KeyboardInterrupt)
    assert spoken.exit_code == 130
    assert "Nothing was saved, and no draft could be kept." in spoken.stderr
    assert new(*ANSWERS, "discard").exit_code == 0
    assert list(no_draft.iterdir()) == []


def test_an_answer_that_cannot_be_kept_is_given_back(
    copy: Copy, new: Callable[..., Spoken], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(_asked: object) -> str:
        def full(*_arguments: object, **_named: object) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr("samenwerk.placing._write", full)
        return ANSWERS[2]

    spoken = new(*ANSWERS[:2], fill_the_disk)
    assert spoken.exit_code == 3
    assert spoken.stderr.endswith(f"\nYour answer was: {ANSWERS[2]}\n")
    assert data(copy, DRAFT)["facts"] == {"name": "Warmteloket", "kind": "public-public"}


def test_a_file_with_answers_leaves_the_draft_alone(
    copy: Copy, new: Callable[..., Spoken], samenwerk: Run
) -> None:
    new("Warmteloket", KeyboardInterrupt)
    before = copy.read(DRAFT)
    copy.write("paper.yaml", "facts:\n  name: Waterloket\n")
    assert samenwerk("new", "--from", "paper.yaml").exit_code == 0
    assert copy.read(DRAFT) == before


@posix
def test_a_register_that_is_read_only_is_named(
    copy: Copy, new: Callable[..., Spoken], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(_path: Path, **_how: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "touch", touch)
    said = new().stderr
    assert "Nothing new can be saved in registry: you have no permission." in said
    assert "registry/new" not in said


def test_a_draft_goes_on_where_it_was(copy: Copy, new: Callable[..., Spoken]) -> None:
    new(*ANSWERS[:2], KeyboardInterrupt)
    spoken = new("go-on", *ANSWERS[2:], "save")
    assert spoken.exit_code == 0, spoken.stderr
    assert "Warmteloket" in spoken.asked[0].ask.question
    assert f"{len(ASKED) - 2} questions left." in spoken.stdout
    assert data(copy, MADE)["kind"] == "public-public"


def test_a_draft_that_is_complete_goes_to_the_review(
    copy: Copy, new: Callable[..., Spoken]
) -> None:
    new(*ANSWERS, "keep")
    assert new("go-on", "save").exit_code == 0
    assert copy.path(MADE).exists()


def test_or_begins_again(copy: Copy, new: Callable[..., Spoken]) -> None:
    new(*ANSWERS[:2], KeyboardInterrupt)
    assert new("again", *ANSWERS, "save").exit_code == 0


def test_a_damaged_draft_is_no_trouble(copy: Copy, new: Callable[..., Spoken]) -> None:
    copy.write(DRAFT, "facts: [")
    assert new(*ANSWERS, "save").exit_code == 0


# --- ids ------------------------------------------------------------------------------------------


def test_an_id_that_is_taken_gets_a_number(copy: Copy, new: Callable[..., Spoken]) -> None:
    assert new("Loket", *ANSWERS[1:], "save").exit_code == 0
    assert copy.path("registry/loket-2/partnership.yaml").exists()


def test_an_id_may_be_given(copy: Copy, new: Callable[..., Spoken], samenwerk: Run) -> None:
    assert new(*ANSWERS, "save", options=("--id", "warm")).exit_code == 0
    assert copy.path("registry/warm/partnership.yaml").exists()
    assert samenwerk("new", "--id", "Warm Loket").exit_code == 1
    copy.write("paper.yaml", "facts: {name: Warm}\n")
    assert samenwerk("new", "--id", "warm", "--from", "paper.yaml").exit_code == 1


# --- from a file ----------------------------------------------------------------------------------

PAPER = """\
facts:
  name: Warmteloket
  purpose: Inwoners krijgen advies over warmtepompen.
  kind:
  partners:
    - organisations: [woonclub]
    - organisations: [gemeente-oudstad]
organisations:
  woonclub: {name: Woonclub Zuid, kind: association}
"""


def test_the_template_comes_back_filled_in(copy: Copy, samenwerk: Run) -> None:
    template = samenwerk("new", "--template", "--lang", "en").stdout
    assert "# What is the partnership called?" in template
    filled = template.replace("  name:\n", "  name: Warmteloket\n", 1)
    copy.write("paper.yaml", filled)
    assert samenwerk("new", "--from", "paper.yaml").exit_code == 0
    assert data(copy, MADE) == {"schema": 1, "name": "Warmteloket", "status": "exploring"}
    assert samenwerk("validate").exit_code == 0


def test_a_paper_brings_its_organisations(copy: Copy, samenwerk: Run) -> None:
    copy.write("paper.yaml", PAPER)
    done = samenwerk("new", "--from", "paper.yaml")
    assert done.exit_code == 0, done.stderr
    assert "kind" not in data(copy, MADE)
    assert data(copy, "registry/organisations/woonclub.yaml")["name"] == "Woonclub Zuid"


def test_a_dry_run_of_a_paper_writes_nothing(copy: Copy, samenwerk: Run) -> None:
    copy.write("paper.yaml", PAPER)
    before = copy.snapshot()
    done = samenwerk("new", "--from", "paper.yaml", "--dry-run")
    assert (done.exit_code, copy.snapshot()) == (0, before)
    assert "name: Warmteloket" in done.stdout


@pytest.mark.parametrize(
    ("paper", "named"),
    [
        ("facts: {purpose: Iets goeds doen.}\n", "paper.yaml"),
        ("facts: [\n", "paper.yaml:1:8"),
        ("facts: {name: A, status: active}\n", "status"),
        ("facts: {name: A, colour: red}\n", "colour"),
        ("facts: {name: A, kind: geheim}\n", "geheim"),
        ('facts: {name: "A \\e[31m"}\n', "U+001B"),
        ("facts: {name: Loket A, partners: [{organisations: [niemand]}]}\n", "niemand"),
        ("answers: {why: {a: {}, b: x}}\n", "facts:"),
        ("facts: {name: Loket A}\norganisations: {bouwer-bv: {name: B, kind: other}}\n", "bouwer"),
        ("facts: {name: Loket A}\norganisations: {con: {name: B, kind: other}}\n", "con"),
        ("- facts\n", "paper.yaml"),
    ],
)
def test_a_paper_that_is_not_right_changes_nothing(
    copy: Copy, samenwerk: Run, paper: str, named: str
) -> None:
    copy.write("paper.yaml", paper)
    before = copy.snapshot()
    done = samenwerk("new", "--from", "paper.yaml")
    assert done.exit_code in {1, 3}, done.stderr
    assert named in done.stderr
    assert copy.snapshot() == before


@needs_permissions
def test_all_files_are_written_or_none(copy: Copy, shell: Callable[..., object]) -> None:
    from conftest import POWERLESS

    copy.write("paper.yaml", PAPER)
    copy.path("registry/organisations").chmod(0o555)
    before = copy.snapshot()
    done = shell(f"cd {copy.root}; {POWERLESS} samenwerk new --from paper.yaml")
    copy.path("registry/organisations").chmod(0o755)
    assert done.returncode == 3  # type: ignore[attr-defined]
    assert copy.snapshot() == before


# --- without a person -----------------------------------------------------------------------------


def test_without_a_person_it_says_what_is_missing(copy: Copy, samenwerk: Run) -> None:
    for options in ((), ("--no-input",)):
        done = samenwerk("new", *options)
        assert done.exit_code == 1
        assert "name, purpose, partners" in done.stderr
        assert not copy.path(".samenwerk").exists()


def test_answers_come_from_stdin_only_when_asked_for(
    copy: Copy, shell: Callable[..., object]
) -> None:
    done = shell(
        f"cd {copy.root}; printf 'facts: {{name: Warmteloket}}\\n' | samenwerk new --from -"
    )
    assert done.returncode == 0  # type: ignore[attr-defined]
    assert copy.path(MADE).exists()
    assert shell(f"cd {copy.root}; yes y | samenwerk new").returncode == 1  # type: ignore[attr-defined]
