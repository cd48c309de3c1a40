"""The wheel, as users get it: everything that the program needs is in it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT
from samenwerk import __version__


def run(*command, **options):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    environ.pop("PYTHONPATH", None)
    options |= {"capture_output": True, "encoding": "utf-8", "timeout": 600, "env": environ}
    return subprocess.run(command, check=False, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built once, without a network, by the build backend that is installed here."""
    folder = tmp_path_factory.mktemp("dist")
    result = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder), str(ROOT)
    )
    assert result.returncode == 0, result.stdout + result.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    """The program in a fresh environment outside the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    assert run(sys.executable, "-m", "venv", str(folder)).returncode == 0
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    result = run(str(scripts / "python"), "-m", "pip", "install", "--quiet", str(wheel))
    assert result.returncode == 0, result.stderr
    return scripts / "samenwerk"


@pytest.fixture
def copy(tmp_path):
    """A copy of the register without the checkout around it."""
    shutil.copytree(ROOT / "registry", tmp_path / "registry")
    return tmp_path


def test_the_wheel_holds_all_data_and_no_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (("schemas", "*.json"), ("checklists", "*.yaml"), ("templates", "*")):
        for path in (ROOT / folder).glob(pattern):
            assert f"samenwerk/{folder}/{path.name}" in names
    for path in (ROOT / "src").rglob("*"):
        is_data = path.is_file() and path.parts[-2] in {"starter", "vscode"}
        if is_data or path.suffix in {".py", ".yaml", ".mo", ".po", ".j2", ".css"}:
            assert path.relative_to(ROOT / "src").as_posix() in names
    assert not any(name.startswith(("tests/", "registry/", "tools/")) for name in names)


def test_the_licence_is_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert any(Path(name).name == "LICENSE" for name in names)


def test_the_installed_program_tells_its_version_and_its_help(program, tmp_path):
    version = run(str(program), "--version", cwd=tmp_path)
    assert (version.returncode, version.stdout) == (0, f"samenwerk {__version__}\n")
    assert run(str(program), "--help", cwd=tmp_path).stdout.startswith("Gebruik: samenwerk")
    assert run(str(program), "--help", "--lang=en", cwd=tmp_path).stdout.startswith(
        "Usage: samenwerk"
    )


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        (
            "nl",
            "11 samenwerkingen gecontroleerd, niet vergeleken met een eerdere versie: 0 fouten, ",
        ),
        ("en", "11 partnerships checked, not compared with an earlier version: 0 errors, "),
    ],
)
def test_the_installed_program_checks_a_register_in_both_languages(
    program, copy, language, counted
):
    result = run(str(program), "validate", "--lang", language, cwd=copy)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1].startswith(counted)


def test_the_installed_program_explains_lists_shows_and_exports(program, copy):
    for command in ("explain", "list", "show energieloket-lageland", "export --as json"):
        result = run(str(program), *command.split(), cwd=copy)
        assert result.returncode == 0, result.stderr
        assert result.stdout


def test_the_installed_program_begins_a_register(program, tmp_path):
    options = ["--name", "Gemeente Oudstad", "--authority", "municipality", "--ci", "gitlab"]
    made = run(str(program), "init", "register", *options, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "register" / ".gitlab-ci.yml").is_file()
    assert run(str(program), "validate", cwd=tmp_path / "register").returncode == 0


def test_the_installed_program_reads_nothing_of_the_checkout(program, copy):
    (copy / "schemas").mkdir()
    (copy / "schemas" / "partnership.schema.json").write_text("{}", encoding="utf-8")
    result = run(str(program), "validate", "--lang", "en", cwd=copy)
    assert str(ROOT) not in result.stdout + result.stderr
    assert result.returncode in {0, 1}
