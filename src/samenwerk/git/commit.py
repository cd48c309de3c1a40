"""At which commit a register stands. Never needed; without git it is not said."""

from dataclasses import dataclass
from pathlib import Path

from samenwerk.errors import SamenwerkError
from samenwerk.git.calling import Failed, Git, NoGit


@dataclass(frozen=True)
class Commit:
    """The last commit, and whether the files differ from it."""

    id: str
    is_changed: bool


def commit_of(root: Path, path: str) -> Commit | None:
    """The commit that the file or folder at `path` in `root` comes from; None if it is in none."""
    try:
        git = Git.at(root)
        id = git("rev-parse", "--verify", "--end-of-options", "HEAD^{commit}").decode().strip()
        git("rev-parse", "--verify", "--end-of-options", f"HEAD:./{path}")
        state = git("status", "--porcelain", "-z", "--ignore-submodules=all", "--", path)
    except (NoGit, Failed, SamenwerkError):
        return None
    return Commit(id, is_changed=bool(state))
