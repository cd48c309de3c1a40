"""The repository that a register stands in: which commit to compare with, and what changed since.

Every way in which this can fail is a sentence with what to do about it, on the platform where it
happens: a comparison is never left out in silence.
"""

import hashlib
import os
import posixpath
import re
from dataclasses import dataclass, replace
from pathlib import Path

from samenwerk.errors import N_, SamenwerkError
from samenwerk.git.calling import Failed, Git, NoGit
from samenwerk.names import SETTINGS
from samenwerk.platforms import Platform, Wanted
from samenwerk.register import read_file

# Git reads more into these than a name: an option, a range, a path, a search, what stood there
# before, a pattern. What follows `~` and `^` is a way back from a commit.
_MORE_THAN_A_NAME = re.compile(r"^[-^]|\.\.|@\{|\^\{|[:?*\[\\ ]")
_LONGEST = 1000
_SHA1 = 40  # digits; an id of SHA-256 has more
_END = f"/{SETTINGS}"
_SUBMODULES = "--ignore-submodules=dirty"  # which commit they are at is enough to know


@dataclass(frozen=True)
class Repository:
    """Git in the top folder of a repository; `prefix` leads from there to the register."""

    git: Git
    prefix: str
    is_shallow: bool
    platform: Platform

    @classmethod
    def of(cls, root: Path, wanted: Wanted, platform: Platform) -> "Repository":
        """The repository that the register at `root` stands in, or why there is none."""
        try:
            git = Git.at(root)
            said = git(
                "rev-parse",
                "--is-inside-work-tree",
                "--is-shallow-repository",
                "--show-cdup",
                "--absolute-git-dir",
                "--show-prefix",
            )
        except NoGit as error:
            raise SamenwerkError(
                N_("To compare with {name}, git is needed. It was not found."),
                remedy=platform.no_git,
                name=wanted.name,
            ) from error
        except Failed as error:
            raise _no_repository(root, wanted, platform, error) from error
        return cls._from(git, root, os.fsdecode(said).split("\n"), wanted, platform)

    @classmethod
    def _from(
        cls, git: Git, root: Path, said: list[str], wanted: Wanted, platform: Platform
    ) -> "Repository":
        """What git said, checked: its settings may name a folder that we are not in."""
        if len(said) != 6 or said[0] != "true":
            raise _outside(root, wanted, platform)
        _, shallow, up, git_dir, prefix, _ = said
        top = (root / up).resolve()
        if not os.path.lexists(top / ".git") or not _is_same(top / prefix, root):
            raise _outside(root, wanted, platform)
        place = (f"--git-dir={git_dir}", f"--work-tree={top.as_posix()}")
        return cls(
            git=replace(git, folder=top, place=place),
            prefix=prefix,
            is_shallow=shallow == "true",
            platform=platform,
        )

    # --- which commit ---

    def fork_point(self, wanted: Wanted) -> str:
        """The last commit that the base and this version have in common."""
        base = self._commit(wanted)
        try:
            return self.git("merge-base", base, "HEAD").decode("ascii").strip()
        except Failed as error:
            raise self._no_fork_point(wanted, error) from error

    def _commit(self, wanted: Wanted) -> str:
        """The id of the base, if its name means one thing here."""
        asked = ("rev-parse", "--verify", "--end-of-options", f"{wanted.ref}^{{commit}}")
        try:
            found, said = self.git.heard(*asked)
        except Failed as error:
            raise self._absent(wanted) from error
        if "is ambiguous" in said:
            raise SamenwerkError(
                N_("“{name}” means more than one thing in this repository."),
                remedy=N_("Write it in full: refs/remotes/…, refs/heads/… or refs/tags/…"),
                name=wanted.name,
            )
        return found.decode("ascii").strip()

    def _absent(self, wanted: Wanted) -> SamenwerkError:
        return SamenwerkError(
            N_("The base {name} is not in this clone, so nothing was compared."),
            remedy=self.platform.too_shallow if self.is_shallow else _fetch(wanted),
            name=wanted.name,
            branch=wanted.name.removeprefix("origin/"),
        )

    def _no_fork_point(self, wanted: Wanted, error: Failed) -> SamenwerkError:
        if "HEAD" in error.said:
            return SamenwerkError(
                N_("Nothing is committed yet in this branch, so nothing was compared."),
                remedy=N_("Commit first, or leave out --base."),
            )
        if error.said:
            return refused(error)
        if self.is_shallow:
            return SamenwerkError(
                N_("This clone holds too little history to compare with {name}."),
                remedy=self.platform.too_shallow,
                name=wanted.name,
            )
        return SamenwerkError(
            N_("{name} and this version have no commit in common, so nothing was compared."),
            remedy=N_("Name the branch that this version was made from, with --base."),
            name=wanted.name,
        )

    # --- what changed ---

    def changed_since(self, commit: str) -> frozenset[str]:
        """Paths that differ between a commit and the working tree, new files included.

        Relative to the register; `../` leads out of it. A renamed file is both its names.
        """
        out = self.git("diff-index", "-r", "-z", "--no-renames", _SUBMODULES, commit, "--")
        said = iter(os.fsdecode(out).split("\0"))
        differing = [
            path for about, path in zip(said, said, strict=False) if self._differs(about, path)
        ]
        new = self.git("ls-files", "-z", "--others", "--exclude-standard", "--full-name")
        paths = [*differing, *os.fsdecode(new).split("\0")]
        return frozenset(self._relative(path.rstrip("/")) for path in paths if path)

    def _differs(self, about: str, path: str) -> bool:
        """False for a file that was saved again as it was, which git only sees by reading it."""
        mode, new_mode, id, new_id, _ = about.removeprefix(":").split(" ")
        return bool(new_id.strip("0")) or mode != new_mode or not _holds(self.git.folder / path, id)

    def _relative(self, path: str) -> str:
        return posixpath.relpath(f"/{path}", f"/{self.prefix}")

    # --- where the register was ---

    def moved_from(self, commit: str) -> str | None:
        """The folder that held the register at a commit and holds none now; None if none did.

        Without this, moving a register would hide what changed in it.
        """
        out = self.git("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
        paths = (path for path in os.fsdecode(out).split("\0") if f"/{path}".endswith(_END))
        moved = [path for path in paths if not os.path.lexists(self.git.folder / path)]
        if len(moved) > 1:
            raise SamenwerkError(
                N_("Several registers are gone since {commit}: {paths}. Which one was this?"),
                remedy=N_("Move or remove one register at a time."),
                commit=commit[:7],
                paths=", ".join(moved),
            )
        return moved[0].removesuffix(SETTINGS) if moved else None


def _holds(path: Path, id: str) -> bool:
    """Has this file the id that git gave to its content, with either line ending?"""
    content = read_file(path)
    if not isinstance(content, bytes):
        return False
    kinds = {content, content.replace(b"\r\n", b"\n")}
    return id in {_id(each, "sha1" if len(id) == _SHA1 else "sha256") for each in kinds}


def _id(content: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content).hexdigest()


def refuse_odd(wanted: Wanted) -> None:
    """Only a name can be a base: not an option, a range, a search or nothing at all."""
    ref = wanted.ref
    if not ref.isprintable() or not 0 < len(ref) <= _LONGEST or _MORE_THAN_A_NAME.search(ref):
        raise SamenwerkError(
            N_("“{name}” is no name of a branch, a tag or a commit, so nothing was compared."),
            remedy=N_("Name one, such as: --base origin/main"),
            name=wanted.name[:100],
        )


def _fetch(wanted: Wanted) -> str:
    if wanted.name.startswith("origin/"):
        return N_("Fetch it first: git fetch origin {branch}:refs/remotes/origin/{branch}")
    return N_("See which branches there are: git branch --all")


def _no_repository(root: Path, wanted: Wanted, platform: Platform, error: Failed) -> SamenwerkError:
    if "dubious ownership" in error.said:
        return SamenwerkError(
            N_("git does not trust this folder, because it belongs to another user."),
            remedy=N_('If you trust it: git config --global --add safe.directory "{folder}"'),
            folder=_with_git(root).as_posix(),
        )
    if "not a git repository" in error.said:
        return _outside(root, wanted, platform)
    return refused(error)


def _with_git(root: Path) -> Path:
    """The nearest folder that looks like the top of a repository."""
    above = (each for each in (root, *root.parents) if os.path.lexists(each / ".git"))
    return next(above, root)


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _outside(root: Path, wanted: Wanted, platform: Platform) -> SamenwerkError:
    return SamenwerkError(
        N_("{folder} is in no git repository, so nothing was compared with {name}."),
        remedy=platform.no_repository,
        folder=root,
        name=wanted.name,
    )


def refused(error: Failed) -> SamenwerkError:
    """Something that git cannot do, for a reason that only git knows."""
    return SamenwerkError(
        N_("git could not compare: {reason}"), remedy=N_("See: git status"), reason=error.reason
    )
