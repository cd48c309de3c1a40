"""Which variables tell what a pull request is compared with, and what helps on each platform."""

import json
from dataclasses import replace

import pytest

from samenwerk.i18n import Texts
from samenwerk.platforms import AZURE, GITHUB, GITLAB, LOCAL, Wanted, base_of, platform_of

MAIN = Wanted("origin/main", "refs/remotes/origin/main")
SHA, OTHER = "1" * 40, "2" * 40
QUEUE = {
    "GITHUB_EVENT_NAME": "merge_group",
    "GITHUB_REF": f"refs/heads/gh-readonly-queue/release/2027/pr-12-{OTHER}",
}
MERGED = "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"


@pytest.mark.parametrize(
    "environ",
    [
        {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"},
        {MERGED: "main"},
        {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
        {"SYSTEM_PULLREQUEST_TARGETBRANCH": "main"},  # as for a repository on GitHub
    ],
)
def test_the_target_branch_of_a_pull_request_is_named_in_full(environ):
    assert base_of(environ) == MAIN


def test_an_event_that_checks_out_the_base_must_show_a_difference():
    environ = {"GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_BASE_REF": "main"}
    assert base_of(environ) == replace(MAIN, may_be_same=False)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"GITHUB_EVENT_NAME": "push", "GITHUB_BASE_REF": "", "GITHUB_REF": "refs/heads/main"},
        {"GITHUB_EVENT_NAME": "schedule", "GITHUB_BASE_REF": ""},
        {"GITLAB_CI": "true"},
        {"TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": ""},
    ],
)
def test_what_is_no_pull_request_has_no_base(environ):
    assert base_of(environ) is None


def test_on_gitlab_a_commit_goes_before_the_branch_and_is_called_by_it():
    began = {MERGED: "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": SHA}
    assert base_of(began) == Wanted("origin/main", SHA)


def test_on_gitlab_what_was_merged_with_goes_before_where_the_branch_began():
    began = {MERGED: "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": SHA}
    merged = began | {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": OTHER}
    assert base_of(merged) == Wanted("origin/main", OTHER)
    empty = began | {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": ""}
    assert base_of(empty) == Wanted("origin/main", SHA)


def test_a_merge_group_is_compared_with_what_it_comes_on_top_of():
    event = json.dumps({"merge_group": {"base_sha": SHA, "head_sha": OTHER}}).encode()
    assert base_of(QUEUE, event) == Wanted("origin/release/2027", SHA)


@pytest.mark.parametrize(
    "event",
    [
        *(b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"merge_group": null}'),
        *(b'{"merge_group": {"base_sha": 1}}', b'{"merge_group": {"base_sha": "--output=x"}}'),
    ],
)
def test_a_merge_group_whose_event_says_nothing_is_compared_with_its_branch(event):
    branch = Wanted("origin/release/2027", "refs/remotes/origin/release/2027")
    assert base_of(QUEUE, event) == branch


@pytest.mark.parametrize(
    ("environ", "platform", "fix"),
    [
        ({}, LOCAL, "git fetch --unshallow"),
        ({"GITHUB_ACTIONS": "true"}, GITHUB, "fetch-depth: 0"),
        ({"GITLAB_CI": "true"}, GITLAB, "GIT_DEPTH: 0"),
        ({"TF_BUILD": "True"}, AZURE, "fetchDepth: 0"),
    ],
)
def test_each_platform_has_its_own_remedy_for_too_little_history(environ, platform, fix):
    assert platform_of(environ) is platform
    assert Texts("en")(platform.too_shallow).endswith(fix)
