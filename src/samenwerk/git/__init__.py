"""The door to git: at which commit a register stands, and what it was at an earlier one.

Everything here is about commits, paths and bytes. What they mean is decided elsewhere. Nothing is
written, fetched or run that a repository has configured (`calling`).
"""

from samenwerk.git.commit import Commit, commit_of
from samenwerk.git.earlier import earlier

__all__ = ["Commit", "commit_of", "earlier"]
