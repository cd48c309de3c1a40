"""`samenwerk export`: the register for another program, without what is not for everybody."""

import csv
import io
import json

import pytest

from conftest import ENERGY, POWERLESS, needs_permissions

RECORD = """\
schema: 1
name: {name}
status: exploring
own:
  interests:
    - Onze ondergrens is twee jaar
partners:
  - organisations:
      - gemeente-heuvelrand
    interest:
      text: Zij willen vooral ons geld
      known: assumed
    gets:
      - text: Geraden voordeel
        known: assumed
      - text: Bevestigd voordeel
        known: confirmed
        confirmed_by: beleidsadviseur
        how: gesprek
        date: 2026-10-02
"""
SENSITIVE = ("Onze ondergrens is twee jaar", "Zij willen vooral ons geld")


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))


def test_as_csv_each_partnership_is_a_row_that_csv_can_read_back(register, samenwerk):
    result = samenwerk("export", "--as", "csv")
    found = rows(result)
    energy = next(row for row in found if row["id"] == "energieloket-lageland")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(found) == 11
    assert energy["name"] == "Energieloket Lageland"
    assert energy["kind"] == "public-public"
    assert energy["themes"] == "energy; housing"
    assert "\n" not in energy["purpose"]
    assert "Inwoners van drie gemeenten" in energy["purpose"]


def test_only_the_partnerships_asked_for_are_exported_in_that_order(register, samenwerk):
    wanted = ["servicepunt-lageland", "afvaldienst-lageland"]
    found = rows(samenwerk("export", *wanted, "--as", "csv"))
    assert [row["id"] for row in found] == wanted


def test_as_json_all_facts_are_there_with_the_organisations(register, samenwerk):
    data = json.loads(samenwerk("export", "energieloket-lageland", "--as", "json").stdout)
    assert data["version"] == 1
    assert data["organisation"] == "gemeente-voorbeeld"
    assert list(data["partnerships"]) == ["energieloket-lageland"]
    assert data["partnerships"]["energieloket-lageland"]["dates"]["start"] == "2027-01-01"
    assert data["organisations"]["gemeente-heuvelrand"]["name"] == "Gemeente Heuvelrand"


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_is_not_for_everybody_is_left_out(register, samenwerk, kind):
    register.write(ENERGY, RECORD.format(name="A"))
    made = samenwerk("export", "--as", kind).stdout
    assert not any(text in made for text in (*SENSITIVE, "Geraden voordeel"))


def test_what_is_confirmed_stays_and_internal_shows_the_rest(register, samenwerk):
    register.write(ENERGY, RECORD.format(name="A"))
    public = samenwerk("export", "--as", "json").stdout
    internal = samenwerk("export", "--as", "json", "--internal").stdout
    assert "Bevestigd voordeel" in public
    assert all(text in internal for text in (*SENSITIVE, "Geraden voordeel", "Bevestigd voordeel"))


@pytest.mark.parametrize("formula", ["=1+1", "+31", "-2", "@sum", "  =1", "'quote", "＝1"])
def test_a_cell_that_looks_like_a_formula_is_made_text(register, samenwerk, formula):
    quoted = formula.replace("'", "''")
    register.write(ENERGY, f"schema: 1\nname: A\nstatus: exploring\npurpose: '{quoted}'\n")
    (row,) = rows(samenwerk("export", "energieloket-lageland", "--as", "csv"))
    assert row["purpose"] == f"'{formula}"


def test_quotes_commas_and_line_breaks_come_back_from_csv(register, samenwerk):
    register.write(
        ENERGY,
        'schema: 1\nname: "a, \\"b\\"; c"\nstatus: exploring\npurpose: "een\\ntwee"\n',
    )
    (row,) = rows(samenwerk("export", "energieloket-lageland", "--as", "csv"))
    assert row["name"] == 'a, "b"; c'
    assert row["purpose"] == "een\ntwee"


def test_to_a_file_it_writes_utf8_and_says_where(register, samenwerk, tmp_path):
    target = tmp_path / "overzicht.csv"
    target.write_text("old", encoding="utf-8")
    result = samenwerk("export", "--as", "csv", "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Opgeslagen: {target}\n"
    assert target.read_bytes() == samenwerk("export", "--as", "csv").stdout.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["overzicht.csv", "register"]


def test_a_folder_is_no_file_to_write(register, samenwerk, tmp_path):
    result = samenwerk("export", "--as", "csv", "--output", str(tmp_path))
    assert result.exit_code == 3
    assert f"{tmp_path} is geen bestand" in result.stderr


def test_a_folder_that_is_not_there_is_named(register, samenwerk, tmp_path):
    result = samenwerk("export", "--as", "json", "-o", str(tmp_path / "no" / "x.json"))
    assert result.exit_code == 3
    assert f"De map {tmp_path / 'no'} bestaat niet." in result.stderr


@needs_permissions
def test_a_file_that_may_not_be_written_stays_as_it_was(register, shell, tmp_path):
    folder = tmp_path / "read-only"
    folder.mkdir()
    (folder / "x.csv").write_text("old", encoding="utf-8")
    folder.chmod(0o555)
    result = shell(f"{POWERLESS} samenwerk export --as csv -o {folder}/x.csv")
    assert result.returncode == 3
    assert "u hebt geen toestemming" in result.stderr.decode()
    assert (folder / "x.csv").read_text(encoding="utf-8") == "old"


@needs_permissions
@pytest.mark.parametrize("kind", ["csv", "overview"])
def test_if_an_organisation_cannot_be_had_nothing_is_exported(register, shell, kind):
    locked = register.path("registry/organisations/gemeente-voorbeeld.yaml")
    locked.chmod(0)
    result = shell(f"{POWERLESS} samenwerk export --as {kind}")
    locked.chmod(0o644)
    assert (result.returncode, result.stdout) == (3, b"")
    assert b"registry/organisations/gemeente-voorbeeld.yaml" in result.stderr


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_if_one_cannot_be_read_nothing_is_exported(register, samenwerk, tmp_path, kind):
    register.write(ENERGY, "schema: [")
    target = tmp_path / "x"
    result = samenwerk("export", "--as", kind, "-o", str(target))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "energieloket-lageland" in result.stderr
    assert not target.exists()


def test_another_partnership_can_still_be_exported(register, samenwerk):
    register.write(ENERGY, "schema: [")
    assert samenwerk("export", "afvaldienst-lageland", "--as", "csv").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Zeg met --as wat u wilt maken: "),
        (["--as", "jsn"], "Bedoelt u json?"),
        (["--as", "csv", "energieloket"], "Bedoelt u energieloket-lageland?"),
        (["--as", "csv", "../x"], "geen samenwerking “../x”"),
    ],
)
def test_wrong_usage_says_what_is_right(register, samenwerk, arguments, says):
    result = samenwerk("export", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_on_stdout_is_json_in_every_encoding(register, shell, encoding):
    register.write(ENERGY, 'schema: 1\nname: "Café € 😀 ##[error]"\nstatus: exploring\n')
    result = shell("samenwerk export energieloket-lageland --as json", PYTHONIOENCODING=encoding)
    data = json.loads(result.stdout.decode(encoding))
    assert data["partnerships"]["energieloket-lageland"]["name"] == "Café € 😀 ##[error]"
    assert b"##[" not in result.stdout
