"""Writes an import: new partnerships, and facts that were taken over; all of it or nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from samenwerk import yamledit
from samenwerk.errors import N_, Refused, SamenwerkError
from samenwerk.finding import Finding, Severity
from samenwerk.importing.difference import Difference, applied, without_words
from samenwerk.importing.plan import NewFile, NewParty, Plan
from samenwerk.inspection import Inspected, Inspection
from samenwerk.interview.draft import Files
from samenwerk.interview.notebook import modeline, read
from samenwerk.interview.refusal import must_fit
from samenwerk.names import FOLDER, ORGANISATIONS, RECORD
from samenwerk.organisation import Organisation
from samenwerk.placing import Changed
from samenwerk.register import Register
from samenwerk.yamledit import EditError
from samenwerk.yamlfile import Value


class Saving:
    """Makes the files of a plan, judges them as `validate` would, and writes all or none."""

    def __init__(self, register: Register, inspection: Inspection, name: str) -> None:
        self._register = register
        self._inspection = inspection
        self._name = name

    def files(self, plan: Plan, accepted: Iterable[Difference]) -> Files:
        """What each file would hold, and what it holds now."""
        files: Files = {}
        taken = list(accepted)
        for path, new in self._organisations(plan, taken).items():
            files[path] = (_dumped(path, new), None)
        for party in plan.new:
            for path, new in party.files.items():
                files[path] = (self._of_party(party, path, new), None)
        for difference in taken:
            self._take_over(files, difference)
        return files

    def save(self, plan: Plan, accepted: Iterable[Difference]) -> int:
        """Write all files; the number of warnings about the new partnerships."""
        files = self.files(plan, accepted)
        warnings = self.judge(plan, files)
        try:
            self._register.write_all(files)
        except Changed as error:
            raise SamenwerkError(
                N_("{file} was changed by somebody else just now. Nothing was imported."),
                remedy=N_("Try again."),
                file=error.args[0],
            ) from error
        return warnings

    # --- the files ---

    def _organisations(self, plan: Plan, taken: list[Difference]) -> dict[str, NewFile]:
        """Only organisations that something refers to."""
        used: set[str] = set()
        for party in plan.new:
            for kind, data in party.files.values():
                if kind == "partnership":
                    used |= {str(data.get("entity")), *_partners(data.get("partners"))}
        for difference in taken:
            used |= set(_partners([difference.theirs]))
        return {
            path: new
            for path, new in plan.organisation_files().items()
            if path.removeprefix(f"{FOLDER}/{ORGANISATIONS}/").removesuffix(".yaml") in used
        }

    def _of_party(self, party: NewParty, path: str, new: NewFile) -> bytes:
        try:
            return _dumped(path, new)
        except Refused as error:
            raise self._refused(party.line, error.facts["sentence"]) from None
        except EditError:
            raise Refused(
                N_("{file}, line {line}: this is too much text for one file of the register."),
                remedy=N_("Leave the longest texts out, and refer to the document they come from."),
                file=self._name,
                line=party.line,
            ) from None

    def _take_over(self, files: Files, difference: Difference) -> None:
        path = difference.file
        new, old = files.get(path) or (self._now(path),) * 2
        made = applied(new, difference, modeline(path, difference.kind))
        must_fit(difference.kind, path, made)
        files[path] = (made, old)
        if difference.words is not None:
            self._take_out(files, f"{FOLDER}/{difference.id}/{RECORD}", difference.words)

    def _take_out(self, files: Files, path: str, words: Mapping[str, Value]) -> None:
        new, old = files.get(path) or (read(self._register, path),) * 2
        files[path] = (without_words(new, words), old)

    def _now(self, path: str) -> bytes | None:
        """What a file holds; a partnership without figures has no file for them yet."""
        return read(self._register, path) if self._register.exists(path) else None

    # --- would validate take it? ---

    def judge(self, plan: Plan, files: Files) -> int:
        """Refuse what would be an error; the number of warnings that come."""
        new = {
            id: Organisation.from_data({"schema": 1, **data})
            for id, data in plan.organisations.items()
        }
        known = {**self._inspection.surroundings.organisations, **new}
        inspection = self._inspection.with_organisations(known)
        warnings = 0
        lines = {each.id: each.line for each in plan.differences}
        lines |= {each.id: each.line for each in plan.new}
        for id in sorted({path.split("/")[1] for path in files} - {ORGANISATIONS}):
            there = self._inspection.files_of(id)
            own = {path: new for path, (new, _) in files.items() if path.split("/")[1] == id}
            before = self._inspection.judged(id, there) if there else Inspected(id, None, ())
            findings = inspection.judged(id, {**there, **own}).findings
            self._refuse_new_errors(findings, before, lines[id])
            warnings += len(findings) - len(before.findings)
        return max(warnings, 0)

    def _refuse_new_errors(
        self, findings: tuple[Finding, ...], before: Inspected, line: int
    ) -> None:
        known = {(each.path, each.code) for each in before.findings}
        for each in findings:
            if each.severity is Severity.ERROR and (each.path, each.code) not in known:
                raise self._refused(line, each.text())

    def _refused(self, line: int, sentence: object) -> Refused:
        return Refused(
            N_("{file}, line {line}: {sentence} Nothing was saved."),
            file=self._name,
            line=line,
            sentence=sentence,
        )


def _dumped(path: str, new: NewFile) -> bytes:
    kind, data = new
    made = yamledit.dump(dict(data), modeline=modeline(path, kind))
    must_fit(kind, path, made)
    return made


def _partners(partners: Any) -> list[str]:
    return [
        id
        for each in partners or []
        if isinstance(each, dict)
        for id in each.get("organisations", [])
    ]
