"""What is ordered of a document besides its subject, and the lines that say where it comes from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samenwerk import __version__
from samenwerk.counting import Lack
from samenwerk.document.markdown import Markdown, Sentences, emphasis, joined
from samenwerk.surroundings import Record, Surroundings

_SHORT = 12  # digits of a commit


@dataclass(frozen=True, kw_only=True)
class Order:
    """`lacks` are message ids; `commit` is that of the register, if it is in git."""

    texts: Sentences
    around: Surroundings
    internal: bool
    lacks: Mapping[Lack, str]
    commit: str = ""
    is_changed: bool = False

    def footer(self, note: Markdown, records: Sequence[Record], *, leaves_out: bool) -> Markdown:
        """Tool, files, checklists, commit. No clock: the same register gives the same bytes."""
        notes = [note]
        if leaves_out:
            notes.append(self.texts("What is confidential was left out."))
        if self.internal:
            notes.append(self.texts("Internal: may hold what is not meant for everybody."))
        return joined(map(emphasis, [*notes, joined(self._origin(records), " ")]), "\n\n")

    def proof(self) -> Markdown:
        """What a document about answers can show, and what it cannot."""
        return self.texts(
            "This shows that questions were answered, by which function, when and on what. "
            "It does not show that the answers are true."
        )

    def _origin(self, records: Sequence[Record]) -> Iterator[Markdown]:
        texts = self.texts
        yield texts("Made with samenwerk {version}.", version=__version__)
        if files := list(_files(records)):
            yield texts("Files: {files}.", files=joined(files, ", "))
        if versions := list(self._versions()):
            yield texts("Checklists: {checklists}.", checklists=joined(versions, ", "))
        commit = self.commit[:_SHORT]
        if commit and self.is_changed:
            yield texts("Git: {commit}, with changes that are not in it yet.", commit=commit)
        elif commit:
            yield texts("Git: {commit}.", commit=commit)

    def _versions(self) -> Iterator[Markdown]:
        for id in self.around.settings.gate:
            if known := self.around.checklists.get(id):
                yield self.texts("{checklist} version {number}", checklist=id, number=known.version)


def _files(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield record.source.path
        yield from (source.path for _, source in sorted(record.checks.items()))
