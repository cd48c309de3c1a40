"""The program around the commands: its language, its options, its errors and its exit codes."""

import re
import sys

import pytest

from conftest import ENERGY, ROOT
from samenwerk import __version__, helppage
from samenwerk.cli import COMMANDS

ENGLISH = re.compile(
    r"\b(Usage|Options?|Commands?|Arguments?|Missing|Invalid|Try|Error|default|required|Aborted|"
    r"Did you mean|Show this|No such|Got unexpected|unexpected|requires|not one of|possible|exit|"
    r"Possible options|is not|does not|takes|(?<!-)help)\b"
)
DUTCH = re.compile(
    r"\b(Gebruik|Opties|Opdrachten|Argumenten|Fout|Bedoelt|Zie|Toon|ontbreekt|de|het|een|niet)\b"
)

WRONG_CALLS = [
    ["foo"],
    ["lst"],
    [""],
    ["--"],
    ["--foo"],
    ["--verson"],
    ["--version=1"],
    ["--install-completion"],
    ["--lang"],
    ["--lang", "de"],
    ["list", "--lang"],
    ["validate", "--fomat", "json"],
    ["validate", "--format"],
    ["validate", "--format", "xml"],
    ["validate", "--help=1"],
    ["list", "extra"],
    ["list", "--", "extra"],
    ["list", "--stat", "active"],
    ["show"],
    ["show", "a", "b"],
    ["show", "energieloket"],
    ["explain", "-x"],
    ["explain", "wrong-keys"],
    ["due", "--within", "3m"],
    ["due", "--within", "-1d"],
    ["due", "--as", "xlsx"],
    ["due", "--output", "due.ics"],
    ["export"],
    ["export", "--as"],
    ["export", "-o"],
    ["export", "--as", "csv", "--internal=1"],
]
PAGES = [["--help"], [], *([name, "--help"] for name in COMMANDS)]


def said(result):
    """What was said, without the words that are the same in both languages."""
    text = result.stdout + result.stderr
    return re.sub(r"--help|--exit-code|\berror\b|\bwarning\b|“.*?”|`.*?`", "", text)


# --- two languages ---


