"""Names of folders and files: which are ids, and which only look as if they belong."""

import pytest

from samenwerk import names
from samenwerk.names import (
    MAX_FILES,
    MAX_ID,
    MAX_PARTNERSHIPS,
    checklist_id,
    id_from,
    is_id,
    organisation_id,
)
from samenwerk.source import Refusal

IDS = [
    "a", "7", "a1", "acme", "gemeente-woerden", "a-b-c-d", "0-0", "2026-omgevingsdienst",
    "con-1", "console", "com", "com10", "lpt", "auxiliary", "nulpunt", "organisation",
    "organisations-2", "on", "no", "register", "checks", "x" * MAX_ID, "n" * 32 + "-" + "n" * 31,
]  # fmt: skip
NO_IDS = [
    "", "-", "-a", "a-", "a--b", "A", "Acme", "acmE", "a_b", "a b", "a.b", "a/b", "a\\b", "a:b",
    "..", ".", ".git", "~", "a~", "x" * (MAX_ID + 1), "con", "prn", "aux", "nul", "com0", "com1",
    "com9", "lpt0", "lpt9", "com¹", "conin$", "organisations", "café", "cafe\u0301", "аcme", "１２",
    "a\n", "\na", "a\x00", "a\u200b", "ß", "ﬁ", "İ", "a'", 'a"', "a%2e", "%2e%2e", "a b-c", "é",
]  # fmt: skip
FROM_NAMES = [
    ("Café Zoë", "cafe-zoe"),
    ("  Energieloket  Lageland! ", "energieloket-lageland"),
    ("Gemeente 's-Hertogenbosch", "gemeente-s-hertogenbosch"),
    ("RZG / Zuidplas (grondbank)", "rzg-zuidplas-grondbank"),
    ("ﬁets & ½", "fiets-12"),
    ("１２", "12"),
    ("CON", "con-1"),
    ("Organisations", "organisations-1"),
    ("x" * 80, "x" * MAX_ID),
    ("x" * 63 + " y", "x" * 63),
    ("___", ""),
    ("", ""),
    ("日本", ""),
]


@pytest.mark.parametrize("name", IDS)
def test_a_good_name_is_an_id(name):
    assert is_id(name)


@pytest.mark.parametrize("name", NO_IDS)
def test_another_name_is_no_id(name):
    assert not is_id(name)


def test_the_table_is_as_long_as_was_asked():
    assert len({*IDS, *NO_IDS}) >= 60


@pytest.mark.parametrize(("name", "id"), FROM_NAMES)
def test_an_id_is_made_from_a_name(name, id):
    assert id_from(name) == id
    assert id == "" or is_id(id)


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("registry/organisations/acme.yaml", "acme"),
        ("registry/organisations/Acme.yaml", None),
        ("registry/organisations/acme.yml", None),
        ("registry/organisations/acme", None),
        ("registry/organisations/a/acme.yaml", None),
        ("registry/acme.yaml", None),
    ],
)
def test_the_file_of_an_organisation_has_its_id(path, id):
    assert organisation_id(path) == id


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("registry/acme/checks/why.yaml", "why"),
        ("registry/other/checks/why.yaml", None),
        ("registry/acme/checks/Why.yaml", None),
        ("registry/acme/why.yaml", None),
        ("registry/acme/checks/why.yml", None),
    ],
)
def test_the_file_of_a_checklist_has_its_id(path, id):
    assert checklist_id("acme", path) == id


def found(findings):
    return [(each.path, each.code, each.facts) for each in findings]


def test_what_stands_in_the_register_is_an_id_or_one_of_ours():
    ours = ["register.yaml", "organisations", "README.md", ".gitattributes", ".gitignore", "acme"]
    assert found(names.findings(ours)) == []


def test_a_folder_that_is_no_id_gets_a_suggestion_and_a_file_is_a_stray():
    assert found(names.findings(["Café Zoë", "notes.txt", "___"])) == [
        ("registry/Café Zoë", "wrong-id", {"name": "Café Zoë", "suggestion": "cafe-zoe"}),
        ("registry/notes.txt", "stray-file", {"name": "notes.txt"}),
        ("registry/___", "wrong-id", {"name": "___"}),
    ]


