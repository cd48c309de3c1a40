"""The door to git: which commit a change is compared with, what was touched, and what stood there.

Every repository here is a real one. What a repository could make git run, it may not.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import posix
from repos import ALPHA, BETA, GOOD, NEW, clone, git, needs_git, repo
from samenwerk.errors import SamenwerkError
from samenwerk.git import calling, commit_of, earlier
from samenwerk.names import MAX_FILES
from samenwerk.platforms import AZURE, GITHUB, GITLAB, LOCAL, Wanted
from samenwerk.register import Register
from samenwerk.source import Refusal
from samenwerk.yamlfile import MAX_BYTES

pytestmark = needs_git

REGISTER = "registry/register.yaml"


def compared(at, ref="main", platform=LOCAL):
    """The name, the commit and the touched paths; the files are gone when it is over."""
    with earlier(at.root, Wanted(ref, ref), platform) as found:
        return found


def touched(at, ref="main"):
    return set(compared(at, ref).paths)


def refusal(at, ref="main", platform=LOCAL):
    """The sentence and the remedy with which a comparison is refused."""
    with pytest.raises(SamenwerkError) as error:
        compared(at, ref, platform)
    assert error.value.exit_code == 3
    said, remedy = error.value.message, error.value.remedy
    return said.format_map(error.value.facts), remedy.format_map(error.value.facts)


def both_doors(at, path):
    """What the disk gives for a path, and what the base gives."""
    with earlier(at.root, Wanted("HEAD", "HEAD"), LOCAL) as found:
        return Register(at.root).files(path), found.files.files(path)


# --- which commit ---


def test_the_base_is_where_the_branch_began_and_not_the_tip_of_main(change):
    began = change.git("rev-parse", "main")
    change.git("checkout", "-q", "main")
    change.write(BETA, NEW + "purpose: Later.\n")
    later = change.commit("main goes on")
    change.git("checkout", "-q", "work")
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.commit("ours")
    assert began != later
    assert compared(change).commit == began
    assert touched(change) == {ALPHA}


def test_after_a_merge_of_main_only_our_own_change_counts(change):
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.commit("ours")
    change.git("checkout", "-q", "main")
    change.write(BETA, NEW + "purpose: Later.\n")
    later = change.commit("main goes on")
    change.git("checkout", "-q", "work")
    change.git("merge", "-q", "--no-edit", "main")
    assert compared(change).commit == later
    assert touched(change) == {ALPHA}


@pytest.mark.parametrize("ref", ["main", "refs/heads/main", "HEAD", "v1", "HEAD~0"])
def test_a_branch_a_tag_and_a_way_back_are_names(change, ref):
    change.git("tag", "-a", "v1", "-m", "x")
    assert compared(change, ref).commit == change.git("rev-parse", "main")


def test_a_commit_can_be_named_by_its_id_short_or_whole(change):
    began = change.git("rev-parse", "main")
    assert {compared(change, ref).commit for ref in (began, began[:8])} == {began}


def test_a_detached_head_a_linked_worktree_and_a_submodule_are_fine(change, tmp_path):
    began = change.git("rev-parse", "main")
    change.git("checkout", "-q", "--detach")
    assert compared(change).commit == began
    change.git("worktree", "add", "-q", str(tmp_path / "linked"), "work")
    linked = type(change)(tmp_path / "linked", tmp_path / "linked")
    linked.write(ALPHA, NEW + "purpose: Hier.\n")
    assert touched(linked) == {ALPHA}
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "submodule", "--quiet", "add", change.top.as_uri(), "inner")
    inner = type(change)(outer / "inner", outer / "inner")
    inner.write(BETA, NEW + "purpose: Hier.\n")
    assert touched(inner, "origin/main") == {BETA}


@pytest.mark.parametrize(
    "ref",
    [
        *("", " ", "-x", "--output=made", "^main", "a..b", "main...work", "main@{1}", "@{u}"),
        *("main\n", "main\nwork", "main\0", ":/base", "main:registry", "HEAD^{/x}", "ma*"),
        *("m?in", "[m]ain", "a b", "a\\b", "x" * 2000, "\udce9", "m\u202eain", "main\t"),
    ],
)
def test_what_is_more_than_a_name_is_refused_before_git_sees_it(change, monkeypatch, ref):
    monkeypatch.setattr(calling.Git, "at", lambda _: pytest.fail("git was started"))
    said, remedy = refusal(change, ref)
    assert "is no name of a branch, a tag or a commit" in said
    assert "--base origin/main" in remedy
    assert not change.path("made").exists()


@pytest.mark.parametrize("ref", ["nope", "main~5", "0" * 40, "refs/heads/nope", "nope/x", ".lock"])
def test_a_base_that_is_not_there_is_named(change, ref):
    said, remedy = refusal(change, ref)
    assert said == f"The base {ref} is not in this clone, so nothing was compared."
    assert remedy == "See which branches there are: git branch --all"


def test_a_branch_that_was_not_fetched_can_be_fetched(change, tmp_path):
    copy = clone(change, tmp_path / "copy", "--single-branch")
    said, remedy = refusal(copy, "origin/main")
    assert "origin/main is not in this clone" in said
    command = remedy.partition(": ")[2]
    assert command == "git fetch origin main:refs/remotes/origin/main"
    copy.git(*command.split()[1:])
    assert compared(copy, "origin/main").commit


def test_a_file_is_no_base(change):
    tree = change.git("rev-parse", "HEAD^{tree}")
    assert "is not in this clone" in refusal(change, tree)[0]


def test_a_tag_that_hides_the_branch_is_refused(change, tmp_path):
    copy = clone(change, tmp_path / "copy")
    copy.write(ALPHA, NEW + "purpose: Hier.\n")
    copy.commit("ours")
    copy.git("tag", "origin/main")  # for `git rev-parse` this goes before the branch
    said, remedy = refusal(copy, "origin/main")
    assert "means more than one thing" in said
    assert "refs/remotes/" in remedy
    assert touched(copy, "refs/remotes/origin/main") == {ALPHA}


# --- too little history ---


@pytest.mark.parametrize(
    ("platform", "fix"),
    [
        (LOCAL, "git fetch --unshallow"),
        (GITHUB, "fetch-depth: 0"),
        (GITLAB, "GIT_DEPTH: 0"),
        (AZURE, "fetchDepth: 0"),
    ],
)
def test_a_shallow_clone_gives_the_fix_of_its_platform(change, tmp_path, platform, fix):
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.commit("ours")
    copy = clone(change, tmp_path / "copy", "--depth", "1")
    said, remedy = refusal(copy, "refs/remotes/origin/main", platform)
    assert "is not in this clone" in said
    assert fix in remedy
    copy.git("fetch", "-q", "--depth", "1", "origin", "+main:refs/remotes/origin/main")
    change.git("checkout", "-q", "main")
    change.commit("main goes on")
    copy.git("fetch", "-q", "--depth", "1", "origin", "+main:refs/remotes/origin/main")
    said, remedy = refusal(copy, "refs/remotes/origin/main", platform)
    assert "too little history" in said
    assert fix in remedy


def test_once_the_history_is_fetched_the_same_clone_is_compared(change, tmp_path):
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.commit("ours")
    copy = clone(change, tmp_path / "copy", "--depth", "1", "--no-single-branch")
    _, remedy = refusal(copy, "origin/main")
    copy.git(*remedy.partition(": git ")[2].split())
    assert touched(copy, "origin/main") == {ALPHA}


def test_histories_that_never_met_are_refused(change):
    change.git("checkout", "-q", "--orphan", "other")
    change.commit("a second beginning")
    said, remedy = refusal(change)
    assert "have no commit in common" in said
    assert "--base" in remedy


def test_a_clone_without_the_files_of_the_base_is_refused_and_nothing_is_fetched(change, tmp_path):
    change.git("config", "uploadpack.allowFilter", "true")
    change.write(ALPHA, NEW + "purpose: Eerst.\n")
    change.commit("to be the base")
    change.git("branch", "-f", "main")
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.commit("ours")
    copy = clone(change, tmp_path / "copy", "--filter=blob:none")
    before = copy.git("count-objects", "-v")
    with (
        pytest.raises(SamenwerkError, match="does not hold all files"),
        earlier(copy.root, Wanted("origin/main", "origin/main"), LOCAL) as found,
    ):
        found.files.files("registry/alpha")
    assert copy.git("count-objects", "-v") == before


def test_a_branch_without_a_commit_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "-q")
    empty = type("At", (), {"root": tmp_path / "empty"})
    assert "is not in this clone" in refusal(empty, "main")[0]


def test_a_branch_that_begins_anew_is_refused(change):
    change.git("checkout", "-q", "--orphan", "other")
    said, remedy = refusal(change)
    assert "Nothing is committed yet" in said
    assert "Commit first" in remedy


# --- no git, no repository ---


@pytest.mark.parametrize("platform", [LOCAL, GITHUB, GITLAB, AZURE])
def test_without_git_or_a_repository_each_platform_says_what_to_do(tmp_path, platform, monkeypatch):
    bare = type("At", (), {"root": tmp_path})
    said, remedy = refusal(bare, "main", platform)
    assert "is in no git repository" in said
    assert remedy == platform.no_repository
    monkeypatch.setenv("PATH", "")
    said, remedy = refusal(bare, "main", platform)
    assert "git is needed" in said
    assert remedy == platform.no_git


def test_a_repository_of_another_user_is_refused_with_the_command_that_trusts_it(
    change, monkeypatch
):
    monkeypatch.setitem(calling._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    below = change.root / "registry"
    said, remedy = refusal(type("At", (), {"root": below}))
    assert "belongs to another user" in said
    assert remedy.endswith(f'git config --global --add safe.directory "{change.top.as_posix()}"')


@posix
def test_git_is_never_taken_from_the_working_directory(change, monkeypatch):
    change.write("git", "#!/bin/sh\ntouch ran\n").chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert touched(change) == {"git"}
    assert not change.path("ran").exists()


def test_a_git_that_takes_too_long_is_stopped(change, monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 0)
    said, _ = refusal(change)
    assert "did not finish within 0 seconds" in said


def test_more_output_than_can_be_right_is_refused(change, monkeypatch):
    for number in range(50):
        change.write(f"{'x' * 100}-{number}", "")
    monkeypatch.setattr(calling, "MOST", 4096)
    said, remedy = refusal(change)
    assert "more than 4096 bytes" in said
    assert "git status" in remedy


@posix
def test_a_git_that_is_too_old_is_refused(change, monkeypatch, tmp_path):
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text(
        f'#!/bin/sh\nunset GIT_CONFIG_COUNT\nexec "{shutil.which("git")}" "$@"\n', encoding="utf-8"
    )
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent))
    said, remedy = refusal(change)
    assert "too old" in said
    assert "2.31" in remedy


def test_a_repository_with_longer_ids_is_compared_too(tmp_path):
    made = repo(tmp_path / "long", options=("--object-format=sha256",))
    os.utime(made.path(BETA), (1, 1))
    made.write(ALPHA, NEW + "purpose: Hier.\n")
    assert len(compared(made).commit) == 64
    assert touched(made) == {ALPHA}
    assert both_doors(made, BETA) == ({BETA: NEW.encode()},) * 2


# --- what was touched ---


def test_nothing_was_touched(change):
    assert touched(change) == set()


def test_committed_staged_changed_new_and_deleted_files_were_touched(change):
    change.write("committed", "x")
    change.commit()
    change.write("staged", "x")
    change.git("add", "staged")
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.write("new folder/new", "x")
    change.remove(BETA)
    assert touched(change) == {"committed", "staged", ALPHA, "new folder/new", BETA}


def test_a_renamed_file_was_touched_under_both_its_names(change):
    change.git("config", "diff.renames", "true")
    change.git("mv", "registry/alpha", "registry/gamma")
    assert touched(change) == {ALPHA, "registry/gamma/partnership.yaml"}


def test_what_was_changed_and_changed_back_was_not_touched(change):
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.commit()
    change.write(ALPHA, NEW)
    assert touched(change) == set()


def test_a_file_that_was_only_saved_again_was_not_touched(change):
    os.utime(change.path(ALPHA), (1, 1))
    assert touched(change) == set()


def test_what_git_ignores_was_not_touched(change):
    change.write(".gitignore", "*.log\n")
    change.commit()
    change.write("a.log", "x")
    change.write("registry/alpha/b.log", "x")
    assert touched(change) == {".gitignore"}


def test_a_file_that_git_lost_but_the_disk_holds_is_still_there(change):
    change.git("rm", "-q", "--cached", ALPHA)
    assert touched(change) == {ALPHA}


def test_a_checkout_with_the_line_endings_of_windows_was_not_touched(change):
    change.git("config", "core.autocrlf", "true")
    change.write(ALPHA, NEW.replace("\n", "\r\n"))
    assert touched(change) == set()


def test_a_submodule_at_another_commit_was_touched_whatever_the_change_says(change, tmp_path):
    other = repo(tmp_path / "other")
    change.git("submodule", "--quiet", "add", other.top.as_uri(), "docs")
    change.commit("base")
    ignoring = change.read(".gitmodules") + "\tignore = all\n"
    change.write(".gitmodules", ignoring)
    git(change.path("docs"), "commit", "-q", "--allow-empty", "-m", "x")
    assert touched(change, "HEAD") == {".gitmodules", "docs"}


def test_a_conflict_was_touched(change):
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    change.commit()
    change.git("checkout", "-q", "main")
    change.write(ALPHA, NEW + "purpose: Daar.\n")
    change.commit()
    with pytest.raises(AssertionError):
        change.git("merge", "work")
    assert touched(change) == {ALPHA}


NAMES = ["two words", "é/ü.yaml", "a\nb", "--x", 'q"uote', ":(top)x", "*", "tab\tx", " ", "日本"]


@posix
@pytest.mark.parametrize("name", NAMES)
def test_odd_names_come_through_whole(change, name):
    change.write(f"registry/{name}", "x")
    assert touched(change) == {f"registry/{name}"}
    change.commit()
    assert touched(change) == {f"registry/{name}"}
    with earlier(change.root, Wanted("HEAD", "HEAD"), LOCAL) as found:
        assert found.files.names() == Register(change.root).names()


@posix
def test_a_name_that_is_not_utf8_is_the_same_through_both_doors(change):
    with Path(os.fsdecode(b"registry/alpha/caf\xe9.yaml")).open("wb") as file:
        file.write(b"x")
    name = os.fsdecode(b"registry/alpha/caf\xe9.yaml")
    assert touched(change) == {name}
    change.commit()
    disk, base = both_doors(change, "registry/alpha")
    assert disk == base
    assert name in base


# --- a register below the top, and elsewhere ---


@pytest.mark.parametrize("below", ["sub", "two words/é", "a/b"])
def test_paths_are_relative_to_a_register_below_the_top(tmp_path, below):
    made = repo(tmp_path / "top", below=below)
    up = "../" * len(below.split("/"))
    made.write(ALPHA, NEW + "purpose: Hier.\n")
    made.write("checklists/own.yaml", "x")
    made.write(f"{up}.github/workflows/x.yml", "x")
    made.write("../beside", "x")
    beside = "../beside" if "/" in below else f"{up}beside"
    expected = {ALPHA, "checklists/own.yaml", f"{up}.github/workflows/x.yml", beside}
    assert touched(made) == expected
    with earlier(made.root, Wanted("main", "main"), LOCAL) as found:
        assert found.files.names() == ["alpha", "beta", "organisations", "register.yaml"]
        assert found.files.files(ALPHA) == {ALPHA: NEW.encode()}


def test_a_register_that_was_moved_is_compared_with_where_it_stood(change):
    change.path("sub").mkdir()
    change.git("mv", "registry", "sub/registry")
    moved = type(change)(change.top / "sub", change.top)
    with earlier(moved.root, Wanted("main", "main"), LOCAL) as found:
        assert found.files.files(ALPHA) == {ALPHA: NEW.encode()}
        assert {ALPHA, f"../{ALPHA}"} <= found.paths


def test_a_second_register_in_a_repository_is_a_new_one(change):
    other = type(change)(change.top / "sub", change.top)
    for name, content in GOOD.items():
        other.write(name, content)
    with earlier(other.root, Wanted("main", "main"), LOCAL) as found:
        assert found.files.names() == []


def test_which_of_two_registers_was_moved_is_not_guessed(change):
    for folder in ("one", "two"):
        change.path(folder).mkdir()
        shutil.copytree(change.path("registry"), change.path(f"{folder}/registry"))
    change.git("rm", "-q", "--cached", "-r", "registry")
    shutil.move(change.path("registry"), change.path("kept"))
    change.commit()
    for folder in ("one", "two"):
        change.remove(folder)
    change.path("three").mkdir()
    shutil.move(change.path("kept"), change.path("three/registry"))
    moved = type(change)(change.top / "three", change.top)
    said, _ = refusal(moved, "HEAD")
    assert "one/registry/register.yaml, two/registry/register.yaml" in said


@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_a_register_behind_a_link_or_a_submodule_is_not_taken_for_a_new_one(change, mode):
    blob = change.git("hash-object", "-w", ALPHA)
    id = blob if mode == "120000" else change.git("rev-parse", "HEAD")
    change.git("rm", "-q", "--cached", "-r", "registry")
    change.git("update-index", "--add", "--cacheinfo", f"{mode},{id},registry")
    change.git("commit", "-q", "-m", "x")
    assert "is a link or a submodule" in refusal(change, "HEAD")[0]


# --- the files of the base ---


def test_the_base_gives_what_the_disk_gave(change):
    for name in (
        "checks/why.yaml",
        "checks/goals.yaml",
        "reviews/2027/a/b.yaml",
        "Z",
        "a~",
        ".x.tmp",
    ):
        change.write(f"registry/alpha/{name}", name)
    change.write("registry/.DS_Store", "x")
    for name in ("acme~", "Thumbs.db", ".beta.01234567.tmp", ".beta.tmp", "alpha/checks~"):
        change.write(f"registry/{name}/partnership.yaml", "x")
    change.write("checklists/own.yaml", "x")
    change.write("registry/alpha/empty.yaml", "")
    change.commit()
    for path in ("registry", "registry/alpha", ALPHA, "checklists", "checklists/own.yaml", "nope"):
        disk, base = both_doors(change, path)
        assert base == disk
        assert list(base) == list(disk)
    with earlier(change.root, Wanted("HEAD", "HEAD"), LOCAL) as found:
        assert found.files.names() == Register(change.root).names()
        assert found.files.read(REGISTER) == Register(change.root).read(REGISTER)
        assert found.files.read("registry/nope") == Register(change.root).read("registry/nope")
        assert found.files.read("registry") == Refusal("not-a-file", {})


@pytest.mark.parametrize("count", [MAX_FILES, MAX_FILES + 1])
def test_the_base_has_the_limits_of_the_disk(change, count):
    for folder in ("registry/organisations", "registry/many", "registry/more/checks", "checklists"):
        for number in range(count):
            change.write(f"{folder}/c{number}.yaml", "x")
    for number in range(count):
        change.write(f"registry/spread/map{number % 5}/{number}", "x")
    change.commit()
    for name in ("organisations", "many", "more", "more/checks", "spread"):
        disk, base = both_doors(change, f"registry/{name}")
        assert base == disk
    disk, base = both_doors(change, "checklists")
    assert base == disk


@posix
def test_links_submodules_and_large_files_are_refused_as_on_the_disk(change):
    change.path("registry/alpha/link.yaml").symlink_to(change.path(BETA))
    change.path("registry/linked").symlink_to(change.path("registry/alpha"))
    change.path("registry/alpha/link~").symlink_to(change.path(BETA))
    change.write("registry/alpha/large.yaml", b"x" * (MAX_BYTES + 1))
    change.write("registry/alpha/largest.yaml", b"x" * MAX_BYTES)
    change.write("registry/alpha/run.yaml", "x").chmod(0o755)
    change.commit()
    linked = "registry/linked/partnership.yaml"
    for path in ("registry/alpha", "registry/linked", "registry/alpha/large.yaml", linked):
        disk, base = both_doors(change, path)
        assert base == disk
    inside = change.git("rev-parse", "HEAD")
    change.git("update-index", "--add", "--cacheinfo", f"160000,{inside},registry/sub")
    change.git("commit", "-q", "-m", "x")
    with earlier(change.root, Wanted("HEAD", "HEAD"), LOCAL) as found:
        assert found.files.files("registry/sub") == {"registry/sub": Refusal("not-a-file", {})}


def test_line_endings_and_a_pointer_of_large_file_storage_come_as_they_were_committed(change):
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n"
    change.write(ALPHA, NEW.replace("\n", "\r\n"))
    change.write(BETA, pointer)
    change.commit()
    with earlier(change.root, Wanted("HEAD", "HEAD"), LOCAL) as found:
        assert found.files.read(ALPHA) == NEW.replace("\n", "\r\n").encode()
        assert found.files.read(BETA) == pointer.encode()


def test_what_was_deleted_or_changed_since_is_still_in_the_base(change):
    change.remove("registry/alpha")
    change.write(BETA, "x")
    with earlier(change.root, Wanted("main", "main"), LOCAL) as found:
        assert found.files.files("registry/alpha") == {ALPHA: NEW.encode()}
        assert found.files.read(BETA) == NEW.encode()


def test_a_handful_of_processes_read_a_register_of_any_size(change, monkeypatch):
    for number in range(60):
        change.write(f"registry/p{number}/partnership.yaml", NEW)
        change.write(f"registry/p{number}/checks/why.yaml", "checklist: why\n")
    change.commit()
    started = []
    start = subprocess.Popen
    monkeypatch.setattr(
        calling.subprocess, "Popen", lambda *a, **k: started.append(a) or start(*a, **k)
    )
    with earlier(change.root, Wanted("HEAD", "HEAD"), LOCAL) as found:
        read = [found.files.files(f"registry/{name}") for name in found.files.names()]
    assert sum(map(len, read)) > 120
    assert len(started) <= 8


# --- what a repository may not do ---


HOSTILE = """\
[core]
\tfsmonitor = touch {ran} #
\thooksPath = {hooks}
\tpager = touch {ran} #
\tsshCommand = touch {ran} #
\talternateRefsCommand = touch {ran} #
[diff]
\texternal = touch {ran} #
[diff "x"]
\tcommand = touch {ran} #
\ttextconv = touch {ran} #
[filter "x"]
\tclean = touch {ran}; cat #
\tsmudge = touch {ran}; cat #
\tprocess = touch {ran} #
\trequired = true
[filter "odd=na.me"]
\tclean = touch {ran}-odd; cat #
[alias]
\trev-parse = !touch {ran}
\tdiff = !touch {ran}
\tls-files = !touch {ran}
"""


@pytest.fixture
def hostile(change, tmp_path):
    """A repository that tries to run something; `ran` appears if it succeeds."""
    ran, hooks = tmp_path / "ran", tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "post-checkout"):
        hook = hooks / name
        hook.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
        hook.chmod(0o755)
    attributes = "*.yaml diff=x filter=x\nregistry/beta/* filter=odd=na.me\n"
    change.write(".gitattributes", attributes)
    change.commit()
    config = change.top / ".git" / "config"
    with config.open("a", encoding="utf-8") as file:
        file.write(HOSTILE.format(ran=ran.as_posix(), hooks=hooks.as_posix()))
    for path in (ALPHA, BETA):
        change.write(path, NEW + "purpose: Hier.\n")
    return change, ran


@posix
def test_nothing_runs_that_a_repository_has_configured(hostile):
    change, ran = hostile
    assert {ALPHA, BETA} <= touched(change)
    assert commit_of(change.root, "registry") is not None
    assert not list(ran.parent.glob("ran*"))


@posix
def test_the_hostile_repository_is_one(hostile):
    """Otherwise the test above would prove nothing."""
    change, ran = hostile
    for line in ("diff main", "config --unset filter.x.process", "add ."):
        subprocess.run(["git", *line.split()], cwd=change.top, capture_output=True, check=False)
    assert {each.name for each in ran.parent.glob("ran*")} == {"ran", "ran-odd"}


@posix
def test_a_partnership_folder_that_is_a_bare_repository_runs_nothing(change, tmp_path):
    ran = tmp_path / "ran"
    git(change.top, "init", "-q", "--bare", "registry/alpha")
    with change.path("registry/alpha/config").open("a", encoding="utf-8") as file:
        file.write(
            f"[core]\n\tbare = false\n\tworktree = {change.top}\n\tfsmonitor = touch {ran} #\n"
        )
    change.commit()
    assert "registry/alpha/HEAD" in touched(change)
    said, _ = refusal(type("At", (), {"root": change.path("registry/alpha")}))
    assert said
    assert not ran.exists()


def test_settings_that_lead_to_another_working_tree_are_refused(change, tmp_path):
    other = repo(tmp_path / "other")
    change.git("config", "core.worktree", str(other.top))
    assert "is in no git repository" in refusal(change)[0]


def test_replaced_commits_and_grafts_are_not_believed(change):
    began = change.git("rev-parse", "main")
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    ours = change.commit("ours")
    change.git("replace", began, ours)
    assert touched(change) == {ALPHA}
    change.git("replace", "-d", began)
    grafts = change.top / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(f"{began} {ours}\n", encoding="utf-8")  # main would come after ours
    assert compared(change).commit == began


def test_the_environment_leads_git_nowhere_else(change, tmp_path, monkeypatch):
    other = repo(tmp_path / "other", {"registry/register.yaml": "x\n"})
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    for name, value in {
        "GIT_DIR": other.top / ".git",
        "GIT_WORK_TREE": other.top,
        "GIT_INDEX_FILE": other.top / ".git/index",
        "GIT_OBJECT_DIRECTORY": other.top / ".git/objects",
        "GIT_NAMESPACE": "x",
        "GIT_LITERAL_PATHSPECS": "0",
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_TRACE": tmp_path / "trace",
        "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
    }.items():
        monkeypatch.setenv(name, str(value))
    assert touched(change) == {ALPHA}
    assert not (tmp_path / "trace").exists()


def test_nothing_is_written_in_the_repository(change):
    change.write(ALPHA, NEW + "purpose: Hier.\n")
    os.utime(change.path(BETA), (1, 1))
    before = change.snapshot()
    compared(change)
    assert change.snapshot() == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_no_git_is_left_behind_when_it_is_interrupted(change, error, monkeypatch):
    started = []
    start = subprocess.Popen
    monkeypatch.setattr(
        calling.subprocess,
        "Popen",
        lambda *a, **k: started.append(start(*a, **k)) or started[-1],
    )
    with pytest.raises(error), earlier(change.root, Wanted("main", "main"), LOCAL):
        raise error
    assert all(process.returncode is not None for process in started)
