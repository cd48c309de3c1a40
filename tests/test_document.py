"""Documents: whole, from facts and answers only, and with text from files as text.

`python tests/test_document.py` writes the expected documents anew; then read what changed.
"""

import copy
import datetime as dt
import functools
import io
import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import gating
from conftest import ROOT, TODAY
from samenwerk import cli, clock, schema, yamlfile
from samenwerk.authority import AUTHORITIES
from samenwerk.authority import words as words_of
from samenwerk.checklist import ours
from samenwerk.document import outline
from samenwerk.document.markdown import Sentences
from samenwerk.document.memo import as_memo
from samenwerk.document.order import Order
from samenwerk.document.overview import as_overview
from samenwerk.document.page import page
from samenwerk.document.questions import as_questions
from samenwerk.fact import leaves
from samenwerk.gate import judge
from samenwerk.i18n import Texts
from samenwerk.interview.closing import LACKS
from samenwerk.terminal import Terminal

EXPECTED = ROOT / "tests" / "documents"
LANGUAGES = ("nl", "en")
FROM_REGISTER = ("verduurzaming-molenbuurt", "toeristisch-bureau-lageland")
EVERY_FACT = ROOT / "tests/examples/valid/every-fact/registry"


def order(language="nl", *, internal=False, today=gating.TODAY, commit="", **changes):
    return Order(
        texts=Sentences(Texts(language)),
        around=gating.around(today=today, **changes),
        internal=internal,
        lacks=LACKS,
        commit=commit,
        is_changed=bool(commit),
    )


# --- a partnership with everything that a memo must be honest about ---

ACTIVE = gating.active(
    gating.changed(
        gating.STANDARD,
        partners__0__interest={"text": "Zij willen vooral ons geld.", "known": "assumed"},
        partners__1__interest={
            "text": "Minder wachttijd in de dorpen.",
            "known": "confirmed",
            "confirmed_by": "beleidsadviseur wonen",
            "how": "brief",
            "date": "2026-10-20",
        },
        profile__yearly_cost=1234567,
    ),
    reference="Z/26/0412",
    late_reason="De start was eerder dan de vragen.",
)


def _answers():
    """All that counts, but for: an exception that ended, one late, one open, one partly."""
    answers = gating.all_answers(ACTIVE, gating.around())
    why, goals, roles = answers["why"], answers.setdefault("goals", {}), answers["roles"]
    why["worth-it"] |= {"verdict": "partly", "evidence": ["nota"]}
    why["worth-it"]["exception"] = gating.excused(until="2027-02-28")
    why["still-free"] |= {"date": "2027-01-20"}
    del why["no-go"]
    why["no-go"] = {"todo": {"who": "concerncontroller", "date": "2027-04-01"}}
    goals["bottom-line"] = gating.given(value="Onze ondergrens is twee jaar.")
    roles["mandate-limit"] |= {"value": 25000}
    return answers


def record_with_checks():
    return gating.record(ACTIVE, _answers())


# --- whole documents ---


def documents():
    """Every expected document by its name."""
    for id, language in itertools.product(FROM_REGISTER, LANGUAGES):
        yield f"{id}.{language}.md", exported(id, "--as", "memo", "--lang", language)
    yield "overview.nl.md", exported("--as", "overview")
    yield (
        "verduurzaming-molenbuurt.questions.nl.md",
        exported(FROM_REGISTER[0], "--as", "questions"),
    )
    for language in LANGUAGES:
        memo = as_memo(record_with_checks(), order(language), kind=outline.DEFAULT)
        yield f"with-checks.{language}.md", memo
    internal = order(internal=True, commit="a1b2c3d4e5f6a7b8")
    yield (
        "with-checks.internal.nl.md",
        as_memo(record_with_checks(), internal, kind="raadsvoorstel"),
    )


