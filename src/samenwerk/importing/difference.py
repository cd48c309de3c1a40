"""What a list says otherwise than the register: shown per fact, and never simply overwritten."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samenwerk import schema, yamledit, yamlfile
from samenwerk.importing.filing import new_year, put
from samenwerk.importing.found import Found, FoundFigure
from samenwerk.names import FOLDER, MONEY, RECORD
from samenwerk.partnership import Partnership
from samenwerk.source import Source
from samenwerk.surroundings import Record
from samenwerk.yamlvalue import Path, Value, value_at


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact of an existing partnership: `ours` is in the register, `theirs` in the list.

    With `is_item` it comes at the end of the list at `path`. `is_edited`: people changed it here
    since the last import, so that it is theirs. `words`: the cell that was kept word for word, and
    in whose place the figure comes.
    """

    id: str
    line: int
    file: str
    kind: schema.Kind
    path: Path
    theirs: Value
    ours: Value = None
    is_item: bool = False
    figure: FoundFigure | None = None
    is_edited: bool = False
    words: Mapping[str, Value] | None = None

    @property
    def key(self) -> str:
        """What the fact is called in the memory of earlier imports."""
        steps = [str(step) for step in self.path if not isinstance(step, int)]
        if self.figure:
            steps += [str(self.figure.year), self.figure.kind or "", *map(str, self.figure.path)]
        if isinstance(self.theirs, dict):
            names = ("url", "title", "heading", "text", "organisations")
            steps += [str(self.theirs[each]) for each in names if each in self.theirs][:1]
        return ".".join([self.kind, *steps])


def statements(found: Found, id: str, partners: list[str]) -> Iterator[Difference]:
    """Everything that a list says about a party: its differences from an empty partnership."""
    empty = Source("", b"schema: 1\nname: x\nstatus: inherited\n")
    record = Record(
        id=id,
        partnership=Partnership.from_data(empty.data),
        source=empty,
        checks={},
        answered={},
    )
    yield from differences(record, found, partners, empty)


def differences(
    record: Record, found: Found, partners: list[str], entity: Source | None
) -> Iterator[Difference]:
    """Every fact of the list that the register has not, or has otherwise."""
    comparing = _Comparing(record, found)
    yield from comparing.facts()
    yield from comparing.partners(partners)
    yield from comparing.items("documents", found.documents, ("url", "title"))
    yield from comparing.cells()
    yield from comparing.figures()
    yield from comparing.risks()
    if entity is not None:
        yield from comparing.body(entity)


class _Comparing:
    def __init__(self, record: Record, found: Found) -> None:
        self._record = record
        self._found = found
        self._data = _mapping(record.source.data)
        self._money = _mapping(record.finance_source.data if record.finance_source else {})

    def _made(self, kind: schema.Kind, path: Path, theirs: Value, **more: Any) -> Difference:
        name = MONEY if kind == "finance" else RECORD
        return Difference(
            id=self._record.id,
            line=self._found.line,
            **{"file": f"{FOLDER}/{self._record.id}/{name}", **more},
            kind=kind,
            path=path,
            theirs=theirs,
        )

    def facts(self) -> Iterator[Difference]:
        for path, theirs in self._found.facts.items():
            ours = value_at(self._data, path)
            if ours != theirs:
                yield self._made("partnership", path, theirs, ours=ours)

    def partners(self, partners: list[str]) -> Iterator[Difference]:
        for id in partners:
            if id not in self._record.partnership.organisations:
                item: Value = {"organisations": [id]}
                yield self._made("partnership", ("partners",), item, is_item=True)

    def items(
        self, name: str, theirs: list[dict[str, Value]], keys: tuple[str, ...]
    ) -> Iterator[Difference]:
        ours = [each for each in _list(self._data.get(name)) if isinstance(each, dict)]
        known = {str(each[key]) for each in ours for key in keys if key in each}
        ids = {str(each.get("id")) for each in ours}
        for item in theirs:
            if str(item.get(keys[0], item.get(keys[1]))) not in known:
                yield self._made("partnership", (name,), _free(item, ids), is_item=True)

    def cells(self) -> Iterator[Difference]:
        """A cell is known by its heading; one heading may have several cells."""
        ours = _list(self._data.get("imported"))
        theirs: list[Value] = [each for each in self._found.imported if each not in ours]
        other = [
            (number, each)
            for number, each in enumerate(ours)
            if isinstance(each, dict) and each not in self._found.imported
        ]
        for cell in theirs:
            assert isinstance(cell, dict)
            same = [each for each in other if each[1].get("heading") == cell["heading"]]
            if same:
                other.remove(same[0])
                number, mine = same[0]
                yield self._made("partnership", ("imported", number), cell, ours=mine)
            else:
                yield self._made("partnership", ("imported",), cell, is_item=True)

    def figures(self) -> Iterator[Difference]:
        for figure in self._found.figures.values():
            ours = value_at(self._money, _figure_path(self._money, figure) or ())
            mine = ours if isinstance(ours, dict) and "amount" in ours else None
            if mine is None or not _same_figure(mine, figure.value):
                words = self._kept_words(figure)
                yield self._made(
                    "finance", ("years",), figure.value, ours=mine, figure=figure, words=words
                )

    def _kept_words(self, figure: FoundFigure) -> dict[str, Value] | None:
        """The cell of the figure, if the register has its words and the list needs them no more."""
        heading, text = figure.cell
        cell: dict[str, Value] = {"heading": heading, "text": text}
        is_kept = cell in _list(self._data.get("imported")) and cell not in self._found.imported
        return cell if is_kept else None

    def risks(self) -> Iterator[Difference]:
        known = [each for each in _list(self._money.get("risks")) if isinstance(each, dict)]
        for risk in self._found.risks:
            if not any(risk.items() <= each.items() for each in known):
                yield self._made("finance", ("risks",), risk, is_item=True)

    def body(self, entity: Source) -> Iterator[Difference]:
        ours = _mapping(entity.data)
        for key, theirs in self._found.body.items():
            if ours.get(key) != theirs:
                yield self._made(
                    "organisation", (key,), theirs, ours=ours.get(key), file=entity.path
                )


