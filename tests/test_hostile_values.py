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
WEBSITE = 500


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


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-02-30", "that day does not exist. Check the day and the month."),
        ("2026-13-01", "that day does not exist. Check the day and the month."),
        ("1899-02-30", "that day does not exist. Check the day and the month."),
        ("1899-12-31", "that year is not possible. Use a year from 1900 to 2199."),
        ("2200-01-01", "that year is not possible. Use a year from 1900 to 2199."),
    ],
)
def test_a_wrong_day_is_told_from_a_wrong_year(day: str, sentence: str) -> None:
    data = {"schema": 1, "name": "Aa", "status": "exploring", "dates": {"start": day}}
    (found,) = schema.findings("partnership", Source("x.yaml", dump(data)))
    assert found.code == "wrong-date"
    assert found.sentence("en") == f'"Start" is {day}, but {sentence}'


@pytest.mark.parametrize("year", ["0999", "2200"])
def test_an_organisation_may_be_older(year: str) -> None:
    data = {"schema": 1, "name": "Aa", "kind": "other", "valid": {"from": f"{year}-01-01"}}
    (found,) = schema.findings("organisation", Source("x.yaml", dump(data)))
    assert found.sentence("nl").endswith("Gebruik een jaar van 1000 tot en met 2199.")
    assert is_taken("organisation", data | {"valid": {"from": "1000-01-01"}})


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


HOSTS = [
    "https://zaaksysteem/stuk",
    "https://x.nl:1",
    "https://x.nl:443/",
    "https://x.nl:65535",
    "https://a-b.xn--p1ai/",
    "https://a_b.nl",
    "https://пример.рф/путь",
    "https://例え.jp",
    "https://straße.de?q=ß#é",
    "https://x.nl/a;b=c,d(e)",
    "https://x.nl/%zz",
    "https://[2001:db8::1]:8443/a",
    "https://1.2.3.4",
]
NO_HOSTS = [
    "https://[x",
    "https://[x]",
    "https://[::1",
    "https://::1/",
    "https://x]",
    "https://x.nl:abc",
    "https://x.nl:",
    "https://x.nl:0",
    "https://x.nl:65536",
    "https://x.nl:66000",
    "https://x.nl:70000",
    "https://x.nl:99999",
    "https://x.nl:443443",
    "https://x.nl:80:80",
    "https://.",
    "https://.nl",
    "https://x..nl",
    "https://x.nl.",
    "https://%40evil.nl",
    "https://x.nl%00",
    "https://x\u200b.nl",
    "https://x\u00ad.nl",
    "https://x\u2060.nl/",
    "https://x.nl/\u200b",
    "https://x.nl/\u3164",
    "https://x.nl/\u00a0",
    "https://x.nl\uff0fa",
    "https://gemeente.nl\uff20kwaad.nl",
    "https://x\u3002nl",
    "https://x.nl\\@kwaad.nl",
    "http:\\\\x.nl",
    "https://x,nl",
    "https://x!nl",
    "https://<x>.nl",
    "https://x`y.nl",
    "https://x^y.nl",
    "https://x|y.nl",
    "https://x~y.nl",
    "https://x=y.nl",
]
MAIL = [
    "mailto:a@b",
    "mailto:raad@gemeente-x.nl",
    "mailto:griffie.raad@x.nl",
    "mailto:griffie+raad@x.nl",
    "mailto:j&j@x.nl",
    "mailto:o'neill@x.nl",
    "mailto:a_b-c@x.nl",
    "mailto:1@2.nl",
    "mailto:A.B@X.NL",
    "mailto:{a}@x.nl",
    "mailto:a=b@x.nl",
    "mailto:a+b@x.nl",
    "mailto:a!b@x.nl",
    "mailto:a$b*c@x.nl",
    "mailto:a^b`c|d~e@x.nl",
    "mailto:café@x.nl",
    "mailto:info@café.nl",
    "mailto:почта@пример.рф",
    "mailto:a@b.nl?subject=Stuk",
    "mailto:a@b.nl?cc=c@d.nl&body=é",
]
NO_MAIL = [
    "mailto:@",
    "mailto:a",
    "mailto:a@",
    "mailto:@b.nl",
    "mailto:a@b@c",
    "mailto:a@@b.nl",
    "mailto:a@b.nl,c@d.nl",
    "mailto:a b@c.nl",
    "mailto:a@b c.nl",
    "mailto: a@b.nl",
    "mailto:a@b..nl",
    "mailto:a@.nl",
    "mailto:a@b.nl/",
    "mailto:a@b.nl#c",
    "mailto:a@b.nl:25",
    "mailto:a@[::1]",
    "mailto:a:b@c.nl",
    "mailto:<a@b.nl>",
    "mailto:a%40b@c.nl",
    "mailto:a#b@c.nl",
    "mailto:a(b)@c.nl",
    "mailto:a[b]@c.nl",
    'mailto:"a"@b.nl',
    "mailto:a;b@c.nl",
    "mailto:a\\b@c.nl",
    "mailto:a\u200b@b.nl",
    "mailto:a@b\u200b.nl",
    "mailto:a@b.nl?x=\u200b",
    "mailto:a@b.nl?x y",
    "mailto:a@b.nl\n",
    "mailto://a@b.nl",
    "MAILTO:a@b.nl",
]


