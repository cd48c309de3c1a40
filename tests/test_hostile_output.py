"""What files and arguments bring is data in all that the program says, whatever the command.

Every line of stdout and stderr is read as GitHub and Azure read it, and nothing in it moves the
cursor, colours, hides, or turns text around. In Markdown and HTML nothing becomes a link or a tag.
"""

import json
import re
import shutil

import pytest
from markdown_it import MarkdownIt

from attacks import ARGUMENTS, ATTACKS, break_into_pieces, make_hostile
from commandparsers import commands
from conftest import ROOT, Copy
from markup import addresses_in_plain, read_html
from samenwerk.cli import COMMANDS
from samenwerk.report.media import FORMATS
from test_escape import UNSAFE

ENERGY = "energieloket-lageland"
ADDRESS = "https://gemeente-voorbeeld.example/raad/rib-2026-47"
KEPT = (ENERGY, "circulair-ambachtscentrum", "inkoop-jeugdhulp-lageland")
OURS = re.compile("\x1b\\[[01]m")  # bold, in the headings of a table on a terminal
LIST = "Naam;Rechtsvorm;Doel;Bijdrage 2025\n" + "".join(
    f'"{attack}";"{attack}";"{attack}";"{attack}"\n'.replace("''", "'") for attack in ATTACKS[:6]
)
ANSWERS = f"""\
facts:
  name: {ATTACKS[2]!r}
  purpose: {ATTACKS[0]!r}
  out_of_scope: {ATTACKS[1]!r}
"""

READING = [
    *(["validate", "--format", format] for format in FORMATS),
    *(["validate", "--lang", language] for language in ("nl", "en")),
    ["list"],
    ["list", "--partner", "::error::"],
    *(["show", id] for id in KEPT),
    *(["show", id] for id in ("keys", "values", "references")),
    *(["export", "--as", form] for form in ("overview", "csv", "json")),
    ["export", "--as", "json", "--internal"],
    *(["export", id, "--as", "memo", "--internal"] for id in KEPT),
    *(["export", id, "--as", "questions"] for id in KEPT),
    *(["export", id, "--as", "csv"] for id in KEPT),
    *(["export", id, "--as", "json"] for id in KEPT),
    ["due"],
    *(["due", "--within", "3650d", "--as", form] for form in ("csv", "ics", "json")),
    ["explain"],
    *(["check", id, "--no-input"] for id in KEPT),
    *(["check", id, "--template", "--all", "--deep"] for id in KEPT),
    *(["edit", ENERGY, fact, "--no-input"] for fact in ("name", "partners")),
    ["new", "--no-input"],
    ["new", "--template"],
]
WRITING = [
    ["new", "--from", "answers.yaml", "--dry-run"],
    ["edit", ENERGY, "--from", "answers.yaml", "--dry-run"],
    ["check", ENERGY, "--from", "answers.yaml", "--replace", "--dry-run"],
    *(
        ["check", ENERGY, "--from", f"registry/{name}/partnership.yaml"]
        for name in ("keys", "syntax")
    ),
    ["import", "list.csv", "--dry-run"],
    ["import", "list.csv", "--no-input"],
    ["import", "answers.yaml", "--no-input"],
    ["import", "list.csv", "--map", "answers.yaml", "--no-input"],
    ["mark", ENERGY, "active", "--no-input"],
    [
        *("mark", ENERGY, "ending", "--dry-run", "--yes", "--body", "college"),
        *("--date", "2026-11-20", "--reason", ATTACKS[-1], "--reference", ATTACKS[0]),
    ],
]
ECHOING = [
    ["{}"],
    ["--{}"],
    ["--lang", "{}", "list"],
    ["--register", "{}", "list"],
    *([command, "{}"] for command in COMMANDS),
    *([command, "--{}"] for command in COMMANDS),
    ["list", "--status", "{}"],
    ["validate", "--format", "{}"],
    ["validate", "--fail-on", "{}"],
    ["validate", "--base", "{}"],
    ["validate", "--report", "{}"],
    ["validate", "--report", "{}=x"],
    ["validate", "--report", "json=nowhere/{}"],
    ["export", "--as", "{}"],
    ["export", ENERGY, "--as", "memo", "--kind", "{}"],
    ["export", ENERGY, "--as", "memo", "--output", "nowhere/{}.md"],
    ["export", "--as", "csv", "--output", "{}.csv"],
    ["check", ENERGY, "{}"],
    ["check", ENERGY, "--from", "{}"],
    ["edit", ENERGY, "{}"],
    ["mark", ENERGY, "{}"],
    ["mark", ENERGY, "ending", "--body", "{}", "--date", "{}", "--reason", "{}", "--no-input"],
    ["new", "--from", "{}"],
    ["new", "--id", "{}", "--from", "answers.yaml"],
    ["import", "list.csv", "--check-by", "{}"],
    ["import", "list.csv", "--map", "{}"],
]


