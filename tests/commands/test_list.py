"""`samenwerk list`: who looks for a partnership finds it, on a screen and in a script."""

import pytest

from conftest import POWERLESS, needs_permissions

ENERGY = "registry/energieloket-lageland/partnership.yaml"


def ids(result):
    return [line.split("\t")[0] for line in result.lines]


def test_in_a_pipe_each_partnership_is_a_line_with_tabs(register, samenwerk):
    result = samenwerk("list", "--lang", "en")
    assert result.exit_code == 0
    assert ids(result) == sorted(
        path.name
        for path in register.path("registry").iterdir()
        if (path / "partnership.yaml").is_file()
    )
    assert all(line.count("\t") == 4 for line in result.lines)
    assert result.lines[0].startswith("afvaldienst-lageland\t")


def test_a_status_filters(register, samenwerk):
    exploring = ids(samenwerk("list", "--status", "exploring"))
    expected = [
        id
        for id in ids(samenwerk("list"))
        if "\nstatus: exploring\n" in register.read(f"registry/{id}/partnership.yaml")
    ]
    assert exploring == expected
    assert exploring


@pytest.mark.parametrize("wanted", ["gemeente-polderveen", "polderVEEN", "Gemeente Polderveen"])
def test_a_partner_is_found_by_its_id_or_a_part_of_its_name(register, samenwerk, wanted):
    found = ids(samenwerk("list", "--partner", wanted))
    assert "servicepunt-lageland" in found
    assert len(found) < 11


def test_a_theme_filters(register, samenwerk):
    energy = ids(samenwerk("list", "--theme", "energy"))
    assert "energieloket-lageland" in energy
    assert "centrum-jeugd-en-gezin" not in energy


def test_an_administrator_is_found_by_a_part_of_the_function(register, samenwerk):
    found = ids(samenwerk("list", "--administrator", "FINANCI"))
    assert "servicepunt-lageland" in found
    assert len(found) < 11


def test_filters_together_must_all_fit(register, samenwerk):
    assert ids(samenwerk("list", "--theme", "energy", "--administrator", "nobody")) == []


def test_nothing_found_is_an_empty_list_and_no_error(register, samenwerk):
    result = samenwerk("list", "--partner", "nobody at all")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_partnership_without_partners_is_not_found_by_partner(register, samenwerk):
    register.write(
        "registry/alleen/partnership.yaml", "schema: 1\nname: Alleen\nstatus: exploring\n"
    )
    assert "alleen" in ids(samenwerk("list"))
    assert "alleen" not in ids(samenwerk("list", "--partner", "gemeente"))


@pytest.mark.parametrize(
    ("option", "value", "near"), [("--status", "Active", "active"), ("--theme", "energi", "energy")]
)
def test_an_unknown_choice_is_wrong_usage_with_the_nearest(
    register, samenwerk, option, value, near
):
    result = samenwerk("list", option, value)
    assert result.exit_code == 2
    assert f"Bedoelt u {near}?" in result.stderr


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        (80, ["Id", "Status", "Naam"]),
        (140, ["Id", "Status", "Naam", "Partners", "Bestuurder"]),
    ],
)
def test_a_wide_terminal_gets_a_table_that_fits(register, samenwerk, width, headings):
    result = samenwerk("list", width=width)
    assert result.exit_code == 0
    assert result.lines[0].split() == headings
    assert any(line.startswith("energieloket-lageland ") for line in result.lines)
    assert max(len(line) for line in result.lines) <= width


@pytest.mark.parametrize(("width", "term"), [(40, "xterm-256color"), (120, "dumb")])
def test_a_narrow_or_dumb_terminal_gets_a_list(register, samenwerk, monkeypatch, width, term):
    monkeypatch.setenv("TERM", term)
    lines = samenwerk("list", width=width).lines
    assert lines[0] == "afvaldienst-lageland"
    assert lines[1].startswith("  Status: ")
    assert max(len(line) for line in lines) <= width


def test_markup_in_a_name_is_only_shown(register, samenwerk):
    register.replace(ENERGY, "name: Energieloket Lageland", "name: '[bold]a[/1]:smile:'")
    for width in (0, 40, 200):
        assert "[bold]a[/1]:smile:" in samenwerk("list", width=width).stdout


def test_an_organisation_named_partnership_is_no_partnership_in_a_wrong_folder(register, samenwerk):
    register.write("registry/organisations/partnership.yaml", "schema: 1\nname: A\ntype: company\n")
    assert samenwerk("list").stderr == ""


def test_a_partnership_that_cannot_be_read_is_named(register, samenwerk):
    register.write(ENERGY, "schema: [")
    result = samenwerk("list", "--lang", "en")
    assert result.exit_code == 1
    assert len(result.lines) == 10
    assert (
        "1 partnership could not be read and is not in this list: energieloket-lageland"
        in result.stderr
    )
    assert "samenwerk validate" in result.stderr


def test_a_partnership_that_cannot_be_read_is_named_also_when_filtered(register, samenwerk):
    register.write(ENERGY, "schema: [")
    register.write("registry/afvaldienst-lageland/partnership.yaml", "schema: [")
    result = samenwerk("list", "--status", "declined")
    assert result.exit_code == 1
    assert "2 samenwerkingen waren niet te lezen" in result.stderr
    assert "afvaldienst-lageland, energieloket-lageland" in result.stderr


@needs_permissions
@pytest.mark.parametrize(
    ("locked", "said"),
    [
        ("registry/register.yaml", "registry/register.yaml:1:1: error unreadable"),
        ("registry/organisations", "registry/organisations:1:1: error unreadable"),
        ("registry/energieloket-lageland", "not in this list: energieloket-lageland"),
        (ENERGY, "not in this list: energieloket-lageland"),
    ],
)
def test_what_cannot_be_had_is_no_list_and_is_named(register, shell, locked, said):
    register.path(locked).chmod(0)
    result = shell(f"{POWERLESS} samenwerk list --lang en")
    register.path(locked).chmod(0o755)
    assert result.returncode == 3
    assert said in result.stderr.decode()
    assert b"afvaldienst-lageland\t" in result.stdout