def exported(*arguments):
    """What the command prints for the repository's own register, outside any git."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "registry", Path(folder) / "registry")
        out = io.StringIO()
        line = ["--register", folder, "export", *arguments]
        assert cli.run(line, Terminal(out, sys.stderr)) == 0
        return out.getvalue()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def test_the_documents_are_as_they_were_read_and_approved():
    made = dict(documents())
    assert {path.name for path in EXPECTED.iterdir() if path.is_file()} == set(made)
    for name, text in made.items():
        assert text == (EXPECTED / name).read_text(encoding="utf-8"), name


@pytest.fixture(scope="module")
def memo():
    return as_memo(record_with_checks(), order("en"), kind=outline.DEFAULT)


@pytest.mark.parametrize(
    "words",
    [
        "about €1,234,567 a year",
        "exception ended after 28 February 2027",
        "28 February 2027 **ended**",
        "De start was eerder dan de vragen.",
        "completed afterwards",
        "based on: Nota duurzaamheid",
        "| concerncontroller | 1 April 2027 |",
        "*left out: confidential*",
        "*What is confidential was left out.*",
        "€25,000",
    ],
)
def test_a_memo_is_honest_about(memo, words):
    assert words in memo


def test_what_is_confidential_stands_only_in_an_internal_memo():
    secrets = ("Zij willen vooral ons geld.", "Onze ondergrens is twee jaar.", "Minder armoede")
    kinds = [(as_memo, {"kind": kind}) for kind in outline.KINDS] + [(as_questions, {})]
    for make, how in kinds:
        shown = make(record_with_checks(), order(), **how)
        assert not [secret for secret in secrets if secret in shown]
    internal = as_memo(record_with_checks(), order("en", internal=True), kind=outline.DEFAULT)
    assert all(secret in internal for secret in secrets)
    assert "Zij willen vooral ons geld. (assumed, *confidential*)" in internal


def test_a_memo_has_no_clock():
    record = record_with_checks()
    later = order(today=gating.TODAY + dt.timedelta(days=1))
    assert as_memo(record, order(), kind="notitie") == as_memo(record, later, kind="notitie")


def headings(text):
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


def test_each_kind_of_memo_has_its_own_sections():
    empty = gating.record({"schema": 1, "name": "X", "status": "exploring"})
    found = {kind: headings(as_memo(empty, order("en"), kind=kind)) for kind in outline.KINDS}
    assert found["collegevoorstel"] == found["raadsvoorstel"]
    assert len(found["collegevoorstel"]) == 15
    assert found["raadsinformatiebrief"] == [
        "In short", "Occasion", "Intended effect", "Parties and interests",
        "Planning and evaluation", "Participation and communication",
    ]  # fmt: skip
    assert found["notitie"] == [
        "In short", "Occasion", "Parties and interests", "Roles", "Alternatives",
        "Caveats and risks", "Still open",
    ]  # fmt: skip


def test_an_empty_section_asks_for_what_would_fill_it():
    empty = gating.record({"schema": 1, "name": "X", "status": "exploring"})
    memo = as_memo(empty, order("en"), kind="collegevoorstel")
    for section in re.split(r"^## .*$", memo, flags=re.MULTILINE)[1:]:
        assert section.strip()
    assert "*Not answered yet: “Which other routes did you look at?”*" in memo


@pytest.mark.parametrize(
    ("conclusion", "says"),
    [
        ("go-on", "No decision is asked yet"),  # as long as other questions are open
        ("stop", "not to start the partnership “Energieloket”"),
        ("use-existing", "not to start the partnership “Energieloket”"),
        ("find-out-first", "No decision is asked yet"),
    ],
)
def test_the_decision_that_is_asked_follows_from_the_conclusion(conclusion, says):
    answers = {"why": {"conclusion": gating.given(value=conclusion)}}
    record = gating.record(gating.STANDARD, answers)
    assert says in as_memo(record, order("en"), kind="collegevoorstel")


def test_to_start_is_asked_when_every_question_has_its_answer():
    given = order("en")
    answers = gating.all_answers(gating.STANDARD, given.around)
    record = gating.record(gating.STANDARD, answers)
    memo = as_memo(record, given, kind="collegevoorstel")
    assert "to start the partnership “Energieloket”" in memo


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_the_words_are_those_of_the_public_body(authority):
    record = gating.record(gating.STANDARD, {"why": {"conclusion": gating.given(value="stop")}})
    memo = as_memo(record, order("en", authority=authority), kind="raadsvoorstel")
    council = words_of(authority).council.en
    assert f"We ask {council} to decide:" in memo
    assert f"| To | T{council[1:]} |" in memo


def test_every_question_has_its_place_in_the_memo():
    asked = {
        f"{id}/{question.id}"
        for id in ("why", "goals", "values", "roles", "form")
        for question in ours()[id].questions
        if not question.is_verdict
    }
    verdicts = {
        f"{id}/{each.id}" for id in ours() for each in ours()[id].questions if each.is_verdict
    }
    placed = [each for section in outline.SECTIONS.values() for each in section]
    assert len(placed) == len(set(placed))
    assert asked - set(placed) - outline.LEFT_OUT == set()
    assert set(placed) - asked - verdicts == set()
    values = {key for key in asked if _question(key).value} - outline.LEFT_OUT
    assert set(outline.LABELS) == values | verdicts


def _question(key):
    checklist, _, id = key.partition("/")
    return ours()[checklist].question(id)


def test_a_questionnaire_asks_what_is_asked_of_this_partnership():
    record = record_with_checks()
    text = as_questions(record, order("en"))
    required = [each for each in judge(record, gating.around()).judged if each.required]
    assert text.count("\n### ") == len(required)
    assert text.count("| Your answer |") == len(required)


def test_the_overview_is_sorted_by_status_and_name_and_shows_declined():
    facts = [
        gating.changed(gating.STANDARD, name="Zeta"),
        gating.changed(gating.STANDARD, name="Alfa"),
        gating.changed(
            gating.STANDARD, name="Nee", status="declined",
            decisions=[{"status": "declined", "body": "college", "date": "2026-12-01"}],
        ),
        gating.changed(ACTIVE, name="Ja"),
    ]  # fmt: skip
    text = as_overview([gating.record(each) for each in facts], order("en"))
    rows = [line.split(" | ")[:2] for line in text.splitlines() if line.startswith("| ")][2:]
    assert rows == [
        ["| Exploring", "Alfa"],
        ["| Exploring", "Zeta"],
        ["| Active<br>since 15 December 2026", "Ja"],
        ["| Declined<br>since 1 December 2026", "Nee"],
    ]
    assert "4 partnerships: 2 exploring; 1 active; 1 declined." in text


def test_an_empty_register_has_an_overview_too():
    assert "no partnerships in this register yet" in as_overview([], order("en"))


# --- text from files is text ---

# One a line.
HOSTILE = r"""
[x](javascript:alert(1))
[x](https://evil.example)
![x](https://evil.example/x.png)
[x][y]
[x]: https://a.b
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<a href="javascript:x">x</a>
<!-- weg
-->
<b>vet</b>
</td></tr></table>
<br>
<details>
&lt;b&gt;
&#60;b&#62;
&amp;
| a | b |
a | b
\|
\\
\
C:\map
# kop
## kop
#12
```
```html
`code`
~~~
~~weg~~
*schuin*
**vet**
_schuin_
__vet__
snake_case_naam
- punt
* punt
+ punt
1. punt
12) punt
- [ ] taak
- [x] taak
> citaat
---
***
___
===
@naam
@org/team
https://evil.example
http://evil.example/?a=b&c=d
www.evil.example
<https://evil.example>
mailto:a@b.example
::error::x
::set-output name=a::b
##[error]x
##vso[task.x]y
$$x$$
$(id)
{{ 7*7 }}
{% raw %}
:smile:
[^1]
=1+1
"""
STRINGS = [each.strip() for each in HOSTILE.splitlines() if each.strip()]
WORD = "Xqzwoord"
FREE = {"text", "long-text", "function"}


def filled(text):
    """A partnership that says the same text wherever it may say something."""
    data = copy.deepcopy(yamlfile.load(next(EVERY_FACT.glob("*/partnership.yaml")).read_bytes()))
    for path, _ in list(leaves(data)):
        node = schema.field("partnership", path).node
        is_id = "a-z0-9" in node.get("pattern", "")
        if node.get("x-input") in FREE and not is_id and path[-1] not in {"url", "date"}:
            place = data
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = text
    answers = gating.all_answers(data, gating.around(), deep=True)
    for answer in (each for of_one in answers.values() for each in of_one.values()):
        answer["by"] = text
        answer["exception"] = gating.excused(reason=text, approved_by=text)
        answer["todo"] = {"who": text, "date": "2027-04-01"}
        key = "note" if "verdict" in answer else "value"
        if isinstance(answer[key], str):
            answer[key] = text
    return gating.record(data, answers)


@functools.cache
def every_document(text):
    record = filled(text)
    return (
        as_memo(record, order(internal=True), kind=outline.DEFAULT),
        as_questions(record, order(internal=True)),
        as_overview([record], order()),
    )


READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shape_and_words(markdown):
    """What a reader of Markdown makes of it: the tokens without their words, and the words."""
    shape, words = [], []
    for token in READER.parse(markdown):
        shape.append((token.type, token.tag))
        if token.type == "inline":
            shape += [(each.type, each.tag) for each in token.children if each.type != "text"]
            words.append("".join(each.content for each in token.children if each.type == "text"))
            raw = [each.content for each in token.children if each.type.startswith("html")]
            assert set(raw) <= {"<br>"}
    return shape, [" ".join(each.split()) for each in words]


@pytest.fixture(scope="module")
def plain():
    return [shape_and_words(each) for each in every_document(f"{WORD} woorden genoeg")]


@pytest.mark.parametrize("text", STRINGS)
def test_text_from_files_stays_text_in_markdown(plain, text):
    for made, (shape, words) in zip(every_document(f"{text} woorden genoeg"), plain, strict=True):
        found_shape, found_words = shape_and_words(made)
        assert found_shape == shape
        wanted = " ".join(text.split())
        assert found_words == [each.replace(WORD, wanted) for each in words]
        assert not re.search(r"^\s*::|##\[|##vso\[", made, re.MULTILINE)


def test_at_least_sixty_strings_are_tried():
    assert len(set(STRINGS)) >= 60


class Tags(HTMLParser):
    """What a browser would see."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.words = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}

    def handle_data(self, data):
        self.words.append(data)


ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td", "strong", "em", "br", "hr", "a"),
}
ALLOWED_ATTRIBUTES = {
    ("html", "lang"), ("meta", "charset"), ("meta", "http-equiv"), ("meta", "content"),
    ("meta", "name"), ("a", "href"), ("a", "rel"), ("th", "scope"),
}  # fmt: skip


