"""What owners put in their own repository: hooks, an action, and the check for three platforms."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pre_commit.clientlib import load_manifest

from conftest import ROOT
from samenwerk import __version__, cli
from samenwerk.founding import WORKFLOWS
from test_docs import options

ACTION = "action.yml"
TEMPLATES = {platform: f"templates/{name}" for platform, (_, name) in WORKFLOWS.items()}
# The schema that each platform publishes for its files, and what is needed to read them.
PUBLISHED = {
    ACTION: ["--builtin-schema", "vendor.github-actions"],
    TEMPLATES["github"]: ["--builtin-schema", "vendor.github-workflows"],
    TEMPLATES["gitlab"]: [
        *("--builtin-schema", "vendor.gitlab-ci"),
        *("--data-transform", "gitlab-ci"),
    ],
    TEMPLATES["azure"]: [
        *("--builtin-schema", "vendor.azure-pipelines"),
        *("--regex-variant", "nonunicode"),
    ],
}
NOT_ALLOWED = {
    ACTION: ("using: composite", "using: composit"),
    TEMPLATES["github"]: ("runs-on: ubuntu-latest", "run-on: ubuntu-latest"),
    TEMPLATES["gitlab"]: ("when: always", "when: ever"),
    TEMPLATES["azure"]: ("always: true", "always: perhaps"),
}
HOSTILE = [
    "$(touch PWNED)",
    "`touch PWNED`",
    "; touch PWNED",
    "&& touch PWNED #",
    "\ntouch PWNED\n",
    "'\" ; touch PWNED",
    "${IFS}x",
    "--help",
    "-rrequirements.txt",
    "*",
    "::error::x",
]
STUB = f"""\
#!{sys.executable}
import json, sys
with open("called.jsonl", "a", encoding="utf-8") as file:
    print(json.dumps(sys.argv[1:]), file=file)
