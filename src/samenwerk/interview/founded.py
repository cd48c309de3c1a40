"""A new register in memory: made from what was said, judged as `validate` would, then written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from samenwerk import founding, names, schema, verdict, yamledit
from samenwerk.errors import N_, Refused
from samenwerk.finding import Severity
from samenwerk.founding import Owner
from samenwerk.inspection import Inspection
from samenwerk.interview.notebook import modeline, save_all
from samenwerk.interview.refusal import must_fit, readable
from samenwerk.names import FOLDER, ORGANISATIONS, SETTINGS
from samenwerk.register import Register
from samenwerk.report import Report
from samenwerk.rules.settings import FRONT_END
from samenwerk.source import Content
from samenwerk.yamlfile import Value

# The settings that can be said; the others follow from them.
NAME, PLATFORM = "name", "ci"
SETTABLE = tuple(
    key for key in schema.keys("register", ()) if key not in {"schema", "organisation"}
)
# Without one of these there is no register.
REQUIRED = (NAME, "authority")

Said = Mapping[str, Value]  # by NAME, PLATFORM and the settings


class Founded:
    """The files of a new register in the folder of `register`. Raises `Refused` if it is wrong."""

    def __init__(self, register: Register, said: Said, today: dt.date) -> None:
        self._register = register
        self._today = today
        self._said = {"language": "nl", "visibility": "internal", "approvers": [], **said}
        files = {**founding.around(self._owner()), **self._registry()}
        self.left = [path for path in files if register.exists(path)]
        self.files = {path: new for path, new in files.items() if path not in self.left}
        self._refuse_errors()

    def save(self) -> None:
        """All of it or nothing; `register.yaml` is last, because it makes the folder a register."""
        save_all(self._register, {path: (new, None) for path, new in self.files.items()})

    @property
    def is_checked(self) -> bool:
        """Does a file for the platform come with it?"""
        return any(path in self.files for path, _ in founding.WORKFLOWS.values())

    @cached_property
    def report(self) -> Report:
        """What `validate` says of it."""
        planned = _Planned(self._register, self.files)
        judged = verdict.alone(Inspection(planned, self._today))
        return replace(judged, compared=None)  # what is new has no earlier version

    def _refuse_errors(self) -> None:
        for each in self.report.findings:
            if each.severity is Severity.ERROR:
                place = f"{each.path}:{each.line}:{each.column}"
                raise Refused(
                    N_("{place}: {sentence} Nothing was made."), place=place, sentence=each.text()
                )

    # --- the files ---

    def _owner(self) -> Owner:
        return Owner(
            name=str(self._said[NAME]),
            language="en" if self._said["language"] == "en" else "nl",
            is_public=self._said["visibility"] == "public",
            platform=str(self._said.get(PLATFORM) or ""),
        )

    def _registry(self) -> dict[str, bytes]:
        """The organisation whose register it is, and the settings."""
        name = self._said[NAME]
        id = names.id_from(str(name)) or "organisatie"
        authority = str(self._said["authority"])
        settings = _file("register", SETTINGS, self._settings(id))
        organisation: dict[str, Value] = {"schema": 1, "name": name, "kind": authority}
        path = f"{FOLDER}/{ORGANISATIONS}/{id}.yaml"
        return {**_file("organisation", path, organisation), **settings}

    def _settings(self, id: str) -> dict[str, Value]:
        default: dict[str, Value] = {"began": self._today.isoformat(), "gate": list(FRONT_END)}
        said = {key: each for key, each in self._said.items() if key in SETTABLE and each != []}
        settings = {"schema": 1, "organisation": id, **default, **said}
        return {key: settings[key] for key in schema.keys("register", ()) if key in settings}


def _file(kind: schema.Kind, path: str, data: dict[str, Value]) -> dict[str, bytes]:
    with readable(path):
        made = yamledit.dump(data, modeline=modeline(path, kind))
    must_fit(kind, path, made)
    return {path: made}


class _Planned:
    """The files of a folder as they will be."""

    def __init__(self, register: Register, new: Mapping[str, bytes]) -> None:
        self._register = register
        self._new = new

    def names(self) -> list[str]:
        there = self._register.names() if self._register.exists(FOLDER) else []
        below = (path.split("/") for path in self._new)
        coming = {steps[1] for steps in below if steps[0] == FOLDER}
        return sorted({*there, *coming})

    def files(self, path: str) -> dict[str, Content]:
        coming = {each: new for each, new in self._new.items() if each.startswith(f"{path}/")}
        return {**self._register.files(path), **coming}

    def read(self, path: str) -> Content:
        return self._new[path] if path in self._new else self._register.read(path)