def document(url: str) -> dict[str, Any]:
    return {"documents": [{"id": "a", "title": "Stuk", "url": url}]}


BARE = {"schema": 1, "name": "Aa", "status": "exploring"}


def is_taken(kind: schema.Kind, data: dict[str, Any]) -> bool:
    """The one verdict of both readers of the schema."""
    verdicts = schema.acceptor(kind).is_valid(data), schema.validator(kind).is_valid(data)
    assert len(set(verdicts)) == 1
    return verdicts[0]


def organisation(url: str) -> dict[str, Any]:
    return {"schema": 1, "name": "Aa", "kind": "other", "website": url}


@pytest.mark.parametrize("url", [*ADDRESSES, *HOSTS, *MAIL], ids=ascii)
def test_an_address_has_a_scheme_that_is_safe_and_a_host(url: str) -> None:
    assert codes(**document(url)) == []
    if len(url) <= WEBSITE:
        assert is_taken("organisation", organisation(url)) == (not url.startswith("mailto:"))


@pytest.mark.parametrize("url", [*NO_ADDRESSES, *NO_HOSTS, *NO_MAIL], ids=ascii)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert set(codes(**document(url))) & {"wrong-form", "too-long"}
    assert not is_taken("organisation", organisation(url))


def test_a_wrong_address_gets_the_sentence_of_its_fact() -> None:
    data = {**BARE, **document("https://x..nl")}
    (found,) = schema.findings("partnership", Source("x.yaml", dump(data)))
    assert found.sentence("en") == (
        '"https://x..nl" does not have the right form for "Web address". Use an address without'
        " spaces that begins with https://, http:// or mailto:."
    )


# --- text that shows nothing ----------------------------------------------------------------------

INVISIBLE = [
    "\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u180b", "\u180e",
    "\u180f", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u2064", "\u206a",
    "\u206f", "\u2800", "\u3164", "\ufe00", "\ufe0f", "\uffa0", "\ufff0", "\ufff9", "\ufffb",
]  # fmt: skip
NOTHING = [*INVISIBLE, "\u200b\u2800", "\u200b \u3164", "".join(INVISIBLE), "\u00ad" * 200]


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
@pytest.mark.parametrize("fact", ["name", "purpose"])
def test_a_text_that_shows_nothing_is_as_wrong_as_a_space(fact: str, text: str) -> None:
    assert codes(**{fact: text}) == codes(**{fact: " "}) == ["wrong-form"]
    assert not is_taken("partnership", {**BARE, fact: text})


SOMETHING = [
    "a", "\u200fא", "\u200e a", "\u200b\u00a0 a", "a\u200d", "❤\ufe0f", "👩\u200d👧", "⠃", "ᄒ",
    "\ufffd", "é\u00ad",
]  # fmt: skip


@pytest.mark.parametrize("text", SOMETHING, ids=ascii)
@pytest.mark.parametrize("fact", ["name", "purpose"])
def test_signs_that_do_not_print_may_stand_beside_text(fact: str, text: str) -> None:
    assert codes(**{fact: text}) == []


def test_a_paragraph_shows_something_on_any_line() -> None:
    assert codes(purpose="\n\u200b\n a\n") == []
    assert codes(purpose="\n\u200b\n \n") == ["wrong-form"]


def free_texts(node: Any) -> list[str]:
    """The patterns of all that takes any words."""
    if isinstance(node, list):
        return [each for item in node for each in free_texts(item)]
    if not isinstance(node, dict):
        return []
    own = [node["pattern"]] if node.get("type") == "string" and "pattern" in node else []
    below = [each for item in node.values() for each in free_texts(item)]
    return [*own, *below]


@pytest.mark.parametrize(
    "kind", ["register", "organisation", "partnership", "finance", "checks", "checklist"]
)
def test_no_text_of_any_file_may_show_nothing(kind: schema.Kind) -> None:
    patterns = set(free_texts(schema.schema(kind)))
    assert any(jsonreader.compiled(each).search("Zeven (7) woorden.") for each in patterns)
    for pattern in patterns:
        taken = [each for each in NOTHING if jsonreader.compiled(pattern).search(each)]
        assert taken == [], pattern


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
