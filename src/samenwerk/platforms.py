"""What GitHub, GitLab and Azure say of a pull request, and how a job there gets what git needs.

Which variables there are: docs.github.com (variables reference; webhook `merge_group`),
docs.gitlab.com (predefined CI/CD variables) and learn.microsoft.com (predefined variables).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from samenwerk.errors import N_

# All that is looked at, so that a test can begin without them.
VARIABLES = (
    "GITHUB_ACTIONS",
    "GITHUB_EVENT_NAME",
    "GITHUB_BASE_REF",
    "GITHUB_REF",
    "GITHUB_EVENT_PATH",
    "GITHUB_STEP_SUMMARY",
    "GITLAB_CI",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "CI_MERGE_REQUEST_TARGET_BRANCH_SHA",
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
    "TF_BUILD",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",
)

# The branch of a merge queue is named after the branch that it will be merged into.
_QUEUE = re.compile(r"refs/heads/gh-readonly-queue/(.+)/pr-[0-9]+-[0-9a-f]+", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", re.ASCII)


@dataclass(frozen=True)
class Platform:
    """Where samenwerk runs. What helps there is a message id."""

    no_git: str
    no_repository: str
    too_shallow: str


LOCAL = Platform(
    no_git=N_("Install git (https://git-scm.com) and try again."),
    no_repository=N_("Go to a clone of the register, or leave out --base."),
    too_shallow=N_("Fetch the rest: git fetch --unshallow"),
)
GITHUB = Platform(
    no_git=N_("Install git in a step before actions/checkout."),
    no_repository=N_("Install git in a step before actions/checkout, with `fetch-depth: 0`."),
    too_shallow=N_("Give actions/checkout all history. Write under `with:` there: fetch-depth: 0"),
)
GITLAB = Platform(
    no_git=N_("Take an image with git, or install git in `before_script:`."),
    no_repository=N_("Give the job a clone. Write under `variables:`: GIT_STRATEGY: clone"),
    too_shallow=N_("Give the job all history. Write under `variables:`: GIT_DEPTH: 0"),
)
AZURE = Platform(
    no_git=N_("Take an image with git."),
    no_repository=N_("Begin the steps with `checkout: self`, and there `fetchDepth: 0`."),
    too_shallow=N_("Give the job all history. Write under `checkout: self`: fetchDepth: 0"),
)


@dataclass(frozen=True)
class Wanted:
    """With what to compare: as people call it, and as git finds it."""

    name: str
    ref: str
    may_be_same: bool = True  # no difference at all can be right


def platform_of(environ: Mapping[str, str]) -> Platform:
    """Where this runs; `LOCAL` if nothing says so."""
    if environ.get("GITHUB_ACTIONS") or environ.get("GITHUB_EVENT_NAME"):
        return GITHUB
    if environ.get("GITLAB_CI") or environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        return GITLAB
    if environ.get("TF_BUILD") or environ.get("SYSTEM_PULLREQUEST_TARGETBRANCH"):
        return AZURE
    return LOCAL


def base_of(environ: Mapping[str, str], event: bytes = b"") -> Wanted | None:
    """The base of the pull request that this runs for, or None if it runs for none.

    `event` is what the file at `GITHUB_EVENT_PATH` holds. Branches are named in full: a tag called
    `origin/main` would go before the branch.
    """
    return _github(environ, event) or _gitlab(environ) or _azure(environ)


def _github(environ: Mapping[str, str], event: bytes) -> Wanted | None:
    name = environ.get("GITHUB_EVENT_NAME", "")
    branch = environ.get("GITHUB_BASE_REF", "")
    if name.startswith("pull_request") and branch:
        # `pull_request_target` checks out the base, and would call any change good
        return replace(_branch(branch), may_be_same=name != "pull_request_target")
    if name == "merge_group":
        queue = _QUEUE.fullmatch(environ.get("GITHUB_REF", ""))
        return _commit(_parent(event), queue[1] if queue else "")
    return None


def _gitlab(environ: Mapping[str, str]) -> Wanted | None:
    """The head of the target exists where GitLab merged already; else where the branch began."""
    target = environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "")
    began = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
    branch = environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "")
    return _commit(target or began, branch) if target or began or branch else None


def _azure(environ: Mapping[str, str]) -> Wanted | None:
    branch = environ.get("SYSTEM_PULLREQUEST_TARGETBRANCH", "")
    return _branch(branch.removeprefix("refs/heads/")) if branch else None


def _branch(branch: str) -> Wanted:
    return Wanted(f"origin/{branch}", f"refs/remotes/origin/{branch}")


def _commit(commit: str, branch: str) -> Wanted:
    """A commit, called by the branch it is of; the branch itself if no commit was named."""
    called = _branch(branch)
    return Wanted(called.name if branch else commit[:7], commit) if commit else called


def _parent(event: bytes) -> str:
    """What a merge group comes on top of: the branch, or the group before it in the queue."""
    try:
        found = json.loads(event)["merge_group"]["base_sha"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) and _COMMIT.fullmatch(found) else ""
