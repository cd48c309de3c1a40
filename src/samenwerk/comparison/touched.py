"""What a change touches, by the paths of its files relative to the register."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from samenwerk import names
from samenwerk.names import CHECKLISTS, FOLDER, ORGANISATIONS, SETTINGS

_SCHEMAS = "schemas"
# What decides how a register is checked and who must agree: on GitHub, GitLab, Azure and others.
_CI_FOLDERS = frozenset(
    {
        *(".github", ".gitlab", ".gitea", ".forgejo", ".circleci", ".buildkite", ".woodpecker"),
        *(".azure-pipelines", ".azuredevops", ".ci", ".husky", ".githooks"),
    }
)
_CI_FILE = re.compile(
    r"\.gitattributes|\.gitmodules|\.gitlab-ci\.ya?ml|azure-pipelines.*\.ya?ml|CODEOWNERS"
    r"|\.pre-commit-config\.ya?ml|bitbucket-pipelines\.ya?ml|Jenkinsfile|\.woodpecker\.ya?ml"
    r"|(?:requirements|constraints).*\.(?:txt|in)|pyproject\.toml|uv\.(?:toml|lock)|pip\.conf",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Touched:
    """The files of a change; `..` stands for what is above the folder of the register."""

    paths: frozenset[str]

    @cached_property
    def partnerships(self) -> frozenset[str]:
        """The ids of the partnerships of which a file changed, came or went."""
        folders = {path.split("/")[1] for path in self.paths if _is_in_folder(path)}
        return frozenset(id for id in folders if names.is_id(id))

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The files that say what is asked and how that is checked, in alphabetical order."""
        return tuple(sorted(path for path in self.paths if is_rule(path)))

    @cached_property
    def elsewhere(self) -> dict[str, int]:
        """How many files changed outside the register and its rules, by folder."""
        others = (path for path in self.paths if not _is_of_register(path) and not is_rule(path))
        return dict(sorted(Counter(map(_folder, others)).items()))

    def of_partnership(self, path: str) -> str | None:
        """The touched partnership that a file belongs to, or None."""
        id = path.split("/")[1] if _is_in_folder(path) else None
        return id if id in self.partnerships else None


def is_rule(path: str) -> bool:
    """Does this file decide what is asked, how it is checked, or who must agree?"""
    *folders, name = path.split("/")
    is_ours = path == SETTINGS or folders[:1] in ([CHECKLISTS], [_SCHEMAS])
    return is_ours or not _CI_FOLDERS.isdisjoint(folders) or bool(_CI_FILE.fullmatch(name))


def _is_in_folder(path: str) -> bool:
    return path.startswith(f"{FOLDER}/") and path.count("/") > 1


def _is_of_register(path: str) -> bool:
    id = path.split("/")[1] if _is_in_folder(path) else ""
    return id == ORGANISATIONS or names.is_id(id)


def _folder(path: str) -> str:
    """The first folder that is no `..`, with the way to it; or the file itself."""
    steps = path.split("/")
    depth = next(number for number, step in enumerate(steps) if step != "..")
    return "/".join(steps[: depth + 1]) + ("/" if len(steps) > depth + 1 else "")
