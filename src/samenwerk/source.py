"""One YAML file of the register: its bytes, its values, and findings at their place in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from samenwerk import yamlfile
from samenwerk.fact import Leaf, leaves
from samenwerk.finding import Fact, Finding, Severity, explain
from samenwerk.nearest import nearest
from samenwerk.yamlfile import Path, Value

if TYPE_CHECKING:
    from samenwerk.yamlplaces import Places


@dataclass(frozen=True)
class Refusal:
    """Why the bytes of a file could not be had: a link, a folder in its place, no permission."""

    code: str
    facts: dict[str, Any]


Content = bytes | Refusal

GUESSES = 20  # a file: nobody reads more, and each takes longer than the rest of a finding


class Source:
    """A file that was read. `data` is None if it could not be; `problem` says why."""

    def __init__(self, path: str, content: Content) -> None:
        self.path = path
        self.content = content
        self.data: Value = None
        self.problem: Finding | None = None
        self._guesses = 0
        self._load()

    def __getstate__(self) -> dict[str, Any]:
        """What another process gets: not what it can find out from the rest."""
        found_out = {"leaves", "_places"}
        return {name: value for name, value in vars(self).items() if name not in found_out}

    def _load(self) -> None:
        if isinstance(self.content, Refusal):
            self.problem = finding(self.path, self.content.code, **self.content.facts)
            return
        try:
            self.data = yamlfile.load(self.content)
        except yamlfile.YamlError as error:
            self.problem = finding(
                self.path,
                error.code,
                line=error.line,
                column=error.column,
                **error.facts,  # type: ignore[arg-type]  # facts never have these names
            )

    def finding(
        self,
        code: str,
        at: Path = (),
        *,
        key: bool = False,
        severity: Severity | None = None,
        **facts: Fact,
    ) -> Finding:
        """A finding at the value of `at` (or its key), or else at the nearest parent."""
        line, column = self._places.position(at, key=key)
        return finding(self.path, code, line=line, column=column, severity=severity, **facts)

    def suggestion(self, word: object, words: Iterable[object]) -> dict[str, Any]:
        """The fact `suggestion` of a finding: which of `words` was probably meant.

        Nothing if none is near, and after the first unknown words of this file.
        """
        self._guesses += 1
        if self._guesses > GUESSES:
            return {}
        near = nearest(str(word), (each for each in words if isinstance(each, str)))
        return {"suggestion": near} if near else {}

    def typed(self, path: Path) -> str | None:
        """A single value as it was typed, without quotes: `2.10`, where the value is 2.1."""
        return self._places.typed(path)

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Each single value with the path to it."""
        return leaves(self.data)

    @cached_property
    def _places(self) -> "Places":
        assert isinstance(self.content, bytes)
        from samenwerk.yamlplaces import Places  # late: most files have no finding

        return Places(self.content, is_loaded=self.problem is None)


def finding(
    path: str,
    code: str,
    *,
    line: int = 1,
    column: int = 1,
    severity: Severity | None = None,
    **facts: Fact,
) -> Finding:
    """A finding with the severity its code usually has, unless told otherwise."""
    return Finding(
        path=path,
        line=line,
        column=column,
        code=code,
        severity=severity or explain(code).severity,
        facts=facts,
    )


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """The same findings, by path, line and code: the same on every run and system."""
    return sorted(findings, key=lambda each: each.place)