def applied(data: bytes | None, difference: Difference, modeline: str) -> bytes:
    """The file with what the list says. A file with figures is made where there is none."""
    if data is None:
        data = yamledit.dump({"schema": 1}, modeline=modeline)
    figure, path, theirs = difference.figure, difference.path, difference.theirs

    def order(at_path: Path) -> tuple[str, ...]:
        return schema.keys(difference.kind, at_path)

    if figure is None and difference.is_item:
        return yamledit.append_item(data, path, theirs, order=order)
    if figure is None:
        return yamledit.set_value(data, path, theirs, order=order)
    where = _figure_path(_mapping(yamlfile.load(data)), figure)
    if where is not None:
        data = yamledit.set_value(data, where, theirs, order=order)
        if figure.before_or_after:
            moment = (*where[:2], "result", "before_or_after")
            data = yamledit.set_value(data, moment, figure.before_or_after, order=order)
        return data
    year = new_year(figure)
    put(year, figure.path, theirs)
    if figure.before_or_after:
        put(year, ("result", "before_or_after"), figure.before_or_after)
    return yamledit.append_item(data, ("years",), year, order=order)


def without_words(data: bytes, words: Mapping[str, Value]) -> bytes:
    """The file of a partnership without a cell that became a figure."""
    facts = _mapping(yamlfile.load(data))
    cells = [each for each in _list(facts.get("imported")) if each != words]
    left: dict[str, Value] = {**facts, "imported": cells}
    if not cells:
        del left["imported"]
    return yamledit.set_value(data, (), left, order=lambda path: schema.keys("partnership", path))


def _figure_path(money: Mapping[str, Value], figure: FoundFigure) -> Path | None:
    """Where the figure stands or would stand; None if its year is not there.

    A list that does not say whether it is a budget speaks of the year that is there, if it is one.
    """
    numbered = [
        (number, each.get("kind"))
        for number, each in enumerate(_list(money.get("years")))
        if isinstance(each, dict) and each.get("year") == figure.year
    ]
    exact = [number for number, kind in numbered if kind == figure.kind]
    unsure = [number for number, kind in numbered if kind is None or figure.kind is None]
    numbers = exact or (unsure if len(numbered) == 1 else [])
    return ("years", numbers[0], *figure.path) if numbers else None


def _same_figure(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """The same amount of the same day; which paper is named is no difference."""
    days = {ours.get("date"), theirs.get("date")} - {None}
    return ours.get("amount") == theirs["amount"] and len(days) < 2


def _free(document: dict[str, Value], taken: set[str]) -> dict[str, Value]:
    """The document with an id that is not in use; the id is taken from then on."""
    wanted, id, number = str(document["id"]), str(document["id"]), 2
    while id in taken:
        id, number = f"{wanted}-{number}", number + 1
    taken.add(id)
    return {**document, "id": id}


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
