"""What a register was at the base of a change, and what was touched since."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from samenwerk.errors import N_, SamenwerkError
from samenwerk.git.calling import Failed
from samenwerk.git.repository import Repository, refuse_odd, refused
from samenwerk.git.tree import Entry, Folder, at, listed, reading
from samenwerk.names import FOLDER, SETTINGS
from samenwerk.platforms import Platform, Wanted
from samenwerk.verdict import Earlier


@contextlib.contextmanager
def earlier(root: Path, wanted: Wanted, platform: Platform) -> Iterator[Earlier]:
    """The register where this version left the base; its files can be read as long as this lasts.

    Raises a `SamenwerkError` (exit 3) with what to do, if there is nothing to compare with.
    """
    refuse_odd(wanted)
    repository = Repository.of(root.resolve(), wanted, platform)
    commit = repository.fork_point(wanted)
    try:
        paths = repository.changed_since(commit)
        files = _files(repository, commit)
    except Failed as error:
        raise refused(error) from error
    if not paths and not wanted.may_be_same:
        raise SamenwerkError(
            N_("This run sees the base and not the change, so nothing can be compared."),
            remedy=N_("Let it run on `pull_request`, never on `pull_request_target`."),
        )
    with reading(repository.git, files) as tree:
        yield Earlier(wanted.name, commit, tree, paths)


def _files(repository: Repository, commit: str) -> Folder:
    """The files of the register at a commit, also if it was moved since."""
    here = listed(repository.git, commit, repository.prefix)
    if isinstance(here.get(FOLDER), Entry):
        raise SamenwerkError(
            N_("At {commit}, `registry` is a link or a submodule, so nothing can be compared."),
            remedy=N_("Put the folder itself there."),
            commit=commit[:7],
        )
    moved = None if at(here, SETTINGS) else repository.moved_from(commit)
    return here if moved is None else listed(repository.git, commit, moved)
