"""What the lines of a list say about one party, before the register is looked at."""

from dataclasses import dataclass, field
from functools import lru_cache

from samenwerk import schema
from samenwerk.finance import YearKind
from samenwerk.yamlfile import Path, Value


@dataclass(frozen=True)
class FoundFigure:
    """A figure with its place: `("equity", "begin")` of the budget of 2024."""

    year: int
    kind: YearKind | None
    path: Path
    value: dict[str, Value]
    before_or_after: str | None = None
    cell: tuple[str, str] = ("", "")  # the heading and the text that it comes from

    @property
    def place(self) -> tuple[int, str, Path]:
        return self.year, self.kind or "", self.path


@dataclass
class Found:
    """All that is said about one party; `facts` by their path in `partnership.yaml`."""

    line: int
    name: str
    facts: dict[Path, Value] = field(default_factory=dict)
    cells: dict[Path, tuple[str, str]] = field(default_factory=dict)  # where a fact comes from
    participants: list[str] = field(default_factory=list)
    are_municipalities: bool = False
    body: dict[str, Value] = field(default_factory=dict)
    documents: list[dict[str, Value]] = field(default_factory=list)
    figures: dict[tuple[int, str, Path], FoundFigure] = field(default_factory=dict)
    risks: list[dict[str, Value]] = field(default_factory=list)
    imported: list[dict[str, Value]] = field(default_factory=list)

    @property
    def form(self) -> str:
        return str(self.facts.get(("form",), ""))

    def keep(self, heading: str, text: str) -> None:
        """Hold a cell word for word."""
        cell: dict[str, Value] = {"heading": heading, "text": text}
        if cell not in self.imported:
            self.imported.append(cell)

    def add_figure(self, figure: FoundFigure) -> bool:
        """False if there is another figure in that place already."""
        there = self.figures.setdefault(figure.place, figure)
        return there.value["amount"] == figure.value["amount"]

    def merge(self, other: "Found") -> None:
        """Add what another line says about the same party; what differs is kept word for word."""
        if other.name != self.name:
            self.keep("Naam", other.name)
        for path, value in other.facts.items():
            if self.facts.setdefault(path, value) != value:
                self.keep(*other.cells.get(path, (str(path[0]), str(value))))
        for key, value in other.body.items():
            if self.body.setdefault(key, value) != value:
                self.keep(key, str(value))
        self.participants += [each for each in other.participants if each not in self.participants]
        self.documents += [each for each in other.documents if each not in self.documents]
        self.risks += [each for each in other.risks if each not in self.risks]
        for figure in other.figures.values():
            if not self.add_figure(figure):
                self.keep(*figure.cell)
        for cell in other.imported:
            self.keep(str(cell["heading"]), str(cell["text"]))


@lru_cache(maxsize=20_000)
def fits(path: Path, value: str) -> bool:
    """Would the schema take this text as this fact?"""
    data: Value = value
    for step in reversed(path):
        data = {str(step): data}
    assert isinstance(data, dict)
    whole = {"schema": 1, "name": "x", "status": "inherited", **data}
    return bool(schema.validator("partnership").is_valid(whole))
