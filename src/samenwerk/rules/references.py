"""What a partnership names must exist: organisations, documents, other partnerships."""

from collections.abc import Iterable, Iterator

from samenwerk.fact import named
from samenwerk.finding import Finding
from samenwerk.partnership import Partnership
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path


def unknown_organisations(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Each organisation has a file under `organisations/`."""
    known = surroundings.organisation_ids
    likely = known - {surroundings.settings.organisation}  # we are no partner of ourselves
    for path, id in _organisations(record.partnership):
        if id not in known:
            yield _unknown(record, "unknown-organisation", path, id, likely)


def unknown_documents(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Evidence names a document of this partnership, in the facts and in the answers."""
    known = {document.id for document in record.partnership.documents}
    for source in (record.source, *record.checks.values()):
        for path, ids in named(source.data, "evidence"):
            for number, id in enumerate(ids if isinstance(ids, list) else ()):
                if id not in known:
                    place, facts = (*path, number), source.suggestion(id, known)
                    yield source.finding("unknown-document", place, id=str(id), **facts)


def unknown_partnerships(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """A link names another partnership of this register."""
    links = record.partnership.links
    for name in links.__struct_fields__:
        for number, id in enumerate(getattr(links, name)):
            path: Path = ("links", name, number)
            if id == record.id:
                yield record.source.finding("link-to-itself", path, id=id)
            elif id not in surroundings.partnership_ids:
                known = surroundings.partnership_ids
                yield _unknown(record, "unknown-partnership", path, id, known)


def own_organisation_as_partner(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """We are not a partner of ourselves; our units may be (internal partnerships, seed S000)."""
    own = surroundings.settings.organisation
    for number, partner in enumerate(record.partnership.partners):
        for place, id in enumerate(partner.organisations):
            if id == own:
                path: Path = ("partners", number, "organisations", place)
                yield record.source.finding("own-organisation-as-partner", path, id=id)


def organisation_twice(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """An organisation has one position in a partnership. Who left and came back stands twice."""
    seen: set[str] = set()
    for number, partner in enumerate(record.partnership.partners):
        if partner.has_left(surroundings.today):
            continue
        for place, id in enumerate(partner.organisations):
            if id in seen:
                path: Path = ("partners", number, "organisations", place)
                yield record.source.finding("organisation-twice", path, id=id)
            seen.add(id)


def repeated_ids(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Goals, expectations and documents have an id of their own."""
    partnership = record.partnership
    for name in ("goals", "expectations", "documents"):
        items = getattr(partnership, name)
        seen: set[str] = set()
        for number, item in enumerate(items):
            if item.id in seen:
                yield record.source.finding("repeated-id", (name, number, "id"), id=item.id)
            seen.add(item.id)


def _organisations(partnership: Partnership) -> Iterator[tuple[Path, str]]:
    if partnership.entity:
        yield ("entity",), partnership.entity
    for number, partner in enumerate(partnership.partners):
        for place, id in enumerate(partner.organisations):
            yield ("partners", number, "organisations", place), id
    for number, expectation in enumerate(partnership.expectations):
        if expectation.from_:
            yield ("expectations", number, "from"), expectation.from_
        if expectation.to:
            yield ("expectations", number, "to"), expectation.to
    for name in ("organs", "funding", "voting"):
        for number, share in enumerate(getattr(partnership, name)):
            yield (name, number, "organisation"), share.organisation


def _unknown(record: Record, code: str, path: Path, id: str, known: Iterable[str]) -> Finding:
    source = record.source
    return source.finding(code, path, id=id, **source.suggestion(id, known))