@pytest.fixture(scope="module")
def hostile_root(tmp_path_factory):
    """A register with three partnerships, all texts of which attack."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "registry", root / "registry")
    for path in (root / "registry").iterdir():
        if path.is_dir() and path.name not in {*KEPT, "organisations"}:
            shutil.rmtree(path)
    assert make_hostile(root) > 150
    (root / "list.csv").write_text(LIST, encoding="utf-8")
    (root / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    return root


@pytest.fixture
def hostile(hostile_root, tmp_path, monkeypatch):
    return _copied(hostile_root, tmp_path, monkeypatch)


@pytest.fixture
def broken(hostile_root, tmp_path, monkeypatch):
    copy = _copied(hostile_root, tmp_path, monkeypatch)
    break_into_pieces(copy.root)
    return copy


def _copied(root, tmp_path, monkeypatch):
    shutil.copytree(root, tmp_path / "register")
    monkeypatch.chdir(tmp_path / "register")
    return Copy(tmp_path / "register")


def assert_harmless(result):
    for printed in (result.stdout, result.stderr):
        assert not UNSAFE.search(OURS.sub("", printed.replace("\r\n", "\n")))
        found = commands(printed)
        assert {each.name for each in found} <= {"error", "warning"}
        assert all(set(each.properties) <= {"file", "line", "col", "title"} for each in found)
    assert "Traceback" not in result.stderr
    assert "SAMENWERK_DEBUG" not in result.stderr
    assert not re.search(r"samenwerk-\w+\.log", result.stderr)


def assert_no_commands(result):
    assert_harmless(result)
    assert commands(result.stdout) == commands(result.stderr) == []


def is_annotating(arguments):
    return "github" in arguments


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_a_hostile_register_prints_data(hostile, samenwerk, arguments):
    result = samenwerk(*arguments)
    (assert_harmless if is_annotating(arguments) else assert_no_commands)(result)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_cannot_be_read_is_told_without_letting_it_speak(broken, samenwerk, arguments):
    result = samenwerk(*arguments)
    (assert_harmless if is_annotating(arguments) else assert_no_commands)(result)


@pytest.mark.parametrize("arguments", WRITING, ids=lambda each: " ".join(each)[:60])
def test_changing_a_hostile_register_prints_data(hostile, samenwerk, arguments):
    assert_no_commands(samenwerk(*arguments))


@pytest.mark.parametrize("argument", ARGUMENTS, ids=["begin", "everything"])
@pytest.mark.parametrize("arguments", ECHOING, ids=" ".join)
def test_an_argument_is_repeated_as_data(hostile, samenwerk, arguments, argument):
    assert_no_commands(samenwerk(*(each.format(argument) for each in arguments)))


@pytest.mark.parametrize("width", [20, 40, 61, 80, 111, 140, 200])
@pytest.mark.parametrize(
    "arguments", [["list"], ["due"], ["show", ENERGY], ["validate"]], ids=" ".join
)
def test_no_width_of_the_terminal_breaks_a_line_into_a_command(
    hostile, samenwerk, arguments, width
):
    assert_no_commands(samenwerk(*arguments, width=width))


def test_in_github_actions_the_only_commands_are_our_annotations(
    broken, samenwerk, monkeypatch, tmp_path
):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    result = samenwerk("validate")
    assert_harmless(result)
    assert len(commands(result.stdout)) == 20
    assert_is_plain((tmp_path / "summary.md").read_text(encoding="utf-8"))


def assert_is_plain(summary):
    """A step summary without a link, and without a tag that is not ours."""
    page = read_html(MarkdownIt().enable("table").render(summary))
    assert page.names <= {
        *("h2", "h3", "p", "ul", "li", "br"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert page.addresses == set()
    assert addresses_in_plain(summary) == []
    assert commands(summary) == []


COMMIT = "git init -q . && git add -A && git -c user.name=x -c user.email=x@x.nl commit -qm x"


def test_what_changed_is_told_as_data_too(hostile, samenwerk, shell, monkeypatch, tmp_path):
    assert shell(COMMIT).returncode == 0
    shutil.copytree(hostile.path(f"registry/{ENERGY}"), hostile.path("registry/copy"))
    shutil.rmtree(hostile.path("registry/circulair-ambachtscentrum"))
    text = hostile.path(f"registry/{ENERGY}/partnership.yaml")
    text.write_text(text.read_text("utf-8").replace("overgenomen", "gewijzigd"), encoding="utf-8")
    for format in FORMATS:
        result = samenwerk("validate", "--base", "HEAD", "--format", format)
        (assert_harmless if format == "github" else assert_no_commands)(result)
    told = json.loads(samenwerk("validate", "--base", "HEAD", "--format", "json").stdout)
    assert told["compared"]
    assert told["change"]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert_harmless(samenwerk("validate", "--base", "HEAD"))
    assert_is_plain((tmp_path / "summary.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["overview", "memo", "questions"])
def test_a_document_holds_no_link_picture_or_tag_of_a_file(hostile, samenwerk, tmp_path, form):
    """But for the address of a document, a fact of which the schema says that it is one."""
    options = [*([] if form == "overview" else [ENERGY]), "--as", form, "--internal"]
    made = samenwerk("export", *options).stdout
    samenwerk("export", *options, "-o", str(tmp_path / "x.html"))
    html = (tmp_path / "x.html").read_text(encoding="utf-8")
    for page in map(read_html, (MarkdownIt().enable("table").render(made), html)):
        assert page.addresses <= {ADDRESS}
        assert not {"img", "script", "pre", "code", "iframe", "object", "form"} & page.names


def test_the_reports_in_files_hold_no_command_either(broken, samenwerk, tmp_path):
    reports = [f"--report={name}={tmp_path / name}" for name in FORMATS]
    samenwerk("validate", *reports)
    for name in FORMATS:
        made = (tmp_path / name).read_text(encoding="utf-8")
        assert not UNSAFE.search(made)
        assert bool(commands(made)) is (name == "github")


def test_people_outside_of_ci_see_what_was_written_but_for_a_space(hostile, samenwerk):
    hostile.replace(f"registry/{ENERGY}/partnership.yaml", "name: ", "name: 'A::b ##C [d]' # ")
    (line,) = (each for each in samenwerk("list").lines if each.startswith(ENERGY))
    assert line.split("\t")[2] == "A::b ##C [d]"
    assert "# #[error]overgenomen" in samenwerk("show", ENERGY).stdout