@pytest.mark.parametrize("twin", ["ACME", "Acme", "ａｃｍｅ"])
def test_names_that_are_the_same_on_another_system_are_named(twin):
    codes = [(path, code) for path, code, _facts in found(names.findings(["acme", twin]))]
    assert (f"registry/{twin}", "same-id") in codes


def test_what_does_not_belong_in_a_folder_of_a_partnership_is_named():
    good = [
        "partnership.yaml",
        "finance.yaml",
        "checks/why.yaml",
        "reviews/2027.yaml",
        "views/gemeente-woerden.md",
    ]
    stray = [
        "partnership.yml",
        "partnership (1).yaml",
        "PARTNERSHIP.YAML",
        "checks/x.orig",
        "checks/Why.yaml",
        "HEAD",
        "reviews",
        "reviews/HEAD",
        "reviews/Verslag 2027.md",
        "views/a/b.md",
        "views/x.py",
    ]
    files = {f"registry/acme/{name}": b"" for name in [*good, *stray]}
    assert [each.path for each in names.strays(files)] == [
        f"registry/acme/{name}" for name in stray
    ]


@pytest.mark.parametrize("name", ["reviews/2027.yaml", "views/gemeente-woerden.md"])
def test_what_is_kept_for_later_is_an_ordinary_file(name):
    path = f"registry/acme/{name}"
    closed = Refusal("unreadable", {"reason": "EACCES"})
    for content in (Refusal("not-a-file", {}), closed):
        assert found(names.strays({path: content})) == [(path, content.code, content.facts)]
    assert found(names.strays({path: Refusal("stray-file", {"name": "x"})})) == []


def test_only_what_belongs_to_the_register_is_read():
    read = [
        "registry/acme/partnership.yaml",
        "registry/acme/finance.yaml",
        "registry/acme/checks/why.yaml",
        "registry/organisations/acme.yaml",
        "checklists/own.yaml",
    ]
    unread = [
        "registry/acme/partnership.yml",
        "registry/acme/x/partnership.yaml",
        "registry/acme/checks/Why.yaml",
        "registry/acme/checks/con.yaml",
        "registry/acme/checks/a/why.yaml",
        "registry/acme/reviews/2027.yaml",
        "registry/acme/views/acme.md",
        "registry/organisations/acme.yml",
        f"registry/organisations/{'x' * (MAX_ID + 1)}.yaml",
        "checklists/own.txt",
        "checklists/a/own.yaml",
        "x/checklists/own.yaml",
    ]
    assert [path for path in read + unread if names.is_read(path)] == read


def test_two_hundred_strays_are_named_and_of_more_only_how_many():
    for make, folder in (
        (lambda count: names.findings(f"{n}.txt" for n in range(count)), "registry"),
        (
            lambda count: names.stray_organisations(
                {f"registry/organisations/{n}.txt": b"" for n in range(count)}
            ),
            "registry/organisations",
        ),
    ):
        assert {code for _, code, _ in found(make(MAX_FILES))} == {"stray-file"}
        assert len(found(make(MAX_FILES))) == MAX_FILES
        facts = {"count": MAX_FILES + 40, "name": f"{folder}/0.txt"}
        assert found(make(MAX_FILES + 40)) == [(folder, "many-strays", facts)]


def test_there_are_at_most_twenty_thousand_partnerships():
    ids = [f"p{number}" for number in range(MAX_PARTNERSHIPS)]
    assert found(names.too_many(ids)) == []
    facts = {"count": MAX_PARTNERSHIPS + 1, "limit": MAX_PARTNERSHIPS}
    assert found(names.too_many([*ids, "x"])) == [("registry", "too-many-partnerships", facts)]


def test_organisations_have_their_own_files_and_no_twins():
    folder = "registry/organisations"
    files = {f"{folder}/{name}": b"" for name in ["acme.yaml", "ACME.yaml", "sub/x.yaml"]}
    assert [(each.path, each.code) for each in names.stray_organisations(files)] == [
        (f"{folder}/ACME.yaml", "stray-file"),
        (f"{folder}/ACME.yaml", "same-id"),
        (f"{folder}/sub/x.yaml", "stray-file"),
    ]
