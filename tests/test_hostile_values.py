"""Values that a schema might let pass: dates, addresses, ids, keys, amounts, length."""

import json
import re
import socket
import time
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from conftest import Copy, Result
from samenwerk import jsonreader, schema
from samenwerk.source import Source
from samenwerk.yamledit import dump

SHOWN = 2_000  # characters of all that is said about one file


def codes(**facts: Any) -> list[str]:
    """What is said of a partnership with these facts."""
    data = {"schema": 1, "name": "Aa", "status": "exploring", **facts}
    found = schema.findings("partnership", Source("x.yaml", dump(data)))
    assert sum(len(each.sentence("nl")) for each in found) < SHOWN
    return [each.code for each in found]


DATES = ["1900-01-01", "2199-12-31", "2024-02-29", "2000-02-29", "2026-01-31", "1999-12-31"]
NO_DATES = [
    "2026-02-29",
    "1900-02-29",
    "2100-02-29",
    "2026-02-30",
    "2026-04-31",
    "2026-13-01",
    "2026-00-01",
    "2026-01-00",
    "2026-01-32",
    "20260101",
    "2026-W01-1",
    "2026-001",
    "2026-1-1",
    "26-01-01",
    "01-01-2026",
    "2026/01/01",
    "2026-01-01 ",
    " 2026-01-01",
    "2026-01-01\n",
    "2026-01-01T00:00",
    "1899-12-31",
    "2200-01-01",
    "9999-12-31",
    "0000-01-01",
    "-2026-01-01",
    "+2026-01-01",
    "２０２６-01-01",
    "٢٠٢٦-٠١-٠١",
    "2026‐01‐01",
    "2026-01-0١",
    "vandaag",
    "",
    "null",
    "2026-01-01\u200b",
]


@pytest.mark.parametrize("day", DATES)
def test_a_day_that_exists_is_a_date(day: str) -> None:
    assert codes(dates={"start": day}) == []


@pytest.mark.parametrize("day", NO_DATES, ids=ascii)
def test_whatever_else_is_none(day: str) -> None:
    assert set(codes(dates={"start": day})) <= {"wrong-form", "wrong-date", "needs-quotes"}
    assert codes(dates={"start": day})


ADDRESSES = [
    "https://x.nl",
    "http://x.nl",
    "https://x.nl/",
    "https://x.nl/a?b=c#d",
    "https://x.nl:8080/a",
    "https://x.nl?a=b",
    "https://xn--caf-dma.nl",
    "https://café.nl/é",
    "https://10.0.0.1/a",
    "https://[::1]/a",
    "https://x.nl/@naam",
    "https://x.nl/a%20b",
    "mailto:raad@voorbeeld.nl",
    "https://x.nl/" + "a" * 1_000,
]
NO_ADDRESSES = [
    "",
    "x.nl",
    "www.x.nl",
    "//x.nl",
    "/a",
    "javascript:alert(1)",
    "data:text/html,x",
    "JAVASCRIPT:alert(1)",
    "file:///etc/passwd",
    "ftp://x.nl",
    "vbscript:x",
    " https://x.nl",
    "https://x.nl ",
    "https:// x.nl",
    "https://x.nl/a b",
    "https://",
    "https:///a",
    "https://?a",
    "https://#a",
    "https://a@x.nl",
    "https://gemeente.nl@kwaad.nl/",
    "https://a:b@x.nl/",
    "https:x.nl",
    "https:/x.nl",
    "https://x.nl\n",
    "https://x.nl\njavascript:alert(1)",
    "https://x.nl/\tb",
    "HTTPS://X.NL",
    "mailto:",
    "https",
    "https://x.nl/" + "a" * 2_000,
]


def document(url: str) -> dict[str, Any]:
    return {"documents": [{"id": "a", "title": "Stuk", "url": url}]}


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_has_a_scheme_that_is_safe_and_a_host(url: str) -> None:
    assert codes(**document(url)) == []


@pytest.mark.parametrize("url", NO_ADDRESSES, ids=ascii)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert set(codes(**document(url))) & {"wrong-form", "too-long"}


NO_IDS = ["", "A", "a b", "a--b", "-a", "a-", "a_b", "á", "a\n", "١", "a/b", "../a", "a.b", "а"]


@pytest.mark.parametrize("id", NO_IDS, ids=ascii)
def test_what_is_no_id_is_refused_wherever_one_is_named(id: str) -> None:
    assert "wrong-form" in codes(partners=[{"organisations": [id]}])
    assert "wrong-form" in codes(documents=[{"id": id, "title": "Stuk"}])


# --- keys, numbers, length ------------------------------------------------------------------------

KEYS = [
    "$ref",
    "$schema",
    "$id",
    "$dynamicRef",
    "__proto__",
    "__class__",
    "constructor",
    "",
    "x" * 1_000,
]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:20])
def test_a_key_that_means_something_elsewhere_is_an_unknown_key_and_fetches_nothing(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError("the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for facts in ({key: "http://x.nl/a.json"}, {"profile": {key: "file:///etc/passwd"}}):
        assert codes(**facts) == ["unknown-key"]


@pytest.mark.parametrize(
    "amount",
    [
        45000.0,
        1.5,
        -1,
        True,
        "45000",
        "1e5",
        "0x10",
        "1_000",
        ".inf",
        ".nan",
        "1e999",
        [],
        {},
    ],
    ids=repr,
)
def test_an_amount_is_a_whole_number_of_euros_that_can_be(amount: object) -> None:
    assert codes(profile={"yearly_cost": amount}) != []


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "x" * 900_000},
        {"status": "x" * 900_000},
        {"x" * 1_000: "y" * 900_000},
        {"partners": "x" * 900_000},
        {"themes": ["x" * 300_000, "y" * 300_000]},
        {"dates": {"start": "1" * 900_000}},
        {"documents": [{"id": "a", "title": "T", "url": "https://" + "x" * 900_000}]},
    ],
    ids=range(7),
)
def test_a_value_of_a_megabyte_makes_no_message_of_a_megabyte(facts: dict[str, Any]) -> None:
    assert codes(**facts)


@pytest.mark.parametrize("key", ["pattern", "expression", "script", "include", "format"])
def test_a_checklist_has_no_patterns_and_no_code(
    register: Copy, samenwerk: Callable[..., Result], key: str
) -> None:
    checklist = {
        "id": "eigen",
        "version": 1,
        "title": {"nl": "Eigen", "en": "Own"},
        "questions": [
            {"id": "a", "value": "text", key: "(a+)+$", "ask": {"nl": "Wat?", "en": "What?"}}
        ],
    }
    register.write("checklists/eigen.yaml", dump(checklist))  # type: ignore[arg-type]
    result = samenwerk("validate", "checklists")
    assert result.exit_code == 1
    assert "unknown-key" in result.stdout


def patterns() -> list[str]:
    found: set[str] = set()
    for kind in ("register", "organisation", "partnership", "finance", "checks", "checklist"):
        found |= set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(schema.schema(kind))))
    return sorted(map(json.loads, found))


@pytest.mark.parametrize("pattern", patterns())
def test_no_pattern_takes_more_than_one_look_at_a_text(pattern: str) -> None:
    compiled = jsonreader.compiled(pattern)
    start = time.process_time()
    for piece in ("a", "1", " ", "-", "a-", "/", "a.", "https://", "\n", "19", "sha256:", "@", "_"):
        for end in ("", "!", " ", "\n", "\0"):
            compiled.search(piece * 20_000 + end)
            compiled.search("https://a/" + piece * 20_000 + end)
    assert time.process_time() - start < 20  # a text that is looked at again and again takes hours
