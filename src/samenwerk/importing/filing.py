"""The files that a new partnership consists of, as they are written."""

from typing import Any

from samenwerk import schema
from samenwerk.importing.found import Found, FoundFigure
from samenwerk.yamlfile import Path, Value

Data = dict[str, Value]


def partnership_data(
    found: Found, *, entity: str | None, partners: list[str], check_by: str
) -> Data:
    """The facts of an inherited partnership, in the order of the schema."""
    data: Data = {"name": found.name, "status": "inherited", "entity": entity}
    data["partners"] = [{"organisations": [each]} for each in partners]
    for path, value in {**found.facts, ("dates", "check_by"): check_by}.items():
        put(data, path, value)
    data |= {"documents": list(found.documents), "imported": list(found.imported)}
    return in_order("partnership", {"schema": 1, **data})


def finance_data(found: Found) -> Data | None:
    """The figures by year and the risks; None if the list has neither."""
    if not found.figures and not found.risks:
        return None
    years: dict[tuple[int, str], Data] = {}
    for figure in sorted(found.figures.values(), key=lambda each: each.place[:2]):
        year = years.setdefault(figure.place[:2], new_year(figure))
        put(year, figure.path, figure.value)
        if figure.before_or_after:
            put(year, ("result", "before_or_after"), figure.before_or_after)
    keys = schema.keys("finance", ("years", 0))
    ordered: list[Value] = [
        {key: _pair_in_order(year[key]) for key in keys if key in year} for year in years.values()
    ]
    data: Data = {"schema": 1, "years": ordered, "risks": list(found.risks)}
    return {key: value for key, value in data.items() if value}


def new_year(figure: FoundFigure) -> Data:
    """A year without figures; its kind only if that is known."""
    year: Data = {"year": figure.year}
    return {**year, "kind": figure.kind} if figure.kind else year


def put(data: Data, path: Path, value: Value) -> None:
    """Put a value at a path of keys."""
    place: Any = data
    for step in path[:-1]:
        place = place.setdefault(str(step), {})
    place[str(path[-1])] = value


def in_order(kind: schema.Kind, data: Data) -> Data:
    """The keys that hold something, in the order of the schema."""
    return {
        key: data[key] for key in schema.keys(kind, ()) if data.get(key) not in (None, [], {}, "")
    }


def _pair_in_order(value: Value) -> Value:
    if isinstance(value, dict) and value.keys() <= {"begin", "end"}:
        return {key: value[key] for key in ("begin", "end") if key in value}
    return value
