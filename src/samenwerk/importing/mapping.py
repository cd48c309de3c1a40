"""`--map map.yaml`: a person says what the columns of a list are.

```yaml
unit: 1000            # what one is in euros: 1, 1000 or 1000000
year: 2024
kind: budget          # or accounts
columns:
  Naam partij: name
  EV (start): {is: equity.begin, year: 2024}      # also: unit, kind
  Kleur: keep         # word for word
```
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from samenwerk.errors import N_, Refused
from samenwerk.importing.columns import Layout, once
from samenwerk.importing.heading import NAME, TARGETS, Column
from samenwerk.importing.plain import nearest_name, plain
from samenwerk.nearest import nearest
from samenwerk.yamlfile import Path, Value, YamlError, load
from samenwerk.yamlplaces import position

UNITS = (1, 1_000, 1_000_000)
KINDS = ("budget", "accounts")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_SETTINGS = ("unit", "year", "kind")
_WANTED = {
    "unit": "1, 1000, 1000000",
    "year": f"{_FIRST_YEAR} – {_LAST_YEAR}",
    "kind": ", ".join(KINDS),
}


@dataclass(frozen=True)
class ColumnMap:
    """What a map says: settings for the whole list, and its columns by their heading."""

    name: str
    data: bytes
    settings: Mapping[str, Any]
    columns: Mapping[str, Mapping[str, Any]]

    def refused(self, path: Path, message: str, **facts: object) -> Refused:
        """A refusal that names the line of the map."""
        near = facts.get("near")
        return Refused(
            message,
            remedy=N_("Did you mean {near}?") if near else "",
            name=self.name,
            line=position(self.data, path, key=True)[0],
            **facts,
        )


def read_mapping(name: str, data: bytes) -> ColumnMap:
    """The map in a file; a `Refused` names the line where it is not right."""
    try:
        values = load(data)
    except YamlError as error:
        from samenwerk.source import finding

        found = finding(name, error.code, line=error.line, column=error.column, **error.facts)  # type: ignore[arg-type]  # facts never have these names
        raise Refused(
            N_("{name}, line {line}: {sentence}"),
            name=name,
            line=error.line,
            sentence=found.text(),
        ) from None
    made = ColumnMap(name, data, {}, {})
    settings = _mapping(made, values, ())
    columns = _mapping(made, settings.pop("columns", {}), ("columns",))
    for key, value in settings.items():
        _check_setting(made, (key,), key, value)
    specified = {heading: _column(made, heading, value) for heading, value in columns.items()}
    return replace(made, settings=settings, columns=specified)


def apply(mapping: ColumnMap, layout: Layout) -> Layout:
    """The layout as the map says; a heading that the list does not have is refused."""
    places: dict[str, list[int]] = {}
    for place, column in enumerate(layout.columns):
        places.setdefault(plain(column.heading), []).append(place)
    columns = list(layout.columns)
    for heading, wanted in mapping.columns.items():
        if plain(heading) not in places:
            raise mapping.refused(
                ("columns", heading),
                N_("{name}, line {line}: the list has no column “{heading}”."),
                heading=heading,
                near=nearest_name(heading, [each.heading for each in layout.columns]),
            )
        for place in places[plain(heading)]:
            columns[place] = _specified(columns[place], wanted)
    _refuse_twice(mapping, columns)
    said = {plain(heading) for heading in mapping.columns}
    ordered = sorted(columns, key=lambda each: plain(each.heading) not in said)
    kept = {id(old): new for old, new in zip(ordered, once(iter(ordered)), strict=True)}
    return replace(
        layout, columns=tuple(kept[id(each)] for each in columns), **dict(mapping.settings)
    )


def _specified(column: Column, wanted: Mapping[str, Any]) -> Column:
    more = {key: wanted[key] for key in _SETTINGS if key in wanted}
    return replace(column, target=str(wanted["is"]), is_known=True, **more)


def _refuse_twice(mapping: ColumnMap, columns: list[Column]) -> None:
    names = [each for each in columns if each.target == NAME]
    said = [each for each in names if each.heading in mapping.columns]
    if len(said) > 1:
        raise mapping.refused(
            ("columns", said[1].heading),
            N_("{name}, line {line}: “{heading}” and “{other}” cannot both be the name."),
            heading=said[1].heading,
            other=said[0].heading,
        )


def _mapping(made: ColumnMap, value: Value, path: Path) -> dict[str, Value]:
    if isinstance(value, dict):
        return dict(value)
    raise made.refused(
        path,
        N_("{name}, line {line}: here must stand keys with values, such as {example}."),
        example="columns: {Naam: name}",
    )


def _column(made: ColumnMap, heading: str, value: Value) -> Mapping[str, Any]:
    path: Path = ("columns", heading)
    wanted: dict[str, Value] = {"is": value} if isinstance(value, str) else {}
    if isinstance(value, dict):
        wanted = dict(value)
    target = wanted.get("is")
    if target not in TARGETS:
        raise made.refused(
            path,
            N_("{name}, line {line}: “{value}” is nothing that a column can become: {allowed}."),
            value=target if isinstance(target, str) else "…",
            allowed=", ".join(TARGETS),
            near=nearest(str(target), TARGETS),
        )
    for key in wanted.keys() - {"is"}:
        _check_setting(made, (*path, key), key, wanted[key])
    return wanted


def _check_setting(made: ColumnMap, path: Path, key: str, value: Value) -> None:
    if key not in _SETTINGS:
        raise made.refused(
            path,
            N_("{name}, line {line}: “{key}” is not known here. Use {allowed}."),
            key=key,
            allowed=", ".join([*_SETTINGS, "columns" if len(path) == 1 else "is"]),
            near=nearest(key, _SETTINGS),
        )
    is_right = {
        "unit": value in UNITS and not isinstance(value, bool),
        "year": isinstance(value, int) and _FIRST_YEAR <= value <= _LAST_YEAR,
        "kind": value in KINDS,
    }[key]
    if not is_right:
        raise made.refused(
            path,
            N_("{name}, line {line}: {key} must be one of: {allowed}."),
            key=key,
            allowed=_WANTED[key],
        )