@pytest.mark.parametrize("arguments", WRONG_CALLS)
def test_wrong_usage_is_explained_without_a_word_of_english(register, samenwerk, arguments):
    result = samenwerk(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Fout: ")
    assert ENGLISH.findall(said(result)) == []


@pytest.mark.parametrize("arguments", [call for call in WRONG_CALLS if "--lang" not in call])
def test_wrong_usage_is_explained_without_a_word_of_dutch(register, samenwerk, arguments):
    result = samenwerk("--lang", "en", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert DUTCH.findall(said(result)) == []


@pytest.mark.parametrize("arguments", PAGES)
def test_a_help_page_has_no_word_of_english(samenwerk, arguments):
    result = samenwerk(*arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith("Gebruik: samenwerk")
    assert ENGLISH.findall(said(result)) == []


@pytest.mark.parametrize("arguments", PAGES)
def test_a_help_page_has_no_word_of_dutch(samenwerk, arguments):
    result = samenwerk("--lang", "en", *arguments)
    assert result.stdout.startswith("Usage: samenwerk")
    assert DUTCH.findall(said(result)) == []


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_short_help_option_gives_the_same_page(samenwerk, name):
    arguments = [name] if name else []
    short = samenwerk(*arguments, "-h")
    assert short.exit_code == 0
    assert short.stdout == samenwerk(*arguments, "--help").stdout


def test_the_help_names_every_command_in_order_and_the_options_that_may_stand_anywhere(samenwerk):
    words = [line.split()[0] for line in samenwerk("-h").lines if line.startswith("  ")]
    assert [word for word in words if word in COMMANDS] == list(COMMANDS)
    assert {"--version", "-h,", "--lang", "--register"} <= set(words)


def test_the_usage_tells_what_must_and_what_may_be_given(samenwerk):
    first = {name: samenwerk(name, "-h").lines[0] for name in ("show", "explain", "validate")}
    assert first == {
        "show": "Gebruik: samenwerk show [OPTIES] ID",
        "explain": "Gebruik: samenwerk explain [OPTIES] [CODE]",
        "validate": "Gebruik: samenwerk validate [OPTIES] [PAD …]",
    }


@pytest.mark.parametrize(
    "arguments", [["list"], ["due"], ["show", "energieloket-lageland"], ["explain"], ["-h"]]
)
def test_a_terminal_of_one_column_is_no_trouble(register, samenwerk, arguments):
    assert samenwerk(*arguments, width=1).exit_code == 0


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_help_page_fits_on_the_terminal_and_never_gets_too_wide(samenwerk, name, width):
    lines = samenwerk(name, "-h", width=width).lines
    assert max(len(line) for line in lines) < min(width, 100)


def test_a_library_error_of_an_unknown_kind_still_gets_a_sentence():
    class UnheardError(Exception):
        ctx = type("Context", (), {"command_path": "samenwerk list"})

    explained = helppage.explained(UnheardError())
    assert explained.exit_code == 2
    assert explained.message == "This command line is not right."
    assert explained.facts == {"command": "samenwerk list"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "list", "extra"],
        ["list", "--lang", "en", "extra"],
        ["list", "extra", "--lang", "en"],
        ["list", "extra", "--lang=en"],
        ["--lang", "nl", "list", "extra", "--lang=en"],
    ],
)
def test_the_language_may_stand_anywhere_and_the_last_one_counts(register, samenwerk, arguments):
    assert samenwerk(*arguments).stderr.startswith("Error: “extra” does not belong to")


def test_after_two_dashes_an_option_is_a_word(register, samenwerk):
    result = samenwerk("show", "--", "--lang")
    assert result.exit_code == 2
    assert "“--lang”" in result.stderr


def test_the_language_comes_from_the_environment_unless_it_is_given(samenwerk, monkeypatch):
    monkeypatch.setenv("SAMENWERK_LANG", "en")
    assert samenwerk("foo").stderr.startswith("Error: ")
    assert samenwerk("foo", "--lang", "nl").stderr.startswith("Fout: ")


def test_the_language_of_the_machine_makes_no_difference(samenwerk, monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, "en_US.UTF-8")
    assert samenwerk("foo").stderr.startswith("Fout: ")


@pytest.mark.parametrize("value", ["de", "EN", "nl_NL", "/etc"])
def test_a_wrong_language_is_wrong_usage_and_names_where_it_came_from(
    samenwerk, monkeypatch, value
):
    assert samenwerk("list", "--lang", value).stderr.startswith(
        f"Fout: --lang kent “{value}” niet."
    )
    monkeypatch.setenv("SAMENWERK_LANG", value)
    result = samenwerk("list")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Fout: SAMENWERK_LANG kent “{value}” niet.")


def test_an_empty_language_in_the_environment_is_none(samenwerk, monkeypatch):
    monkeypatch.setenv("SAMENWERK_LANG", "")
    assert samenwerk("foo").stderr.startswith("Fout: ")


# --- which register ---


def test_the_register_is_found_from_a_folder_below_it(register, samenwerk, monkeypatch):
    monkeypatch.chdir(register.path("registry/organisations"))
    assert samenwerk("list").exit_code == 0


def test_the_register_may_be_named_by_option_or_environment(
    register, samenwerk, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    assert samenwerk("list").exit_code == 3
    assert samenwerk("list", "--register", "register").exit_code == 0
    monkeypatch.setenv("SAMENWERK_REGISTER", str(register.root))
    assert samenwerk("list").exit_code == 0
    assert samenwerk("list", "--register=elsewhere").exit_code == 3


def test_a_named_folder_must_be_the_register_itself(register, samenwerk):
    result = samenwerk("--register", str(register.path("registry")), "validate")
    assert result.exit_code == 3
    first, second = result.stderr.splitlines()
    assert str(register.path("registry")) in first
    assert first.endswith("staat geen register: registry/register.yaml ontbreekt.")
    assert second == "Noem de map waarin `registry/` staat."


# --- the program itself ---


def test_the_version_is_one_line(samenwerk):
    result = samenwerk("--version")
    assert (result.exit_code, result.stdout) == (0, f"samenwerk {__version__}\n")


def test_the_version_is_told_without_the_heavy_libraries(shell):
    heavy = "{'typer', 'jsonschema', 'rich', 'questionary', 'msgspec', 'yaml', 'jinja2'}"
    code = (
        "import sys, io; from samenwerk.cli import run; from samenwerk.terminal import Terminal; "
        "run(['--version'], Terminal(io.StringIO(), None)); "
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    assert shell(f'"{sys.executable}" -c "{code}"').stdout == b"[]\n"


def test_the_first_question_does_not_wait_for_libraries_that_come_in_later(shell):
    later = "{'yaml', 'jsonschema', 'jinja2', 'openpyxl', 'secrets'}"
    code = f"import sys, samenwerk.commands.check; print(sorted({later} & set(sys.modules)))"
    assert shell(f'"{sys.executable}" -c "{code}"').stdout == b"[]\n"


def test_there_is_nothing_that_installs_completion(samenwerk, shell):
    assert "completion" not in samenwerk("--help").stdout
    assert shell("samenwerk --show-completion").returncode == 2
    assert shell("samenwerk --install-completion bash").returncode == 2


@pytest.fixture
def crash(monkeypatch, tmp_path):
    """A fault inside the program, whose log goes to a folder of this test."""

    def fail(*_arguments):
        raise RuntimeError("a fault")

    monkeypatch.setattr("samenwerk.app.build", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_an_internal_error_shows_no_traceback_but_names_a_log_that_holds_it(
    crash, samenwerk, tmp_path
):
    result = samenwerk("list", "--lang", "en")
    (log,) = tmp_path.glob("samenwerk-*.log")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        "Error: something went wrong inside samenwerk. No file was damaged.",
        f"Please report it, with the details in {log}",
    ]
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError: a fault" in text
    assert text.startswith(f"samenwerk {__version__}, Python {sys.version}")


def test_for_a_developer_an_internal_error_shows_the_traceback(
    crash, samenwerk, monkeypatch, tmp_path
):
    monkeypatch.setenv("SAMENWERK_DEBUG", "1")
    result = samenwerk("list")
    assert result.exit_code == 3
    assert "RuntimeError: a fault" in result.stderr
    assert list(tmp_path.glob("*.log")) == []


def test_an_internal_error_is_told_also_where_no_log_can_be_written(crash, samenwerk, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    result = samenwerk("list")
    assert result.exit_code == 3
    assert "SAMENWERK_DEBUG=1" in result.stderr
    assert "Traceback" not in result.stderr


def test_ctrl_c_says_so_and_gives_exit_code_130(samenwerk, monkeypatch):
    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("samenwerk.session.Session.register", interrupt)
    result = samenwerk("list")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Gestopt.\n")


# --- where the results go ---


@pytest.fixture
def many_errors(register):
    """A register whose findings do not fit in the buffer of a pipe."""
    lines = "".join(f"key{number}: x\n" for number in range(5000))
    register.write(ENERGY, f"schema: 1\nname: A\nstatus: exploring\n{lines}")
    return register


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_a_reader_that_goes_away_changes_no_verdict(many_errors, shell, format):
    result = shell(f"samenwerk validate --format {format} | head -1")
    assert result.returncode == 1
    assert result.stdout.count(b"\n") == 1
    assert result.stderr == b""


@pytest.mark.parametrize("command", ["validate", "list", "export --as json", "--help", "explain"])
def test_a_reader_that_was_never_there_is_no_error(register, shell, command):
    result = shell(f"samenwerk {command} | true")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is of Linux")
@pytest.mark.parametrize("command", ["validate", "list", "export --as csv", "--help", "--version"])
def test_a_full_disk_under_stdout_gives_exit_code_3(register, shell, command):
    result = shell(f"samenwerk {command} >/dev/full")
    assert result.returncode == 3
    assert result.stderr.decode().startswith("Fout: Het resultaat kon niet worden geschreven")
    assert len(result.stderr.splitlines()) == 1


def test_a_full_disk_is_noticed_also_with_many_findings(many_errors, shell):
    result = shell("samenwerk validate >/dev/full")
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["validate", "list", "--help"])
def test_a_closed_stdout_gives_exit_code_3(register, shell, command):
    result = shell(f"samenwerk {command} >&-")
    assert result.returncode == 3
    assert result.stderr.decode().startswith("Fout: Het resultaat kan nergens heen")


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full"])
def test_a_closed_or_full_stderr_changes_no_exit_code(register, shell, where):
    assert shell(f"samenwerk validate {where}").returncode == 0
    assert shell(f"samenwerk foo {where}").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8", "utf-16"])
def test_no_encoding_of_stdout_makes_it_crash(register, shell, encoding):
    register.replace(ENERGY, "name: Energieloket Lageland", "name: Café “€” 😀 naïef")
    for command in ("validate", "list", "show energieloket-lageland", "--help"):
        result = shell(f"samenwerk {command}", PYTHONIOENCODING=encoding)
        assert result.returncode == 0, result.stderr
        assert result.stdout.decode(encoding)


def test_a_character_that_does_not_fit_is_written_by_its_number(register, shell):
    register.replace(ENERGY, "name: Energieloket Lageland", "name: é€😀")
    name = shell("samenwerk list", PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert r"\u00e9\u20ac\ud83d\ude00" in name


def test_a_machine_without_any_locale_is_no_problem(register, shell):
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    result = shell("samenwerk show energieloket-lageland", **plain)
    assert result.returncode == 0
    assert b"Energieloket Lageland" in result.stdout


def test_lines_end_with_a_line_feed_only(register, shell):
    assert b"\r" not in shell("samenwerk validate").stdout


# --- without libyaml ---


@pytest.mark.parametrize(
    "command",
    [
        ["validate"],
        ["validate", "--format", "json"],
        ["list"],
        ["show", "energieloket-lageland"],
        ["due"],
        ["export", "--as", "csv"],
        ["export", "energieloket-lageland", "--as", "memo"],
        ["check", "energieloket-lageland", "--template"],
        ["check", "energieloket-lageland", "--from", "paper.yaml", "--by", "adviseur energie"],
        ["edit", "energieloket-lageland", "name"],
        ["mark", "energieloket-lageland", "ending", "--reason", "Klaar."],
        ["new", "--from", "paper.yaml"],
    ],
    ids=" ".join,
)
def test_without_libyaml_each_command_says_what_to_install(
    register, samenwerk, monkeypatch, command
):
    """It is needed as soon as one file is not plain: here one of those that every command reads."""
    register.replace("registry/register.yaml", "schema: 1", "schema: !!int 1")
    register.write("paper.yaml", "facts: {name: 'It''s'}  # not plain\n")
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    monkeypatch.delitem(sys.modules, "yaml.cyaml", raising=False)
    before = register.snapshot()
    result = samenwerk("--lang", "en", *command)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "Error: samenwerk reads files with libyaml, but PyYAML on this computer lacks it.\n"
        "Ask your IT department to run: pip install --force-reinstall pyyaml\n"
    )
    assert register.snapshot() == before


def test_plain_files_need_no_libyaml(register, samenwerk, monkeypatch):
    register.without_partnerships()
    register.write("registry/loket/partnership.yaml", "schema: 1\nname: A\nstatus: exploring\n")
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert samenwerk("--version").exit_code == 0
    assert samenwerk("explain", "gate-shut").exit_code == 0
    assert samenwerk("list").exit_code == 0


# --- code in the working directory ---


def test_python_m_does_not_import_from_the_working_directory(register, shell):
    register.write("yaml.py", "print('hostile')\nraise SystemExit(9)\n")
    register.write("typer.py", "print('hostile')\nraise SystemExit(9)\n")
    result = shell(f'"{sys.executable}" -m samenwerk validate --lang en')
    assert result.returncode == 0
    assert b"hostile" not in result.stdout
    assert b"partnerships checked" in result.stdout


def test_the_program_does_not_import_from_the_working_directory(register, shell):
    register.write("yaml.py", "print('hostile')\nraise SystemExit(9)\n")
    assert b"hostile" not in shell("samenwerk validate").stdout


def test_python_m_gives_the_same_results_as_the_program(register, shell):
    module = shell(f'"{sys.executable}" -m samenwerk validate')
    assert module.stdout == shell("samenwerk validate").stdout
    assert str(ROOT).encode() not in module.stdout
