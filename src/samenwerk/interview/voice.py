"""What an interview needs to speak: the prompter, the language, and today."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenwerk import display as shown
from samenwerk import schema
from samenwerk.display import Display
from samenwerk.errors import SamenwerkError
from samenwerk.explained import explained
from samenwerk.formats import sentence
from samenwerk.i18n import Language, Texts
from samenwerk.prompt import Choice, Prompter, Signal
from samenwerk.terminal import Terminal
from samenwerk.yamlfile import Path, Value

KIND: schema.Kind = "partnership"
Answered = Value | Signal  # a value as it goes into the file, or what was done instead

# What tells the items of a list apart.
_GIST: Mapping[str, Sequence[str]] = {
    "partners": ("organisations",),
    "goals": ("result",),
    "alternatives": ("option",),
    "expectations": ("text",),
    "funding": ("organisation",),
    "voting": ("organisation",),
    "documents": ("title",),
    "measured": ("date", "value"),
}
_SENTENCE = re.compile(r"(?<=[.?!]) +")


@dataclass(frozen=True, kw_only=True)
class Voice:
    """The way of speaking in one run."""

    prompter: Prompter
    terminal: Terminal
    texts: Texts
    today: dt.date

    @property
    def language(self) -> Language:
        return self.texts.language

    def tell(self, error: SamenwerkError) -> None:
        """Say why an answer cannot be kept, and give it back; the question comes again."""
        self.terminal.say()
        self.terminal.paragraph("\n".join(explained(error, self.texts)))


def choices_of(voice: Voice, kind: schema.Kind, path: Path) -> list[Choice]:
    """The values of a closed list in the schema, with their labels and explanations."""
    node = schema.field(kind, path).node
    if node.get("type") == "array":
        node = schema.field(kind, (*path, 0)).node
    if node.get("type") == "boolean":
        return [
            Choice(value="true", label=voice.texts("Yes"), key=voice.texts("key:yes")[-1:]),
            Choice(value="false", label=voice.texts("No"), key=voice.texts("key:no")[-1:]),
        ]
    return [_choice(node, value, voice.language) for value in node["enum"]]


def _choice(node: schema.Node, value: Value, language: Language) -> Choice:
    label, _, explanation = shown.described(node, value, language).partition(":")
    return Choice(value=str(value), label=label, explanation=sentence(explanation.strip()))


def described(path: Path, language: Language) -> list[str]:
    """What the schema says about a fact, a sentence an item: the first can be the question."""
    node = schema.field(KIND, path).node
    texts = node if language == "nl" else node["x-en"]
    return _SENTENCE.split(texts["description"])


def gist(path: Path, item: Value) -> Value:
    """The part of a list's item that tells it apart from the others."""
    first = _GIST.get(str(path[-1]), ())
    if not isinstance(item, dict) or not first:
        return item
    return {key: item[key] for key in first if key in item}


def words(display: Display, path: Path, value: Value) -> str:
    """A fact in one line, to show what was answered before."""
    if isinstance(value, list):
        items = [words(display, (*path, 0), gist(path, each)) for each in value]
        return ("; " if any(isinstance(each, dict) for each in value) else ", ").join(items)
    if not isinstance(value, dict):
        return " ".join(display.value(path, value).split())
    if "known" in value and "text" in value:
        return display.known(path, value)
    parts = {key: words(display, (*path, key), each) for key, each in value.items() if key != "id"}
    if len(parts) == 1:
        return next(iter(parts.values()))
    return ", ".join(f"{display.label((*path, key))}: {text}" for key, text in parts.items())