@pytest.mark.parametrize("text", STRINGS)
def test_text_from_files_stays_text_in_html(text):
    for made in every_document(f"{text} woorden genoeg"):
        seen = Tags(page(made, "nl"))
        assert set(seen.tags) <= ALLOWED_TAGS
        assert seen.attributes <= ALLOWED_ATTRIBUTES
        assert " ".join(text.split()) in " ".join("".join(seen.words).split())


def test_line_breaks_stay_in_the_cell_and_the_item_they_are_in():
    for made in every_document("eerste regel\n\n# geen kop\n| geen | tabel |\n- geen punt"):
        shape, words = shape_and_words(made)
        assert not [each for each in words if each.startswith(("geen kop", "geen punt"))]
        assert shape.count(("table_open", "table")) == len(re.findall(r"^\| -", made, re.MULTILINE))


def test_only_a_web_address_is_a_link_and_tells_the_other_site_nothing():
    urls = (
        "https://gemeente.example/rib?a=1&b=2",
        "javascript:alert(1)",
        "https://a.b/ <c>",
        "//a.b",
    )
    facts = gating.changed(
        gating.STANDARD,
        documents=[
            {"id": f"d-{number}", "title": "Stuk", "url": url} for number, url in enumerate(urls)
        ],
    )
    html = page(as_memo(gating.record(facts), order(), kind="notitie"), "nl")
    assert re.findall(r"<a [^>]*>", html) == [
        '<a href="https://gemeente.example/rib?a=1&amp;b=2" rel="noopener noreferrer nofollow">'
    ]
    assert "javascript:alert(1)" in html  # as words


