"""An editor shows the words of the schemas: by our settings, or by the first line of a file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "tools" / "editor_check.py"
NO_VERDICT = 3
LONGEST = 240  # seconds, the installation of the language server counted in


def test_an_editor_says_what_the_schemas_say() -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM)],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )
    if done.returncode == NO_VERDICT:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_settings_of_vs_code_name_the_schema_of_each_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    found: dict[Path, list[str]] = {}
    for schema, patterns in settings["yaml.schemas"].items():
        for pattern in [patterns] if isinstance(patterns, str) else patterns:
            for path in ROOT.glob(pattern):
                found.setdefault(path, []).append(schema)
    files = {*(ROOT / "registry").rglob("*.yaml"), *(ROOT / "checklists").glob("*.yaml")}
    assert set(found) == files
    for path, schemas in found.items():
        [schema] = schemas
        first_line = path.read_text(encoding="utf-8").split("\n")[0]
        assert first_line.endswith(schema.removeprefix("."))
