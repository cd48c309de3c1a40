"""The open questions on paper: a YAML file to fill in and hand back with `--from`."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from samenwerk import condition, schema, yamledit
from samenwerk.answer import NONE
from samenwerk.checklist import INTAKE, ours
from samenwerk.counting import Item
from samenwerk.errors import N_
from samenwerk.gate import Judged
from samenwerk.i18n import Texts
from samenwerk.surroundings import Record
from samenwerk.yamlfile import Path, Value

_STATEMENT = ("text", "known")
_ITEM_FIELDS: Mapping[str, tuple[str, ...]] = {
    "goals": ("id", "result", "measure", "target", "date"),
    "alternatives": ("option", "dropped_because"),
    "expectations": ("id", "from", "to", "text", "state"),
    "funding": ("organisation", "percent", "condition"),
    "partners": ("organisations",),
}

Comments = dict[Path, list[str]]


# --- out: the template ----------------------------------------------------------------------------


def template(record: Record, judged: list[Judged], texts: Texts, *, inherited: bool) -> str:
    """The questions as a file: `facts:` and `answers:`, with the question above each place."""
    data: dict[str, Value] = {"facts": {}, "answers": {}}
    comments: Comments = {}
    for each in judged:
        place = (
            _add_fact(data, record, each) if each.item.question.fact else _add_answer(data, each)
        )
        comments[place] = _comment(each, texts, inherited=inherited)
    used: dict[str, Value] = {key: value for key, value in data.items() if value}
    text = yamledit.dump(used).decode() if used else ""
    return texts(_INTRODUCTION) + "\n" + _commented(text, comments)


_INTRODUCTION = N_(
    "# Fill in what you know and leave the rest empty. Then: samenwerk check ID --from FILE"
)


def blank_intake(texts: Texts) -> str:
    """The questions of the intake as a file to fill in, with room for new organisations."""
    facts: dict[str, Any] = {}
    comments: Comments = {}
    for question in ours()[INTAKE].questions:
        assert question.fact is not None
        path = tuple(question.fact.split("."))
        place = facts
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = _blank(path)
        words = Judged(Item(ours()[INTAKE], question), NONE, required=False, lack=None)
        comments[("facts", *path)] = _comment(words, texts, inherited=False)
    data: dict[str, Value] = {"facts": facts, "organisations": {"id": {"name": None, "kind": None}}}
    comments[("organisations",)] = [texts("New organisations: an id of your own, name and kind.")]
    text = yamledit.dump(data).decode()
    return texts(_INTAKE_INTRODUCTION) + "\n" + _commented(text, comments)


_INTAKE_INTRODUCTION = N_(
    "# Fill in what you know and leave the rest empty. Then: samenwerk new --from FILE"
)


def _add_fact(data: dict[str, Value], record: Record, judged: Judged) -> Path:
    """A blank at the place of the fact; a list is shown whole, because it replaces the old one."""
    path = _path_of(judged.item)
    top = path[0]
    facts: Any = data["facts"]
    old: Any = record.source.data
    if isinstance(old.get(top), list) and top not in facts:
        facts[top] = _copied(old[top])
    place: Any = facts
    for step, following in pairwise(path):
        if isinstance(step, str):
            place.setdefault(step, [] if isinstance(following, int) else {})
        place = place[step]
    if place.get(path[-1]) in (None, "unknown"):
        place[path[-1]] = _blank(path)
    return ("facts", *path)


def _add_answer(data: dict[str, Value], judged: Judged) -> Path:
    item = judged.item
    answers: Any = data["answers"]
    blank: dict[str, Value] = (
        {"verdict": None, "note": None} if item.question.is_verdict else {"value": None}
    )
    if item.question.evidence == "when-met":
        blank["evidence"] = None
    answers.setdefault(item.checklist.id, {})[item.key] = blank
    return ("answers", item.checklist.id, item.key)


def _blank(path: Path) -> Value:
    """An empty place in the shape of the fact."""
    node = schema.field("partnership", path).node
    if node.get("x-input") != "objects":
        return None
    is_list = node.get("type") == "array"
    item = (*path, 0) if is_list else path
    keys = schema.keys("partnership", item)
    wanted = _ITEM_FIELDS.get(str(path[-1])) or (_STATEMENT if "known" in keys else keys)
    blank: dict[str, Value] = dict.fromkeys(wanted)
    return [blank] if is_list else blank


def _comment(judged: Judged, texts: Texts, *, inherited: bool) -> list[str]:
    """The question, its law, the words to choose from, and when it is not asked after all."""
    question = judged.item.question
    lines = [question.asked_as(inherited=inherited).in_(texts.language)]
    if judged.item.partner:
        lines[0] += f" ({judged.item.partner.id})"
    if question.law:
        lines.append(question.law.note.in_(texts.language))
    if allowed := _allowed(judged.item):
        lines.append(" | ".join(allowed))
    for path, values in question.when.items():
        if path != condition.NAMED_KEY:
            shown = " | ".join(values)
            lines.append(texts("Only if {path} is: {values}", path=path, values=shown))
    return lines


def _allowed(item: Item) -> list[str]:
    """The words to choose from."""
    question = item.question
    if question.is_verdict:
        return list(question.verdicts)
    if question.choices:
        return [each.value for each in question.choices]
    if question.fact is None:
        return []
    node = schema.field("partnership", _path_of(item)).node
    if node.get("type") == "array":
        node = schema.field("partnership", (*_path_of(item), 0)).node
    return [str(each) for each in node.get("enum", ())]


def _commented(text: str, comments: Comments) -> str:
    """The text with each comment above its key, and nothing where a blank is."""
    from samenwerk import yamlplaces  # late: the first question need not wait for libyaml

    lines = text.split("\n")
    places = yamlplaces.Places(text.encode()) if comments else None
    above = {places.position(path, key=True): words for path, words in comments.items() if places}
    for (line, column), words in sorted(above.items(), reverse=True):
        indent = " " * (column - 1)
        lines[line - 1 : line - 1] = [f"{indent}# {each}" for each in words]
    return "\n".join(line.removesuffix(" null") for line in lines)


def _path_of(item: Item) -> Path:
    assert item.question.fact is not None
    steps = tuple(item.question.fact.split("."))
    return ("partners", item.index, *steps) if item.index is not None else steps


def _copied(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