def test_a_page_asks_nothing_of_the_network_and_names_its_language():
    html = page(as_memo(record_with_checks(), order("en"), kind="notitie"), "en")
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert "<title>Energieloket: note</title>" in html
    assert not re.search(r"url\(|@import|<script|<link|src=", html)
    assert '<th scope="row">Reference</th>' in html


# --- the command ---


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as", "memo"], "--as memo gaat over één samenwerking"),
        (["--as", "questions", "servicepunt-lageland", "afvaldienst-lageland"], "noem één id"),
        (["--as", "overview", "--kind", "notitie"], "--kind hoort bij --as memo of --as bbv."),
        (["--as", "memo", "--kind", "notitei", "servicepunt-lageland"], "Bedoelt u notitie?"),
        (["--as", "csv", "-o", "x.html"], "memo, overview, questions"),
        (["--as", "memo", "servicepunt-lageland", "-o", "x.docx"], ".md of .html"),
    ],
)
def test_wrong_usage_says_what_is_right(register, samenwerk, arguments, says):
    result = samenwerk("export", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


@pytest.mark.parametrize("broken", ["partnership.yaml", "checks/why.yaml", "../register.yaml"])
def test_a_document_is_refused_when_a_file_that_it_needs_is_malformed(register, samenwerk, broken):
    register.write(f"registry/servicepunt-lageland/{broken}", "schema: [")
    result = samenwerk("export", "servicepunt-lageland", "--as", "memo")
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_document_can_be_written_as_markdown_and_as_html(register, samenwerk, tmp_path):
    for name in ("memo.md", "memo.html"):
        target = tmp_path / name
        result = samenwerk("export", "servicepunt-lageland", "--as", "memo", "-o", str(target))
        assert (result.exit_code, result.stdout) == (0, "")
        start = "# Servicepunt" if name.endswith(".md") else "<!DOCTYPE html>"
        assert target.read_text(encoding="utf-8").startswith(start)


def test_the_language_is_that_of_the_register_unless_told_otherwise(register, samenwerk):
    register.replace("registry/register.yaml", "language: nl", "language: en")
    line = ("export", "servicepunt-lageland", "--as", "memo")
    assert "## In short" in samenwerk(*line).stdout
    assert "## In het kort" in samenwerk(*line, "--lang", "nl").stdout


def test_the_same_register_gives_the_same_bytes(register, shell):
    for line in (
        "energieloket-lageland --as memo",
        "--as overview",
        "zon-op-de-sporthal --as questions",
    ):
        made = {
            shell(f"samenwerk export {line}", PYTHONHASHSEED=str(seed)).stdout for seed in range(4)
        }
        assert len(made) == 1
        assert made.pop()


def git(folder, *arguments):
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_memo_says_at_which_commit_it_was_made(register, samenwerk, monkeypatch):
    line = ("export", "servicepunt-lageland", "--as", "memo", "--lang", "en")
    assert "Git:" not in samenwerk(*line).stdout
    git(register.root, "init", "-q")
    assert "Git:" not in samenwerk(*line).stdout  # nothing is committed yet
    git(register.root, "add", ".")
    git(register.root, "commit", "-q", "-m", "x")
    commit = git(register.root, "rev-parse", "HEAD")[:12]
    assert f"Git: {commit}.*" in samenwerk(*line).stdout
    register.write("registry/servicepunt-lageland/checks/why.yaml", "checklist: why\nanswers: {}\n")
    assert f"Git: {commit}, with changes that are not in it yet.*" in samenwerk(*line).stdout
    monkeypatch.setenv("PATH", "")
    assert "Git:" not in samenwerk(*line).stdout


if __name__ == "__main__":
    clock.today = lambda: TODAY
    EXPECTED.mkdir(exist_ok=True)
    for old in filter(Path.is_file, EXPECTED.iterdir()):
        old.unlink()
    for name, text in documents():
        (EXPECTED / name).write_text(text, encoding="utf-8")
