"""Mutation testing: `python tools/mutate.py AREA [NAME …]`.

Makes one small mistake at a time and runs the tests that come past it, the quickest first. What no
test notices is printed: it needs a test, simpler code, or a reason in `tests/mutants.md` why nobody
can see it. NAME is how the names of mistakes begin, if not all of them: `counting.Counting._found`.

Each mistake is made in memory, in a process of its own that finds all tests ready to run: starting
Python and pytest anew takes a second each time. POSIX only.
"""

import contextlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import coverage
import hypothesis
import pytest
from mistakes import Importer, Mistake, mistakes, path_of, plant

ROOT = Path(__file__).parent.parent
REASONS = ROOT / "tests" / "mutants.md"
MOST = 20.0  # seconds of tests for one mistake; a test that is not run notices nothing
PATIENCE = 1800.0  # seconds by the clock, on a busy machine
MEMORY = 3 << 30
REWRITTEN = "ignore::pytest.PytestAssertRewriteWarning"  # this program imported a plug-in first
RAISED, HUNG = 98, 99  # exit codes

AREAS = {
    "gate": (
        ["gate", "counting", "condition", "weight", "wording", "transition", "partnership",
         "formality", "form", "role", "fact", "digest", "answer", "checklist", "surroundings",
         "rules/in_force", "rules/status", "comparison/activation"],
        ["test_gate", "test_counting", "test_condition", "test_weight", "test_wording", "test_form",
         "test_role", "test_fact", "test_question", "test_digest", "test_in_force", "test_rules",
         "test_front_end", "test_values", "test_law_questions", "test_legal_form",
         "test_comparison", "test_activation", "test_examples", "commands/test_mark"],
    ),
    "escaping": (
        ["escape"],
        ["test_escape", "test_escape_media"],
    ),
    "writer": (
        ["yamledit", "yamlchange", "yamllines", "yamlblock", "placing", "locking"],
        ["test_yamledit", "test_fuzz", "test_notebook", "test_filling", "test_register",
         "writing/test_placing"],
    ),
    "loader": (
        ["yamlfile", "yamlplain", "yamlvalue", "yamlreader", "yamlsyntax", "yamlevents",
         "yamlplaces", "source", "jsonreader"],
        ["test_yamlfile", "test_yamlplain", "test_jsonreader", "test_hostile",
         "test_hostile_values", "test_values", "test_yamledit", "test_examples"],
    ),
}  # fmt: skip


# --- processes ------------------------------------------------------------------------------------


def in_a_child(work: Callable[[], int]) -> int:
    """The exit code of `work` in a process of its own; a negative one if it was killed."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os._exit(work())
        os._exit(RAISED)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return HUNG


def be_limited(seconds: float) -> None:
    """Let a mistake that never ends, or that asks for ever more memory, be noticed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))


def start_pytest(arguments: Sequence[str], *plugins: object) -> int:
    options = ["-x", "-q", "-W", REWRITTEN, "--hypothesis-profile=mutate"]
    options += [part for name in ("cacheprovider", "xdist", "cov") for part in ("-p", f"no:{name}")]
    return int(pytest.main([*options, *arguments], plugins=plugins))


def start_pytest_anew(tests: Sequence[str], *options: str) -> int:
    """With everything of ours imported anew; a test stands for all of its examples."""
    ours = (str(ROOT / "src"), str(ROOT / "tests"))
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(ours):
            del sys.modules[name]
    return start_pytest([*options, *dict.fromkeys(each.partition("[")[0] for each in tests)])


# --- which tests ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Survey:
    """Which tests come past each line of each module, and how many seconds each test computes.

    They compute less when nobody looks over their shoulder.
    """

    tests: dict[str, dict[str, list[str]]]
    seconds: dict[str, float]

    def past(self, mistake: Mistake) -> set[str]:
        """The tests that come past the statement; none if it is only run at import."""
        lines = () if mistake.where.at_import else map(str, mistake.where.lines)
        return {test for line in lines for test in self.tests[mistake.module].get(line, [])}

    def after_import(self, module: str) -> list[str]:
        """For what is only run at import: tests that come past its module, and then all others."""
        past = {test for tests in self.tests[module].values() for test in tests}
        return self.quickest(past) + self.quickest(self.seconds.keys() - past)

    def quickest(self, tests: set[str]) -> list[str]:
        """As many as there is time for, the quickest first."""
        chosen, total = [], 0.0
        for test in sorted(tests, key=lambda test: (self.seconds[test], test)):
            total += self.seconds[test]
            if total < MOST:
                chosen.append(test)
        return chosen


