"""What owners and colleagues read: the pages in docs/, and the README that `init` makes."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_config, load_manifest

from conftest import ROOT
from samenwerk import __version__, cli
from samenwerk.finding import codes
from samenwerk.founding import WORKFLOWS, Owner, around
from samenwerk.session import EVERYWHERE
from test_docs import (
    FAMILIAR_DUTCH,
    FENCE,
    LONGEST_DUTCH_SENTENCE,
    SHELL,
    STIFF_DUTCH,
    options,
    shown,
)

PAIRS = {"docs/nl/controle.md": "docs/en/check.md", "docs/nl/beheer.md": "docs/en/keeping.md"}
PAGES = [*PAIRS, *PAIRS.values()]
SETTING_UP = ["docs/nl/beheer.md", "docs/en/keeping.md"]
OF_OTHERS = {"--generate-hashes", "--output-file", "--require-hashes", "--help"}
BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`(samenwerk [^`\n]+)`")


def readme(language: str, platform: str = "") -> str:
    owner = Owner(name="Ons", language=language, is_public=False, platform=platform)  # type: ignore[arg-type]
    return around(owner)["README.md"].decode()


READMES = {
    f"{language} {platform}": readme(language, platform)
    for language in ("nl", "en")
    for platform in ("", *WORKFLOWS)
}
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in PAGES} | READMES


def headings(text: str) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", text), re.MULTILINE)]


def anchors(text: str) -> set[str]:
    """The names that a platform gives to the headings."""
    found = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in found}


def commands(text: str) -> list[str]:
    """What is to be typed: in a block, or between the words."""
    blocks = "\n".join(SHELL.findall(text))
    lines = [line.strip() for line in blocks.split("\n")]
    return [*(line for line in lines if line.startswith("samenwerk ")), *NAMED.findall(text)]


def blocks(name: str, kind: str) -> list[str]:
    return [text for each, text in BLOCK.findall(TEXTS[name]) if each == kind]


# --- both languages ---


@pytest.mark.parametrize(("dutch", "english"), PAIRS.items())
def test_a_page_is_the_same_in_both_languages(dutch, english):
    for pattern in (r"^\d+\. ", r"^ *- ", r"^\| ", r"\*\*?[A-Z][^*]+\*"):
        counts = [len(re.findall(pattern, TEXTS[name], re.MULTILINE)) for name in (dutch, english)]
        assert counts[0] == counts[1], pattern
    assert headings(TEXTS[dutch]) == headings(TEXTS[english])
    assert FENCE.findall(TEXTS[dutch])[1:] == FENCE.findall(TEXTS[english])[1:]


@pytest.mark.parametrize("platform", ["", *WORKFLOWS])
def test_the_readme_for_colleagues_is_the_same_in_both_languages(platform):
    dutch, english = READMES[f"nl {platform}"], READMES[f"en {platform}"]
    assert headings(dutch) == headings(english)
    assert len(re.findall(r"^\d+\. ", dutch, re.MULTILINE)) == 13
    assert len(re.findall(r"^\d+\. ", english, re.MULTILINE)) == 13


@pytest.mark.parametrize("name", [name for name in TEXTS if "nl" in name])
def test_the_dutch_is_plain(name):
    prose = re.sub(r"^\s*(\d+\.|-) ", "\n\n", FENCE.sub("", TEXTS[name]), flags=re.MULTILINE)
    assert not STIFF_DUTCH.search(prose)
    assert not FAMILIAR_DUTCH.search(prose)
    words_only = re.sub(r"`[^`]*`|\]\([^)]*\)|\*", "", prose)
    for sentence in re.split(r"[.:;?!]\s|\||\n", words_only):
        assert len(sentence.split()) <= LONGEST_DUTCH_SENTENCE, sentence


# --- links, commands, files ---


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
    found = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", TEXTS[name])
    assert found
    for path, anchor in found:
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.is_file(), path
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), anchor


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_can_be_given(name):
    for command in commands(TEXTS[name]):
        words = shlex.split(command)
        if words[1].startswith("-"):
            continue
        assert words[1] in cli.COMMANDS, command
        named = {word for word in words if word.startswith("--")}
        assert named <= options(words[1]) | set(EVERYWHERE), command
        if words[1:2] == ["explain"] and len(words) > 2:
            assert words[2] in codes()


@pytest.mark.parametrize("name", TEXTS)
def test_every_option_between_the_words_exists(name):
    outside = FENCE.sub("", TEXTS[name])
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", outside))
    assert named <= OF_OTHERS.union(EVERYWHERE, *map(options, cli.COMMANDS))


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_in_the_blocks_do_what_the_page_says(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = [line for line in commands("\n".join(FENCE.findall(TEXTS[name]))) if line]
    for command in given:
        if command == "samenwerk init":  # asks: see test_init
            continue
        register = ROOT if "init" not in " ".join(given) else tmp_path / "register"
        assert shown(command, register)
    assert (tmp_path / "register" / "registry" / "register.yaml").exists() == (name in SETTING_UP)


@pytest.mark.parametrize("name", TEXTS)
def test_no_path_of_one_computer(name):
    assert not re.search(r"(?<![\w.])/(?:home|root|Users|tmp|work|mnt|opt)/|[A-Z]:\\", TEXTS[name])


# --- what is to be copied ---


@pytest.mark.parametrize("name", SETTING_UP)
def test_the_step_for_a_workflow_uses_the_action_as_it_is(name):
    step, _ = blocks(name, "yaml")
    checkout, ours = yaml.load(step, Loader=yaml.BaseLoader)
    workflow = (ROOT / "templates" / "github-workflow.yml").read_text(encoding="utf-8")
    assert re.search(r"uses: (actions/checkout.+)", step)[1] in workflow
    assert checkout["with"]["fetch-depth"] == "0"
    action = yaml.load((ROOT / "action.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert set(ours["with"]) <= set(action["inputs"])


@pytest.mark.parametrize("name", SETTING_UP)
def test_pre_commit_accepts_what_is_to_be_copied(name, tmp_path):
    _, config = blocks(name, "yaml")
    file = tmp_path / "config.yaml"
    file.write_text(config, encoding="utf-8")
    [repository] = load_config(file)["repos"]
    ids = {hook["id"] for hook in load_manifest(ROOT / ".pre-commit-hooks.yaml")}
    assert {hook["id"] for hook in repository["hooks"]} <= ids
    assert repository["rev"] == f"v{__version__}"


@pytest.mark.parametrize("name", SETTING_UP)
def test_the_example_of_code_owners_is_the_one_that_is_shipped(name):
    [shown_here] = blocks(name, "text")
    assert shown_here == (ROOT / "templates" / "CODEOWNERS").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SETTING_UP)
def test_the_page_names_the_file_of_each_platform_and_this_version(name):
    rows = re.findall(
        r"^\| .*\]\(\.\./\.\./templates/(.*)\) \| `(.*)` \|$", TEXTS[name], re.MULTILINE
    )
    assert [(target, template) for template, target in rows] == list(WORKFLOWS.values())
    assert set(re.findall(r"samenwerk==([\d.]+)", TEXTS[name])) == {__version__}


def test_every_page_can_be_found_from_another():
    for pair in PAIRS.items():
        for name in pair:
            other = [each for each in PAGES if each != name]
            linked = " ".join(TEXTS[each] for each in other)
            assert Path(name).name in linked
