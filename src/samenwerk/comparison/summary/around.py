"""What changed around the partnerships: settings, questions, organisations, other files."""

from collections.abc import Iterator

import msgspec

from samenwerk.comparison.checklists import dropped
from samenwerk.comparison.gone import Gone
from samenwerk.comparison.summary.words import questions as named
from samenwerk.comparison.summary.words import status
from samenwerk.comparison.touched import Touched
from samenwerk.errors import N_
from samenwerk.i18n import Text, both, plural
from samenwerk.surroundings import Surroundings


def gone(gone: Gone) -> Iterator[Text]:
    """Partnerships that are no longer there, or under another id."""
    for id, record in gone.records.items():
        new = gone.names.get(id)
        partnership = record.partnership
        message = N_("{name} ({id}) is now {new}.") if new else N_("{name} ({id}): was {status}.")
        yield both(
            message,
            name=partnership.name, id=id, new=new, status=status(partnership.status.value),
        )  # fmt: skip


def settings(base: Surroundings, head: Surroundings) -> Iterator[Text]:
    """Every setting that is another one, also a stricter one."""
    if not (base.settings.organisation and head.settings.organisation):
        return
    old, new = msgspec.to_builtins(base.settings), msgspec.to_builtins(head.settings)
    for key, was in old.items():
        if new[key] != was:
            message = N_("{setting} was {was} and is now {now}.")
            yield both(message, setting=key, was=_shown(was), now=_shown(new[key]))


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) or "-" if isinstance(value, list) else str(value)


def questions(base: Surroundings, head: Surroundings) -> Iterator[Text]:
    """What a new version of a checklist no longer asks, or asks less strictly."""
    found: dict[str, list[str]] = {}
    for checklist, question in dropped(base.checklists, head.checklists):
        found.setdefault(checklist, []).append(question)
    for checklist, keys in found.items():
        yield named(checklist, keys, base)


def organisations(base: Surroundings, head: Surroundings) -> Iterator[Text]:
    """Names, kinds and mergers."""
    for id, old in base.organisations.items():
        new = head.organisations.get(id)
        if new and old.name != new.name:
            message = N_("{id}: the name was {was} and is now {now}.")
            yield both(message, id=id, was=old.name, now=new.name)
        if new and old.kind != new.kind:
            message = N_("{id}: the kind was {was} and is now {now}.")
            yield both(message, id=id, was=old.kind, now=new.kind)
        if new and set(new.successors) - set(old.successors):
            message = N_("{id}: goes on in {successors}.")
            yield both(message, id=id, successors=", ".join(new.successors))


def elsewhere(touched: Touched) -> Iterator[Text]:
    """Other folders that the change touches; nothing was checked there."""
    for folder, count in touched.elsewhere.items():
        yield plural("{folder}: {count} file", "{folder}: {count} files", count, folder=folder)
