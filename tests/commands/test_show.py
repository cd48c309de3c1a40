"""`samenwerk show ID`: one partnership, on a screen of any width and in a pipe."""

import re

import pytest

from conftest import ENERGY

ID = "energieloket-lageland"
COMMAND = re.compile(r"(samenwerk|git) [a-z]")


def test_it_shows_the_facts_by_their_names_and_values_in_dutch(register, samenwerk):
    register.replace(ENERGY, "name: Energieloket Lageland", "name: Loket")
    result = samenwerk("show", ID, width=80)
    assert result.exit_code == 0
    assert result.lines[0] == "Loket"
    assert result.lines[1].endswith(f" · {ID}")
    assert any(line.startswith("Soort samenwerking") for line in result.lines)
    assert "Gemeente Heuvelrand" in result.stdout
    assert "gemeente-heuvelrand" not in result.stdout


def test_it_speaks_english_when_asked(register, samenwerk):
    register.write(ENERGY, "schema: 1\nname: A\nstatus: exploring\nkind: internal\n")
    lines = samenwerk("show", ID, "--lang", "en", width=80).lines
    assert lines[1] == f"Exploring · {ID}"
    assert any(line.startswith("Kind of partnership") for line in lines)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_longer_than_the_terminal_but_for_what_must_be_copied_whole(
    register, samenwerk, width, language
):
    for folder in register.path("registry").iterdir():
        if not (folder / "partnership.yaml").exists():
            continue
        lines = samenwerk("show", folder.name, "--lang", language, width=width).lines
        long = [line.strip(" -") for line in lines if len(line) > width]
        assert lines
        assert [each for each in long if " " in each and not COMMAND.match(each)] == []


def test_in_a_pipe_each_fact_is_one_line_with_a_tab(register, samenwerk):
    register.write(ENERGY, 'schema: 1\nname: A\nstatus: exploring\npurpose: "een\\ntwee\\tdrie"\n')
    lines = samenwerk("show", ID).lines
    assert lines[:4] == [
        f"id\t{ID}",
        "name\tA",
        "status\tVerkenning",
        "purpose\teen\\ntwee drie",
    ]


def test_an_amount_and_a_date_are_written_the_way_of_the_language(register, samenwerk):
    register.write(
        ENERGY,
        "schema: 1\nname: A\nstatus: exploring\nprofile:\n  yearly_cost: 1234567\n"
        "dates:\n  start: 2027-03-01\nfunding:\n  - organisation: gemeente-voorbeeld\n"
        "    percent: 37.5\n",
    )
    dutch, english = (samenwerk("show", ID, "--lang", lang).stdout for lang in ("nl", "en"))
    assert all(words in dutch for words in ("€ 1.234.567", "1 maart 2027", "37,5"))
    assert all(words in english for words in ("€1,234,567", "1 March 2027", "37.5"))


def test_what_is_unknown_and_what_is_assumed_says_so(register, samenwerk):
    register.write(
        ENERGY,
        "schema: 1\nname: A\nstatus: exploring\nprofile:\n  powers: unknown\npartners:\n"
        "  - organisations:\n      - gemeente-heuvelrand\n      - niet-bekend\n    lead: true\n"
        "    interest:\n      text: Minder kosten\n      known: assumed\n",
    )
    shown = samenwerk("show", ID, width=80).stdout
    assert "nog niet bekend" in shown
    assert "Minder kosten (aangenomen)" in shown
    assert "niet-bekend" in shown
    assert ": ja" in shown


def test_it_tells_what_stands_out_and_how_to_go_on(register, samenwerk):
    register.write(ENERGY, "schema: 1\nname: A\nstatus: active\n")
    result = samenwerk("show", ID, "--lang", "en")
    found = result.stdout.partition("What stands out\n")[2]
    assert result.exit_code == 0
    assert f"  {ENERGY}:3:9: error status-without-decision " in found
    assert "samenwerk explain " in result.lines[-1]


def test_a_record_that_cannot_be_read_shows_only_why(register, samenwerk):
    register.write(ENERGY, "schema: [")
    result = samenwerk("show", ID, "--lang", "en")
    assert result.exit_code == 0
    assert "yaml-syntax" in result.stdout
    assert "Name\t" not in result.stdout


def test_markup_and_control_characters_are_only_shown(register, samenwerk):
    register.write(
        ENERGY, "schema: 1\nname: '[bold]a[/1]'\nstatus: exploring\npurpose: '::error::x'\n"
    )
    for width in (0, 40, 80):
        shown = samenwerk("show", ID, width=width).stdout
        assert "[bold]a[/1]" in shown
        assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


@pytest.mark.parametrize(
    "wrong",
    [
        "../x",
        "/etc/passwd",
        "C:x",
        "%2e%2e",
        "organisations",
        "register.yaml",
        "",
        ".",
        "a/b",
        "\x1b",
    ],
)
def test_what_is_no_id_is_wrong_usage(register, samenwerk, wrong):
    result = samenwerk("show", wrong)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "In dit register staat geen samenwerking" in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    "wrong", ["energieloket-lagelant", "Energieloket Lageland", "energieloket_lageland"]
)
def test_a_wrong_id_gets_the_nearest(register, samenwerk, wrong):
    result = samenwerk("show", wrong)
    assert result.exit_code == 2
    assert f"Bedoelt u {ID}?" in result.stderr
