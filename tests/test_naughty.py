"""Every free-text fact holds a string that programs trip on: what comes out of every command?

Each string goes into a value with a word of its own, at both ends: it must come out exactly as
often as a plain word in that place does, and nothing else may change: no tag, link, item, row or
command more than with plain words. What may not be in a file at all is refused at the input.
`SAMENWERK_ROUNDS=400` brings every string into every field; without it a part of them is tried.
"""

import copy
import csv
import functools
import io
import itertools
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from commandparsers import commands
from conftest import TODAY
from fuzz.bending import UNSAFE
from samenwerk import cli, escape, schema
from samenwerk.document.page import page
from samenwerk.fact import dotted, leaves
from samenwerk.terminal import Terminal
from samenwerk.yamledit import EditError, dump
from samenwerk.yamlfile import YamlError, check_characters, load

HERE = Path(__file__).parent
REGISTER = HERE / "examples" / "valid" / "every-fact"
STRINGS: list[str] = [
    json.loads(line)
    for line in (HERE / "naughty.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
ROUNDS = int(os.environ.get("SAMENWERK_ROUNDS", "6"))
FILES: dict[str, schema.Kind] = {
    "registry/energieloket/partnership.yaml": "partnership",
    "registry/energieloket/finance.yaml": "finance",
    "registry/energieloket/checks/why.yaml": "checks",
    "registry/organisations/gemeente-heuvelrand.yaml": "organisation",
    "registry/organisations/wijkteam-noord.yaml": "organisation",
}
PRINTED = {
    "show": "show energieloket",
    "list": "list",
    "validate": "validate",
    "validate in json": "validate --format json",
    "annotations": "validate --format github",
    "csv": "export --as csv",
    "json": "export --as json --internal",
    "overview": "export --as overview --lang nl",
    "memo": "export energieloket --as memo --internal --lang nl",
    "memo for the council": "export energieloket --as memo --kind raadsvoorstel --lang en",
    "questions": "export energieloket --as questions --lang nl",
    "calendar": "due --as ics --within 1800d",
    "due in csv": "due --as csv --within 1800d",
    "due in json": "due --as json --within 1800d",
}
MARKDOWN = ("overview", "memo", "memo for the council", "questions")
Field = tuple[str, tuple[str | int, ...]]  # the file, and the path in it


def is_refused(text: str) -> bool:
    try:
        check_characters(text)
    except YamlError:
        return True
    return False


REFUSED = [each for each in STRINGS if is_refused(each)]
TAKEN = [each for each in STRINGS if not is_refused(each)]


def test_the_list_is_long_and_has_nothing_twice() -> None:
    assert len(STRINGS) > 350
    assert len(set(STRINGS)) == len(STRINGS)


# --- refused at the input -------------------------------------------------------------------------


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_nobody_sees_comes_into_no_file(text: str) -> None:
    with pytest.raises(EditError):
        dump({"name": text})
    with pytest.raises(YamlError):
        load(f"name: {json.dumps(text)}\n".encode())


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_nobody_sees_is_shown_by_its_number(text: str) -> None:
    shown = [escape.terminal(text), escape.one_line(text), escape.html(text), escape.markdown(text)]
    assert not any(UNSAFE.search(each) for each in shown)


# --- a register of naughty strings ----------------------------------------------------------------


@functools.cache
def plain() -> dict[str, Any]:
    return {name: load((REGISTER / name).read_bytes()) for name in FILES}


def put(data: dict[str, Any], field: Field, text: str) -> None:
    name, path = field
    value = data[name]
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = text


@functools.cache
def fields() -> list[Field]:
    """Every place that takes any words."""
    found = []
    for name in FILES:
        for path, value in leaves(plain()[name]):
            field = (name, tuple(path))
            if isinstance(value, str) and fits(field, "Zeven <&> bladen: [x]"):
                found.append(field)
    return found


def fits(field: Field, text: str) -> bool:
    """Whether the schema takes it."""
    name, path = field
    data = {name: copy.deepcopy(plain()[name])}
    put(data, field, text)
    errors = schema.validator(FILES[name]).iter_errors(data[name])
    return not any(tuple(error.absolute_path) == path for error in errors)


def word(number: int) -> str:
    return f"zevenblad{number}x"


@dataclass(frozen=True)
class Outputs:
    """What every command made of one register."""

    texts: dict[str, str]
    values: tuple[str, ...]  # of the fields, in their order

    def times(self, number: int, read: Callable[[str], str]) -> Counter[str]:
        """How often the value of a field is in each output that `read` makes sense of."""
        wanted = read(self.values[number])
        return Counter({name: read(text).count(wanted) for name, text in self.texts.items()})


def outputs(root: Path, choose: Callable[[int], str]) -> Outputs:
    """Fill in every field with what is chosen for it, and a word of its own."""
    data = copy.deepcopy(plain())
    values = []
    for number, field in enumerate(fields()):
        text = choose(number)
        value = f"{text} {word(number)} {text}" if text else word(number)
        values.append(value if fits(field, value) else word(number))
        put(data, field, values[-1])
    shutil.copytree(REGISTER, root, dirs_exist_ok=True)
    for name, each in data.items():
        (root / name).write_bytes(dump(each))
    return Outputs({name: printed(root, line) for name, line in PRINTED.items()}, tuple(values))


def printed(root: Path, line: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    code = cli.run([*line.split(), "--register", str(root)], Terminal(out, err))
    assert code in {0, 1}, (line, err.getvalue())
    assert commands(err.getvalue()) == []
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("samenwerk.clock.today", lambda: TODAY)
        yield


@pytest.fixture(scope="module")
def ordinary(day: None, tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    return outputs(tmp_path_factory.mktemp("ordinary"), lambda _number: "")


def test_a_plain_word_is_found_in_what_is_made(ordinary: Outputs) -> None:
    assert len(fields()) > 60
    for name in PRINTED:
        if not name.startswith(("validate", "annotations")):
            assert "zevenblad" in ordinary.texts[name], name
    for number, (name, path) in enumerate(fields()):
        if name.endswith("partnership.yaml"):
            assert sum(ordinary.times(number, str).values()) > 1, path


@pytest.mark.parametrize("round", range(ROUNDS))
def test_what_goes_in_comes_out_and_nothing_more(
    round: int, ordinary: Outputs, tmp_path: Path
) -> None:
    step = len(TAKEN) // ROUNDS or 1
    made = outputs(tmp_path, lambda number: TAKEN[(round * step + number) % len(TAKEN)])
    check_all(made, ordinary)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=40)


@given(WORDS.filter(lambda text: not is_refused(text)))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_out_and_nothing_more(
    ordinary: Outputs, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    check_all(outputs(tmp_path_factory.mktemp("any"), lambda _number: text), ordinary)


# --- what must hold -------------------------------------------------------------------------------


def check_all(made: Outputs, ordinary: Outputs) -> None:
    check_screen(made, ordinary)
    check_data(made, ordinary)
    check_documents(made, ordinary)
    check_calendar(made, ordinary)


def check_screen(made: Outputs, ordinary: Outputs) -> None:
    for name in ("show", "list", "validate"):
        assert not UNSAFE.search(made.texts[name])
        assert commands(made.texts[name]) == []
    facts = facts_shown(made.texts["show"])
    assert facts.keys() == facts_shown(ordinary.texts["show"]).keys()
    for number, (name, path) in enumerate(fields()):
        if name.endswith("partnership.yaml"):
            shown = facts[dotted(path)]
            assert escape.one_line(made.values[number]) in shown
    *annotated, _count = made.texts["annotations"].splitlines()
    assert {each for each, *_ in commands(made.texts["annotations"])} <= {"error", "warning"}
    assert len(commands(made.texts["annotations"])) == len(annotated)


def facts_shown(text: str) -> dict[str, str]:
    """The facts come first, each with a tab behind its path."""
    lines = itertools.takewhile(lambda line: "\t" in line, text.split("\n"))
    return dict(line.split("\t", 1) for line in lines)


def check_data(made: Outputs, ordinary: Outputs) -> None:
    for name in ("json", "due in json"):
        before = strings_in(json.loads(ordinary.texts[name]))
        after = strings_in(json.loads(made.texts[name]))
        assert before.keys() == after.keys()
        for number, value in enumerate(made.values):
            for path, text in before.items():
                if text == word(number):
                    assert after[path] == value
    for name in ("csv", "due in csv"):
        check_table(cells(ordinary.texts[name]), cells(made.texts[name]), made.values)


def strings_in(value: Any, path: str = "") -> dict[str, Any]:
    if isinstance(value, dict | list):
        below = value.items() if isinstance(value, dict) else enumerate(value)
        return {
            place: text
            for key, each in below
            for place, text in strings_in(each, f"{path}/{key}").items()
        }
    return {path: value}


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def check_table(before: list[list[str]], after: list[list[str]], values: tuple[str, ...]) -> None:
    assert [len(row) for row in before] == [len(row) for row in after]
    for row, new in zip(before, after, strict=True):
        for old, cell in zip(row, new, strict=True):
            number = re.fullmatch(r"zevenblad(\d+)x", old)
            if number:
                value = values[int(number[1])]
                is_command = "::" in value or "##" in value  # to a CI system, in any line
                assert escape.csv_cell(value) == cell
                assert cell in {value, f"'{value}"} or is_command
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def check_documents(made: Outputs, ordinary: Outputs) -> None:
    for name in MARKDOWN:
        texts = (ordinary.texts[name], made.texts[name])
        assert shape_of_markdown(texts[0]) == shape_of_markdown(texts[1])
        before, after = (Page.of(page(text, "nl")) for text in texts)
        assert before.tags == after.tags
        github = (Page.of(_GITHUB.render(text)) for text in texts)
        for old, new in ((before, after), tuple(github)):
            check_words(old.text, new.text, made.values)


def check_words(before: str, after: str, values: tuple[str, ...]) -> None:
    """Each value is there as often as a plain word is in its place."""
    for number, value in enumerate(values):
        times = before.count(word(number))
        assert after.count(squeezed(value)) >= times, (value, number)
        assert after.count(word(number)) == times


_GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_OF_WORDS = {"text", "softbreak", "hardbreak", "paragraph_open", "paragraph_close", "inline"}


def shape_of_markdown(text: str) -> list[str]:
    """Headings, lists, tables, links and tags, as GitHub would read them; without the words."""
    shape = []
    for token in _GITHUB.parse(text):
        below = [each for each in token.children or () if each.content != "<br>"]
        kinds = [each.type + str(each.attrs.get("href", "")) for each in below]
        shape += [kind for kind in (token.type, *kinds) if kind not in _OF_WORDS]
    return shape


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self._words: list[str] = []

    @classmethod
    def of(cls, text: str) -> "Page":
        made = cls()
        made.feed(text)
        made.close()
        return made

    @property
    def text(self) -> str:
        return squeezed("".join(self._words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._words.append(" ")
        if tag not in {"p", "br"}:
            self.tags.append((tag, tuple(attrs)))
            assert not any(name.startswith("on") or name == "src" for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        self._words.append(" " if tag in {"p", "td", "th", "li", "h1", "h2", "h3"} else "")

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def squeezed(text: str) -> str:
    """Without the differences that no reader sees: spaces, and the first letter of a sentence."""
    return " ".join(text.split()).casefold()


def check_calendar(made: Outputs, ordinary: Outputs) -> None:
    before, after = (events(each.texts["calendar"]) for each in (ordinary, made))
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert old.keys() == new.keys()
        assert old["UID"] == new["UID"]
        for part in ("SUMMARY", "DESCRIPTION"):
            check_words(squeezed(old[part]), squeezed(new[part]), made.values)


def events(text: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.errors == []
    return sorted(calendar.walk("VEVENT"), key=lambda event: str(event["UID"]))