def survey(modules: list[str], items: Sequence[pytest.Item]) -> str:
    """Run all tests without a mistake; the survey as JSON."""
    files = [path_of(each) for each in modules]
    covering = coverage.Coverage(data_file=None, include=files, config_file=False)
    seconds: dict[str, float] = {}
    covering.start()
    for item in items:
        covering.switch_context(item.nodeid)
        before = time.process_time()
        if run([item]):
            give_up(f"It fails without a mistake: {item.nodeid}")
        seconds[item.nodeid] = time.process_time() - before
    covering.stop()
    found = {each: covering.get_data().contexts_by_lineno(path_of(each)) for each in modules}
    return json.dumps([found, seconds])


def run(items: Sequence[pytest.Item]) -> bool:
    """Run some tests until one fails; False if none did."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            return True
    return False


# --- the outcome ----------------------------------------------------------------------------------


class Mutating:
    """A plug-in of pytest: once the tests are collected, makes the mistakes and runs them."""

    def __init__(self, area: str, names: tuple[str, ...]) -> None:
        self._area, self._names = area, names
        self._modules = AREAS[area][0]
        self._unexplained = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {each.nodeid: each for each in session.items}
        self._survey = self._surveyed(session.items)
        for module in self._modules:
            self._try_all(module)
        session.testsfailed = self._unexplained
        return True

    def _surveyed(self, items: Sequence[pytest.Item]) -> Survey:
        with tempfile.NamedTemporaryFile() as made:

            def work() -> int:
                be_limited(PATIENCE)
                Path(made.name).write_text(survey(self._modules, items), encoding="utf-8")
                return 0

            if in_a_child(work):
                give_up("There is no survey.")
            found = Survey(*json.loads(Path(made.name).read_bytes()))
        if missed := [each for each in self._modules if not found.tests[each]]:
            give_up(f"No test comes past {', '.join(missed)}.")
        if in_a_child(lambda: start_pytest_anew([*found.seconds], "--collect-only")):
            give_up("Not every test can be found by its name.")
        return found

    def _try_all(self, module: str) -> None:
        reasons = REASONS.read_text(encoding="utf-8")
        chosen = [each for each in mistakes(module) if each.name.startswith(self._names)]
        noticed = explained = 0
        for mistake in chosen:
            if self._is_noticed(mistake):
                noticed += 1
            elif f"`{mistake.name}`" in reasons:
                explained += 1
            else:
                say(f"not noticed: {mistake.name}")
        say(f"{module}: {len(chosen)} mistakes, {noticed} noticed, {explained} explained")
        self._unexplained += len(chosen) - noticed - explained

    def _is_noticed(self, mistake: Mistake) -> bool:
        """Does a test fail with this mistake? What is left of the import may hide it at first."""
        past = self._survey.past(mistake)
        tests = self._survey.quickest(past) if past else self._survey.after_import(mistake.module)
        seconds = 10 + sum(self._survey.seconds[each] for each in tests)

        def in_place() -> int:
            be_limited(seconds)
            plant(mistake)
            return run([self._items[each] for each in tests])

        def afresh() -> int:
            be_limited(seconds)
            sys.meta_path.insert(0, Importer(mistake))
            return start_pytest_anew(tests)

        if past and in_a_child(in_place) not in {0, RAISED}:
            return True
        return in_a_child(afresh) != 0


def say(text: str) -> None:
    os.write(SCREEN, f"{text}\n".encode())


def give_up(why: str) -> NoReturn:
    say(why)
    pytest.exit(why, returncode=2)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "src"))  # these modules, whatever is installed
    SCREEN = os.dup(1)
    for stream in (0, 1, 2):  # what pytest and the tests say is of no use here
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    hypothesis.settings.register_profile(
        "mutate",
        deadline=None,
        database=None,
        derandomize=True,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    area, *names = sys.argv[1:]
    files = [f"tests/{each}.py" for each in AREAS[area][1]]
    sys.exit(start_pytest(files, Mutating(area, tuple(names) or ("",))))
