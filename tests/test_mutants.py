"""What is said of the mistakes that `make mutants` makes is about code that is still there."""

import re
from pathlib import Path

import pytest

from conftest import ROOT

REASONS = (ROOT / "tests" / "mutants.md").read_text(encoding="utf-8")


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))


@pytest.mark.usefixtures("tools")
def test_each_mistake_that_is_explained_can_still_be_made() -> None:
    from mistakes import mistakes

    explained = re.findall(r"^- `(.+)`$", REASONS, re.MULTILINE)
    modules = {name.partition(":")[0].split(".")[0] for name in explained}
    assert set(explained) <= {each.name for module in modules for each in mistakes(module)}


@pytest.mark.usefixtures("tools")
def test_each_area_names_modules_and_tests_that_are_there() -> None:
    pytest.importorskip("resource", reason="POSIX only")
    import mutate
    from mistakes import path_of

    for modules, tests in mutate.AREAS.values():
        assert all(Path(path_of(each)).is_file() for each in modules)
        assert all((ROOT / "tests" / f"{each}.py").is_file() for each in tests)
