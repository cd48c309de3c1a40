"""`samenwerk init`: a new register that validates, made whole or not at all."""

import datetime as dt
import errno
import json
import subprocess
from typing import get_args
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from conftest import ROOT, Copy
from frontend import TODAY, Script, converse
from samenwerk import founding, placing, schema, yamlfile
from samenwerk.errors import SamenwerkError
from samenwerk.finding import Severity
from samenwerk.interview.founded import Founded
from samenwerk.prompt import Signal
from samenwerk.register import Register

OPTIONS = ["--name", "Gemeente Oudstad", "--authority", "municipality"]
ANSWERS = ["Gemeente Oudstad", "municipality", "nl", "internal", ["gemeentesecretaris"], "none"]
EMPTY = "There are no partnerships in this register yet: 0 errors, 0 warnings"
REGISTRY = {"registry/register.yaml", "registry/organisations/gemeente-oudstad.yaml"}
FULL_DISK = OSError(errno.ENOSPC, "no room")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder, outside any repository, as the working directory."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Copy(folder)


def tree(folder):
    """Every file with its bytes, and every folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def files(folder):
    return {name for name, content in tree(folder).items() if content is not None}


def git(folder, *arguments):
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


# --- what is made ---


def test_a_new_register_is_in_order(here, samenwerk):
    result = samenwerk("--lang", "en", "init", *OPTIONS)
    assert (result.exit_code, result.stderr) == (0, "")
    assert EMPTY in result.lines
    assert result.lines[-1] == "  samenwerk new"
    checked = samenwerk("--lang", "en", "validate")
    assert (checked.exit_code, len(checked.lines)) == (0, 1)
    assert checked.lines[0].startswith(EMPTY.partition(":")[0])
    assert checked.lines[0].endswith(EMPTY.partition(":")[2])


def test_it_holds_the_register_and_what_editors_git_and_colleagues_need(here, samenwerk):
    made = samenwerk("init", *OPTIONS)
    schemas = {f"schemas/{kind}.schema.json" for kind in get_args(schema.Kind)}
    editors = {".vscode/extensions.json", ".vscode/settings.json"}
    assert files(here.root) == {
        *(".gitattributes", ".gitignore", "README.md"), *editors, *schemas, *REGISTRY
    }  # fmt: skip
    assert files(here.root) <= {line.strip() for line in made.lines}


def test_the_schemas_and_the_settings_for_editors_are_the_ones_of_the_tool(here, samenwerk):
    samenwerk("init", *OPTIONS)
    for name in [f"{kind}.schema.json" for kind in get_args(schema.Kind)]:
        assert here.path(f"schemas/{name}").read_bytes() == (ROOT / "schemas" / name).read_bytes()
    for name in ("extensions.json", "settings.json"):
        assert here.read(f".vscode/{name}") == (ROOT / ".vscode" / name).read_text(encoding="utf-8")
    named = json.loads(here.read(".vscode/settings.json"))["yaml.schemas"]
    assert {each.removeprefix("./") for each in named} == {
        name for name in files(here.root) if name.startswith("schemas/")
    }


SCHEMAS = sorted(f"schemas/{kind}.schema.json" for kind in get_args(schema.Kind))


def contents(copy):
    return {path: copy.path(path).read_bytes() for path in files(copy.root)}


def test_schemas_of_another_version_are_named_and_put_right(here, samenwerk):
    samenwerk("init", *OPTIONS)
    before = contents(here)
    here.write(SCHEMAS[2], "{}\n")
    here.path(SCHEMAS[4]).unlink()
    said = samenwerk("--lang", "en", "validate")
    assert said.exit_code == 0
    assert f"{SCHEMAS[2]}:1:1: warning schemas-differ" in said.lines[0]
    assert SCHEMAS[4] in said.lines[0]
    told = samenwerk("--lang", "en", "init", "--schemas", "--dry-run")
    assert told.lines == ["These schemas would change:", f"  {SCHEMAS[2]}", f"  {SCHEMAS[4]}"]
    assert contents(here) != before
    done = samenwerk("--lang", "en", "init", "--schemas")
    assert done.exit_code == 0
    assert done.lines == ["These schemas were put right:", f"  {SCHEMAS[2]}", f"  {SCHEMAS[4]}"]
    assert contents(here) == before
    assert len(samenwerk("validate").lines) == 1
    assert "those of this version" in samenwerk("--lang", "en", "init", "--schemas").stdout


def test_a_register_that_has_no_schemas_may_have_none_and_can_get_them(here, samenwerk):
    samenwerk("init", *OPTIONS)
    for path in SCHEMAS:
        here.path(path).unlink()
    assert len(samenwerk("validate").lines) == 1
    assert samenwerk("init", "--schemas").exit_code == 0
    assert set(SCHEMAS) <= files(here.root)


@pytest.mark.parametrize(
    "put", [lambda path: path.mkdir(), lambda path: path.symlink_to("README.md")]
)
def test_what_is_no_file_is_not_put_right(here, samenwerk, put):
    assert samenwerk("init", *OPTIONS).exit_code == 0
    here.path(SCHEMAS[1]).unlink()
    put(here.path(SCHEMAS[1]))
    done = samenwerk("--lang", "en", "init", "--schemas")
    assert done.exit_code == 3
    assert f"{SCHEMAS[1]}: This is not an ordinary file" in done.stderr
    assert "Put the file itself here." in done.stderr


def test_schemas_in_another_layout_are_the_same(here, samenwerk):
    samenwerk("init", *OPTIONS)
    for number, path in enumerate(SCHEMAS):
        text = here.read(path)
        compact = json.dumps(json.loads(text), sort_keys=True)
        here.write(path, compact if number % 2 else text.replace("\n", "\r\n").encode())
    assert len(samenwerk("validate").lines) == 1


@pytest.mark.parametrize("content", [b"", b"\xff", b"[" * 100_000, b"null", b'{"title": 1}'])
def test_anything_else_in_a_schema_is_a_warning(here, samenwerk, content):
    samenwerk("init", *OPTIONS)
    here.write(SCHEMAS[0], content)
    assert "schemas-differ" in samenwerk("validate").stdout
    assert samenwerk("validate").exit_code == 0


def test_schemas_are_put_right_in_a_register_only(here, samenwerk):
    assert samenwerk("init", "--schemas").exit_code == 3
    assert samenwerk("init", "nowhere", "--schemas").exit_code == 3
    samenwerk("init", "ours", *OPTIONS)
    here.write(f"ours/{SCHEMAS[0]}", "{}")
    assert samenwerk("init", "ours", "--schemas").exit_code == 0
    assert here.path(f"ours/{SCHEMAS[0]}").read_bytes() == (ROOT / SCHEMAS[0]).read_bytes()


def test_the_options_become_settings(here, samenwerk):
    extra = ["--language", "en", "--visibility", "public", "--began", "1-3-2026"]
    approvers = ["--approver", "gemeentesecretaris", "--approver", " concern  controller "]
    assert samenwerk("init", *OPTIONS, *extra, *approvers).exit_code == 0
    made = yamlfile.load(here.path("registry/register.yaml").read_bytes())
    assert made == {
        "schema": 1,
        "organisation": "gemeente-oudstad",
        "authority": "municipality",
        "language": "en",
        "visibility": "public",
        "began": "2026-03-01",
        "gate": ["why", "goals", "values", "roles"],
        "approvers": ["gemeentesecretaris", "concern controller"],
    }


@pytest.mark.parametrize("authority", ["municipality", "province", "water-board", "other"])
def test_each_kind_of_authority_gives_a_register_in_order(here, samenwerk, authority):
    assert samenwerk("init", "--name", "Onze dienst", "--authority", authority).exit_code == 0
    assert samenwerk("validate", "--fail-on", "warning").exit_code == 0


@pytest.mark.parametrize("day", [dt.date(2028, 2, 29), dt.date(2026, 12, 31), dt.date(1970, 1, 1)])
def test_a_register_that_begins_on_a_rare_day_is_in_order(here, samenwerk, monkeypatch, day):
    monkeypatch.setattr("samenwerk.clock.today", lambda: day)
    assert samenwerk("init", *OPTIONS).exit_code == 0
    assert samenwerk("validate", "--fail-on", "warning").exit_code == 0
    assert f"began: {day.isoformat()}\n" in here.read("registry/register.yaml")


def test_a_partnership_can_be_added_at_once(here, samenwerk):
    samenwerk("init", *OPTIONS)
    paper = {"facts": {"name": "Loket", "purpose": "Advies voor bewoners.", "themes": ["energy"]}}
    here.write("paper.yaml", json.dumps(paper))
    assert samenwerk("new", "--from", "paper.yaml").exit_code == 0
    assert samenwerk("validate").exit_code == 0


@pytest.mark.parametrize("name", ["mijn register", "Súdwest-Fryslân", "a/b/c", "$(touch PWNED)"])
def test_the_folder_may_have_any_name_and_need_not_exist(here, samenwerk, shell, name):
    result = samenwerk("init", name, *OPTIONS)
    assert result.exit_code == 0
    assert set(REGISTRY) <= files(here.root / name)
    assert samenwerk("--register", name, "validate").exit_code == 0
    [change] = [line for line in result.lines if line.startswith("  cd ")]
    assert shell(f"{change} && samenwerk validate").returncode == 0
    assert not here.path("PWNED").exists()


def test_the_folder_is_the_one_of_the_option_that_stands_anywhere(here, samenwerk):
    assert samenwerk("--register", "elders", "init", *OPTIONS).exit_code == 0
    assert set(REGISTRY) <= files(here.root / "elders")


def test_without_git_nothing_is_missing(here, samenwerk, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert samenwerk("init", *OPTIONS, "--ci", "gitlab").exit_code == 0


def test_git_keeps_the_lines_and_leaves_out_what_is_of_one_computer(here, samenwerk):
    git(here.root, "init", "--quiet")
    assert samenwerk("init", *OPTIONS, "--ci", "github").exit_code == 0
    asked = ("eol", "diff", "linguist-generated")
    said = git(here.root, "check-attr", *asked, "--", "registry/loket/partnership.yaml")
    assert [line.rpartition(" ")[2] for line in said.splitlines()] == ["lf", "set", "unset"]
    here.write(".samenwerk/new.yaml", "facts: {}\n")
    here.write("registry/.register.yaml.x.tmp", "")
    git(here.root, "add", "--all")
    assert set(git(here.root, "ls-files").splitlines()) == {
        name for name in files(here.root) if not name.startswith((".git/", ".samenwerk/"))
        if not name.endswith(".tmp")
    }  # fmt: skip


# --- what was there stays ---


def test_what_is_there_is_left_and_named(here, samenwerk):
    there = {"README.md": "# Van ons\n", ".gitignore": "*.docx\n", "notes/x.txt": "x"}
    for name, text in there.items():
        here.write(name, text)
    result = samenwerk("--lang", "en", "init", *OPTIONS)
    assert result.exit_code == 0
    assert {name: here.read(name) for name in there} == there
    below = result.lines[result.lines.index("These were there already and stay as they are:") + 1 :]
    assert below[:2] == ["  .gitignore", "  README.md"]
    assert not any("tells colleagues" in line for line in result.lines)


@pytest.mark.parametrize(
    ("name", "said"), [("", "geen naam"), (" ", "geen naam"), ("a/registry", "die erboven")]
)
def test_a_folder_that_was_not_meant_is_wrong_usage(here, samenwerk, name, said):
    result = samenwerk("init", name, *OPTIONS, "--yes")
    assert result.exit_code == 2
    assert said in result.stderr
    assert files(here.root) == set()


def test_in_a_register_it_is_refused(register, samenwerk):
    before = register.snapshot()
    result = samenwerk("--lang", "en", "init", *OPTIONS)
    assert result.exit_code == 1
    assert "There is already a register in " in result.stderr
    assert register.snapshot() == before


@pytest.mark.parametrize("name", ["deeper", "registry/loket", "deeper/../registry"])
def test_inside_a_register_it_is_refused(register, samenwerk, name):
    before = register.snapshot()
    result = samenwerk("--lang", "en", "init", name, *OPTIONS)
    assert result.exit_code == 1
    assert " is inside the register in " in result.stderr
    assert register.snapshot() == before
    assert not register.path("deeper").exists()


def test_by_way_of_a_link_it_is_refused_too(register, samenwerk, tmp_path):
    (tmp_path / "link").symlink_to(register.path("registry"), target_is_directory=True)
    assert samenwerk("init", str(tmp_path / "link" / "new"), *OPTIONS).exit_code == 1


def test_a_file_is_no_folder(here, samenwerk):
    here.write("papier", "x")
    result = samenwerk("--lang", "en", "init", "papier", *OPTIONS)
    assert (result.exit_code, here.read("papier")) == (2, "x")
    assert "is a file, not a folder" in result.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("registry/loket/partnership.yaml", "schema: 1\n"),
        ("registry/organisations/gemeente-oudstad.yaml", "schema: 2\n"),
        ("checklists/own.yaml", "id: other\n"),
    ],
)
def test_what_is_there_and_would_be_wrong_is_said_before_anything_is_made(
    here, samenwerk, name, text
):
    here.write(name, text)
    before = tree(here.root)
    result = samenwerk("--lang", "en", "init", *OPTIONS)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {name}:")
    assert "Nothing was made." in result.stderr
    assert tree(here.root) == before


def test_a_file_in_the_place_of_a_folder_stops_it_whole(here, samenwerk):
    here.write(".vscode", "x")
    result = samenwerk("--lang", "en", "init", "--ci", "github", *OPTIONS)
    assert result.exit_code == 3
    assert ".vscode/extensions.json" in result.stderr
    assert tree(here.root) == {".vscode": b"x"}


# --- all or nothing ---


def breaking_at(step, number, fault, *, is_after):
    """One step of the writer goes wrong at one of its files, before or after it was done."""
    real, left = getattr(placing, step), iter(range(number))

    def broken(*arguments, **named):
        is_now = next(left, None) is None
        if is_after or not is_now:
            real(*arguments, **named)
        if is_now:
            raise fault

    return patch.object(placing, step, broken)


@pytest.mark.parametrize(
    ("name", "step", "number"),
    [
        *((name, "_write", number) for name in ("deep/er", ".") for number in (0, 1, 5, 8, 12, 13)),
        ("deep/er", "_rename", 0),
        *((".", "_rename", number) for number in (0, 1, 5, 6)),
        *((name, "_flush", number) for name in ("deep/er", ".") for number in (0, 1)),
    ],
)
@pytest.mark.parametrize("fault", [FULL_DISK, KeyboardInterrupt()], ids=["full-disk", "ctrl-c"])
def test_whichever_step_goes_wrong_nothing_is_left(here, samenwerk, name, step, number, fault):
    here.write(".github/CODEOWNERS", "* @us\n")
    before = tree(here.root)
    with breaking_at(step, number, fault, is_after=fault is not FULL_DISK):
        result = samenwerk("init", name, "--ci", "github", *OPTIONS)
    assert result.exit_code == (3 if fault is FULL_DISK else 130)
    assert tree(here.root) == before
    assert not (here.root / "deep").exists()


def test_an_empty_folder_that_was_there_stays(here, samenwerk):
    (here.root / "checklists").mkdir()
    with breaking_at("_rename", 5, FULL_DISK, is_after=False):
        assert samenwerk("init", *OPTIONS).exit_code == 3
    assert [path.name for path in here.root.iterdir()] == ["checklists"]


def test_what_makes_the_folder_a_register_comes_last(here, samenwerk):
    with patch.object(placing, "_rename", wraps=placing._rename) as moved:
        samenwerk("init", *OPTIONS)
    assert moved.call_args.args[1] == here.root / "registry"


def test_a_dry_run_shows_the_files_and_makes_nothing(here, samenwerk):
    result = samenwerk("--lang", "en", "init", "new", "--dry-run", "--ci", "azure", *OPTIONS)
    assert result.exit_code == 0
    assert "  organisation: gemeente-oudstad" in result.lines
    assert "  azure-pipelines.yml" in result.lines
    assert result.lines[-1] == "Nothing was made."
    assert tree(here.root) == {}


# --- what is said wrong ---


@pytest.mark.parametrize(
    ("wrong", "code", "sentence"),
    [
        (["--authority", "gemeente"], 2, "--authority does not know “gemeente”"),
        (["--language", "de"], 2, "--language does not know “de”"),
        (["--visibility", "publik"], 2, "Did you mean public?"),
        (["--ci", "githb"], 2, "Did you mean github?"),
        (["--began", "2026-02-30"], 2, "--began needs a date"),
        (["--began", "2027-01-01"], 1, "Nothing was made"),
        (["--approver", "n.v.t."], 2, "--approver: write something concrete"),
        (["--approver", "a\x1b[31m"], 2, "--approver holds the character U+001B"),
        (["--name", "x" * 201], 2, "--name is too long"),
        (["--name", "..."], 2, "--name: write something concrete"),
        (["--name", "Gemeente\u202e"], 2, "--name holds the character U+202E"),
        (["--approver", "controller", "--approver", "controller"], 1, "Nothing was saved"),
    ],
)
def test_what_is_said_wrong_is_explained_and_makes_nothing(here, samenwerk, wrong, code, sentence):
    result = samenwerk("--lang", "en", "init", *OPTIONS, *wrong)
    assert result.exit_code == code
    assert sentence in result.stderr
    assert tree(here.root) == {}


@pytest.mark.parametrize("extra", [[], ["--no-input"], ["--yes"]])
def test_without_a_person_it_says_which_options_are_missing(here, samenwerk, extra):
    result = samenwerk("--lang", "en", "init", *extra)
    assert result.exit_code == 1
    assert "Still needed: --name, --authority." in result.stderr
    assert tree(here.root) == {}


@given(
    st.text(min_size=1, max_size=60),
    st.sampled_from(["municipality", "province", "water-board", "other"]),
    st.lists(st.text(min_size=1, max_size=30), max_size=3),
)
@example("東京", "other", [])
@example("- [x](http://a) <b> `c` | {{ d }} {% e %}", "province", ["yes", "01234567", "a: b #c"])
@example("con", "municipality", ["null"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_name_makes_a_register_in_order_or_is_refused(tmp_path_factory, name, kind, approvers):
    folder = tmp_path_factory.mktemp("any")
    said = {"name": name, "authority": kind, "approvers": approvers}
    try:
        founded = Founded(Register(folder), said, TODAY)
    except SamenwerkError:
        assert tree(folder) == {}
        return
    founded.save()
    assert founded.report.exit_code(Severity.ERROR) == 0
    made = yamlfile.load((folder / "registry/register.yaml").read_bytes())
    assert made.get("approvers", []) == approvers


# --- from a file ---


def test_the_settings_can_come_from_a_file_and_an_option_goes_before_it(here, samenwerk):
    here.write(
        "paper.yaml",
        "name: Provincie Vlakland\nauthority: province\nlanguage: en\nreview_every_months: 6\n"
        "approvers:\n  -\n",
    )
    result = samenwerk("init", "new", "--from", "paper.yaml", "--language", "nl")
    assert result.exit_code == 0
    made = yamlfile.load(here.path("new/registry/register.yaml").read_bytes())
    assert (made["organisation"], made["language"]) == ("provincie-vlakland", "nl")
    assert made["review_every_months"] == 6
    assert "approvers" not in made


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        ("nam: X\n", "Did you mean name?"),
        ("organisation: x\n", "“organisation” is no setting"),
        ("authority: other\n", "Still needed: --name."),
        ("name: [a]\nauthority: other\n", "Nothing was saved."),
        ("name: A b\nauthority: gemeente\n", "Did you mean municipality? Nothing was saved."),
        ("name: A b\nauthority: other\nrecheck_days: veel\n", "a whole number from 0 to 365."),
        ("name: A b\nauthority: other\ngate: [why]\n", "Nothing was saved."),
        ("name: &a x\n", "paper.yaml:1:"),
        ("- name\n", "paper.yaml"),
        ("name: 12\nauthority: other\n", "Nothing was saved."),
    ],
)
def test_a_file_that_is_wrong_is_refused_whole(here, samenwerk, paper, sentence):
    here.write("paper.yaml", paper)
    result = samenwerk("--lang", "en", "init", "new", "--from", "paper.yaml")
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert files(here.root) == {"paper.yaml"}


# --- asked ---


def test_a_person_is_asked_and_sees_the_answers_before_anything_is_made(here, monkeypatch):
    script = Script([*ANSWERS, lambda asked: files(here.root) or "make"])
    spoken = converse(monkeypatch, script, "init")
    assert spoken.exit_code == 0, spoken.stderr
    assert [each.ask.heading.partition(" · ")[0] for each in script.asked][:6] == [
        f"Vraag {number} van 6" for number in range(1, 7)
    ]
    assert "  Goedkeurders van uitzonderingen: gemeentesecretaris" in spoken.stdout
    assert set(REGISTRY) <= files(here.root)


def test_what_was_said_with_an_option_is_not_asked(here, monkeypatch):
    script = Script(["nl", "public", Signal.SKIP, "gitlab"])
    spoken = converse(monkeypatch, script, "init", "--yes", *OPTIONS)
    assert (spoken.exit_code, script.is_done) == (0, True)
    assert {".gitlab-ci.yml", *REGISTRY} <= files(here.root)


def test_back_is_back_to_the_question_before(here, monkeypatch):
    first = [ANSWERS[0], "province", Signal.BACK, Signal.BACK, *ANSWERS]
    script = Script([*first, "make"])
    assert converse(monkeypatch, script, "init").exit_code == 0
    assert script.asked[4].ask.current == "Gemeente Oudstad"
    assert "authority: municipality\n" in here.read("registry/register.yaml")


def test_every_answer_can_be_changed_at_the_end(here, monkeypatch):
    changes = ["change", "name", "Provincie Vlakland", "change", "authority", "province"]
    more = ["change", "approvers", Signal.SKIP, "change", "ci", "azure", "view", "make"]
    spoken = converse(monkeypatch, Script([*ANSWERS, *changes, *more]), "init")
    assert spoken.exit_code == 0, spoken.stderr
    made = yamlfile.load(here.path("registry/register.yaml").read_bytes())
    assert (made["organisation"], made["authority"]) == ("provincie-vlakland", "province")
    assert "approvers" not in made
    assert here.path("azure-pipelines.yml").exists()


def test_what_would_be_wrong_is_told_and_can_be_changed(here, monkeypatch):
    here.write("registry/organisations/gemeente-oudstad.yaml", "schema: 2\n")
    script = Script([*ANSWERS, "make", "change", "name", "Gemeente Nieuwstad", "stop"])
    spoken = converse(monkeypatch, script, "init")
    assert spoken.exit_code == 0
    assert "registry/organisations/gemeente-oudstad.yaml:1:1: " in spoken.stdout
    assert files(here.root) == {"registry/organisations/gemeente-oudstad.yaml"}


def test_stopping_at_the_end_makes_nothing(here, monkeypatch):
    spoken = converse(monkeypatch, Script([*ANSWERS, "stop"]), "init", "new")
    assert (spoken.exit_code, tree(here.root)) == (0, {})
    assert spoken.stdout.endswith("Er is niets gemaakt.\n")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("after", range(len(ANSWERS) + 1))
def test_stopping_at_any_question_leaves_nothing_behind(here, monkeypatch, stop, after):
    spoken = converse(monkeypatch, Script([*ANSWERS[:after], stop]), "init", "new")
    assert (spoken.exit_code, tree(here.root)) == (130, {})
    assert spoken.stderr == "Gestopt. Er is niets gemaakt.\nBegin opnieuw met: samenwerk init new\n"


# --- the platform ---


@pytest.mark.parametrize("platform", founding.WORKFLOWS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_platform_gets_its_file_in_the_language_of_the_register(
    here, samenwerk, platform, language
):
    result = samenwerk("--lang", "en", "init", *OPTIONS, "--ci", platform, "--language", language)
    assert "Make the check required on the platform: else it is only advice." in result.lines
    target, template = founding.WORKFLOWS[platform]
    ours = (ROOT / "templates" / template).read_text(encoding="utf-8")
    assert "SAMENWERK_LANG: nl\n" in ours
    assert here.read(target) == ours.replace("SAMENWERK_LANG: nl", f"SAMENWERK_LANG: {language}")


def test_below_the_top_of_a_repository_there_is_no_file_for_the_platform(
    here, samenwerk, monkeypatch
):
    git(here.root, "init", "--quiet")
    result = samenwerk("--lang", "en", "init", "deeper", *OPTIONS, "--ci", "github")
    assert result.exit_code == 1
    assert "only the file at the top of a repository is read" in result.stderr
    assert not here.path("deeper").exists()
    script = Script([*ANSWERS[:-1], "make"])  # where it is kept is not asked either
    assert converse(monkeypatch, script, "init", "deeper").exit_code == 0
    assert not here.path("deeper/.github").exists()


# --- the README for colleagues ---


@pytest.mark.parametrize("platform", ["", *founding.WORKFLOWS])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("visibility", ["internal", "public"])
def test_the_readme_has_the_name_as_words_and_nothing_left_of_its_template(
    here, samenwerk, platform, language, visibility
):
    name = "Dienst [x](https://evil.example) <b>"
    options = ["--name", name, "--authority", "other", "--language", language]
    chosen = ["--ci", platform] if platform else []
    assert samenwerk("init", *options, *chosen, "--visibility", visibility).exit_code == 0
    readme = here.read("README.md")
    assert not {"{{", "}}", "{%", "%}"} & set(readme.split())
    html = MarkdownIt("commonmark").enable("table").render(readme)
    assert "Dienst [x](https://evil.example) &lt;b&gt;" in html
    assert 'href="https://evil.example"' not in html
    assert f"{ {'nl': 'openbaar', 'en': 'public'}[language] }:" in readme or visibility != "public"


def test_nothing_is_made_outside_the_folder(here, samenwerk):
    before = tree(here.root.parent)
    samenwerk("init", "new", *OPTIONS)
    added = tree(here.root.parent).keys() - before.keys()
    assert added == {"here/new", *(f"here/new/{name}" for name in tree(here.root / "new"))}