"""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def data(name: str) -> Any:
    """The file with every value as text, so that `on:` stays a word."""
    return yaml.load(text(name), Loader=yaml.BaseLoader)


def judged(path: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """By the published schema, which comes with a package: nothing is fetched."""
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--no-cache", *arguments, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# --- what the platforms say of it ---


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_platform_accepts_it(name, tmp_path):
    copy = tmp_path / Path(name).name
    copy.write_text(as_read_by_the_platform(name, text(name)), encoding="utf-8")
    done = judged(copy, PUBLISHED[name])
    assert done.returncode == 0, done.stdout + done.stderr
    right, wrong = NOT_ALLOWED[name]
    assert right in text(name)
    changed = text(name).replace(right, wrong)
    copy.write_text(as_read_by_the_platform(name, changed), encoding="utf-8")
    assert "Schema validation errors" in judged(copy, PUBLISHED[name]).stdout


def as_read_by_the_platform(name: str, read: str) -> str:
    """Azure takes every value for text, also `true`, and so does its schema."""
    is_azure = name == TEMPLATES["azure"]
    return json.dumps(yaml.load(read, Loader=yaml.BaseLoader)) if is_azure else read


def test_pre_commit_accepts_the_hook_and_always_has_the_whole_register_checked():
    [hook] = load_manifest(ROOT / ".pre-commit-hooks.yaml")
    assert hook["entry"] == "samenwerk validate"
    assert (hook["always_run"], hook["pass_filenames"]) == (True, False)


# --- who may do what ---


def uses(name: str) -> list[str]:
    return re.findall(r"uses: (.+)", text(name))


@pytest.mark.parametrize("name", [ACTION, TEMPLATES["github"]])
def test_what_is_used_of_others_is_pinned_and_says_its_version(name):
    assert uses(name)
    for each in uses(name):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)


def test_the_action_and_the_workflow_use_the_same():
    assert set(uses(ACTION)) <= set(uses(TEMPLATES["github"]))


def test_the_workflow_may_only_read_and_starts_whenever_the_answer_may_change():
    workflow = data(TEMPLATES["github"])
    assert workflow["permissions"] == {"contents": "read"}
    assert set(workflow["on"]) == {"pull_request", "merge_group", "push", "schedule"}
    [job] = workflow["jobs"].values()
    assert not {"if", "permissions", "continue-on-error"} & set(job)
    assert "pull_request_target" not in text(TEMPLATES["github"])
    assert "paths" not in workflow["on"]["pull_request"]


def test_every_platform_gets_the_whole_history_and_keeps_no_password():
    [job] = data(TEMPLATES["github"])["jobs"].values()
    [checkout] = [each["with"] for each in job["steps"] if "checkout" in each.get("uses", "")]
    assert checkout == {"fetch-depth": "0", "persist-credentials": "false"}
    [checkout] = [each for each in data(TEMPLATES["azure"])["steps"] if "checkout" in each]
    assert (checkout["fetchDepth"], checkout["persistCredentials"]) == ("0", "false")
    assert data(TEMPLATES["gitlab"])["samenwerk"]["variables"]["GIT_DEPTH"] == "0"


def test_nothing_of_a_change_is_there_when_the_tool_is_installed_on_github():
    [job] = data(TEMPLATES["github"])["jobs"].values()
    steps = [each.get("run") or each["uses"].partition("@")[0] for each in job["steps"]]
    assert steps.index(f"pip install --quiet samenwerk=={__version__}") < steps.index(
        "actions/checkout"
    )


def scripts(value: Any) -> list[str]:
    """Every line that a platform gives to a shell."""
    if isinstance(value, list):
        return [line for each in value for line in scripts(each)]
    if not isinstance(value, dict):
        return []
    found = [value[key] for key in ("run", "script") if isinstance(value.get(key), str)]
    listed = value.get("script")
    lines = listed if isinstance(listed, list) else []
    return [*found, *lines, *(line for each in value.values() for line in scripts(each))]


@pytest.mark.parametrize("name", [ACTION, *TEMPLATES.values()])
def test_no_script_holds_an_expression_of_the_platform(name):
    found = scripts(data(name))
    assert len(found) >= 2
    for line in found:
        assert "${{" not in line
        assert set(re.findall(r"\$\(([\w.]+)\)", line)) <= {"Agent.TempDirectory"}


@pytest.mark.parametrize("name", [ACTION, TEMPLATES["github"]])
def test_the_check_uses_options_that_exist(name):
    check = scripts(data(name))[-1]
    assert set(re.findall(r"--[a-z-]+", check)) <= options("validate")


@pytest.mark.parametrize("name", TEMPLATES.values())
def test_the_check_installs_this_version_and_does_nothing_but_validate(name):
    install, check = scripts(data(name))
    assert install == f"pip install --quiet samenwerk=={__version__}"
    assert check.split()[:2] == ["samenwerk", "validate"]
    assert check.split()[1] in cli.COMMANDS


def test_the_example_of_code_owners_covers_what_decides_about_the_register():
    covered = [line.split()[0] for line in text("templates/CODEOWNERS").splitlines()[2:]]
    targets = [target for target, _ in WORKFLOWS.values()]
    for path in ("registry/register.yaml", "checklists/why.yaml", "schemas/x.json", *targets):
        assert any(f"/{path}".startswith(each) for each in covered), path
    assert {".gitattributes", "CODEOWNERS"} <= set(covered)


# --- the action, run here ---


@pytest.fixture
def run_action(tmp_path, monkeypatch):
    """Runs the scripts of the action as the platform does; gives what they called."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("pip", "samenwerk"):
        (programs / name).write_text(STUB, encoding="utf-8")
        (programs / name).chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("GITHUB_ACTION_PATH", "/the/action itself")

    def run(**inputs: str) -> list[list[str]]:
        given = {key: each["default"] for key, each in data(ACTION)["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        for step in data(ACTION)["runs"]["steps"]:
            if "run" in step:
                environ = {
                    name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
                    for name, value in step["env"].items()
                }
                _bash(step, environ, tmp_path, work)
        called = (work / "called.jsonl").read_text(encoding="utf-8")
        assert {path.name for path in work.iterdir()} == {"called.jsonl"}
        return [json.loads(line) for line in called.splitlines()]

    return run


def _bash(step: Any, environ: dict[str, str], folder: Path, work: Path) -> None:
    assert step["shell"] == "bash"
    script = folder / "script.sh"
    script.write_text(step["run"], encoding="utf-8")
    names = ("PATH", "GITHUB_ACTION_PATH")
    around = {name: value for name, value in os.environ.items() if name in names}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        env={**around, **environ},
        cwd=work,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (done.stdout, done.stderr) == (b"", b"")


def test_the_action_installs_itself_and_validates(run_action):
    install, check = run_action()
    assert install == ["install", "--quiet", "--", "/the/action itself"]
    assert check == ["validate", "--fail-on=error"]


def test_the_action_passes_on_what_it_is_given(run_action):
    install, check = run_action(version="0.1.0", base="origin/main", fail_on="warning")
    assert install[-1] == "samenwerk==0.1.0"
    assert check == ["validate", "--fail-on=warning", "--base=origin/main"]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", ["version", "base", "fail_on", "register", "language"])
def test_nothing_that_the_action_is_given_is_carried_out(run_action, name, hostile):
    install, check = run_action(**{name: hostile})
    assert install[:3] == ["install", "--quiet", "--"]
    assert install[3:] == [f"samenwerk=={hostile}" if name == "version" else "/the/action itself"]
    expected = {
        "fail_on": [f"--fail-on={hostile}"],
        "base": ["--fail-on=error", f"--base={hostile}"],
    }
    assert check == ["validate", *expected.get(name, ["--fail-on=error"])]
