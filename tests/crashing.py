"""Commands in a process of their own that is killed, or refused by the system, at a chosen call.

The process is a fork of this one, so that it starts within a millisecond. `strace` counts its
system calls from then on, and kills or refuses at one of them.
"""

import contextlib
import io
import mmap
import os
import re
import resource
import shutil
import signal
import subprocess
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from conftest import TODAY, Copy, Screen
from frontend import BY, Adviser, Asked, own_register
from samenwerk import cli, placing, yamledit
from samenwerk.interview import memory, start
from samenwerk.prompt import Ask
from samenwerk.terminal import Terminal

# What writing consists of; names that a system does not have are left out by the `?`.
CALLS = (
    "openat", "write", "fsync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
    "mkdir", "mkdirat", "chmod", "fchmodat", "close", "flock",
)  # fmt: skip
PATIENCE = 60.0  # seconds for one run, on a machine that is busy
KILLED = -signal.SIGKILL
FELL = 70  # an exception came out of the work itself
_ROOM = 1 << 16


@dataclass(frozen=True)
class Ended:
    """How a process ended: its exit code (or less than 0: the signal), what it said and asked."""

    code: int
    said: str
    asked: int = 0
    calls: Counter[str] | None = None


class Notes:
    """What a child leaves behind for its parent, without any system call."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _ROOM)

    def tell(self, code: int, said: str) -> None:
        made = f"{code} {said}".encode()[: _ROOM - 8]
        self._memory[8 : 8 + len(made)] = made

    def count(self) -> None:
        self._memory[:4] = (self.counted + 1).to_bytes(4, "big")

    @property
    def counted(self) -> int:
        return int.from_bytes(self._memory[:4], "big")

    @property
    def told(self) -> tuple[int, str]:
        code, _, said = self._memory[8:].rstrip(b"\0").decode("utf-8", "replace").partition(" ")
        return int(code or KILLED), said


def fork(work: Callable[[Notes], tuple[int, str]], notes: Notes, *, waiting: bool = False) -> int:
    """The process id of a child that does this work; `waiting`: when it is told to go on."""
    child = os.fork()
    if child:
        return child
    try:
        if waiting:
            os.kill(os.getpid(), signal.SIGSTOP)
        notes.tell(*work(notes))
    except BaseException as error:  # noqa: BLE001  # the parent must hear of it
        notes.tell(FELL, repr(error))
    finally:
        os._exit(0)


def in_a_child(
    work: Callable[[Notes], tuple[int, str]], *, inject: str = "", after: float | None = None
) -> Ended:
    """Do the work: with a fault that `strace` injects, or killed after so many seconds."""
    notes = Notes()
    if after is not None:
        child = fork(work, notes)
        if not ends(child, after):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        return Ended(notes.told[0], notes.told[1], notes.counted)
    child = fork(work, notes, waiting=True)
    os.waitpid(child, os.WUNTRACED)
    traced = ",".join(f"?{each}" for each in CALLS)
    options = ["-e", f"inject={inject}"] if inject else []
    strace = subprocess.Popen(
        ["strace", "-qq", "-e", f"trace={traced}", *options, "-p", str(child)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    _until_traced(child)
    os.kill(child, signal.SIGCONT)
    try:
        _, lines = strace.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.kill(child, signal.SIGKILL)
        _, lines = strace.communicate()
    os.waitpid(child, 0)
    calls = Counter(re.findall(r"^([a-z0-9]+)\(", lines.decode("utf-8", "replace"), re.MULTILINE))
    return Ended(notes.told[0], notes.told[1], notes.counted, calls)


def _until_traced(child: int) -> None:
    end = time.monotonic() + PATIENCE
    while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text(encoding="utf-8"):
        assert time.monotonic() < end, "strace did not come"
        time.sleep(0.002)


def ends(child: int, seconds: float) -> bool:
    """Is it gone by then? Looked at often: what is a moment for a person is long for a disk."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(min(0.001, max(end - time.monotonic(), 0)))
    return False


@cache
def _can_trace() -> bool:
    if not shutil.which("strace"):
        return False
    return (
        subprocess.run(["strace", "-qq", "true"], capture_output=True, check=False).returncode == 0
    )


needs_strace = pytest.mark.skipif(not _can_trace(), reason="needs strace, and the right to trace")


# --- the stories ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Story:
    """A command that writes: what must be there first, the command, and what is in its files."""

    name: str
    command: tuple[str, ...]
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    is_in_register: bool = True

    def prepare(self, root: Path) -> Copy:
        copy = own_register(root) if self.is_in_register else Copy(root)
        for name, content in self.files.items():
            copy.write(name, content)
        return copy

    def tell(self, copy: Copy, _notes: Notes | None = None) -> tuple[int, str]:
        """Give the command in this process, on a fixed day."""
        return run(copy, *self.command)


class Steady(Adviser):
    """Gives the same answer to the same question, also if it is asked again."""

    def number(self, asked: Asked) -> int:
        return zlib.crc32(asked.ask.question.encode()) % 1000


def once(before: Callable[[Asked], None]) -> Callable[[Asked], None]:
    """Not for a question that is asked again, because something went wrong with the answer."""
    last: list[Ask] = []

    def first(asked: Asked) -> None:
        if last != [asked.ask]:
            last[:] = [asked.ask]
            before(asked)

    return first


class Interview(Story):
    """Somebody who answers every question that is asked."""

    def tell(self, copy: Copy, notes: Notes | None = None) -> tuple[int, str]:
        return self.answered(copy, lambda _asked: notes.count() if notes else None)

    def answered(self, copy: Copy, before: Callable[[Asked], None]) -> tuple[int, str]:
        prompter = Steady(before=once(before))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("samenwerk.interview.start.prompter", lambda *_, **__: prompter)
            patch.setattr("samenwerk.interview.start._stdin_is_terminal", lambda: True)
            return run(copy, *self.command, out=Screen())


def run(copy: Copy, *arguments: str, out: io.StringIO | None = None) -> tuple[int, str]:
    """The exit code of a command, and all that it said."""
    start.voice.cache_clear()
    out, err = out or io.StringIO(), io.StringIO()
    with contextlib.chdir(copy.root), pytest.MonkeyPatch.context() as patch:
        patch.setattr("samenwerk.clock.today", lambda: TODAY)
        code = cli.run(arguments, Terminal(out, err))
    return code, out.getvalue() + err.getvalue()


_NOTE = "Besproken met de wethouder op 3 november."
_INTAKE = {
    "facts": {
        "name": "Warmteloket",
        "kind": "public-public",
        "purpose": "Inwoners krijgen advies over warmtepompen.",
        "partners": [{"organisations": ["warmtebedrijf"]}, {"organisations": ["bewonersclub"]}],
        "dates": {"start": "2027-03-01"},
        "people": {"official": "beleidsadviseur energie"},
    },
    "organisations": {
        "warmtebedrijf": {"name": "Warmtebedrijf", "kind": "company"},
        "bewonersclub": {"name": "Bewonersclub", "kind": "association"},
    },
}
_PAPER = {
    "facts": {"purpose": "Advies over energie, op één plek.", "out_of_scope": "Subsidies."},
    "answers": {
        "why": {"still-free": {"verdict": "met", "note": _NOTE}},
        "values": {"discussed": {"verdict": "met", "note": f"{_NOTE} Zie het verslag."}},
    },
}
_LIST = "Naam;Rechtsvorm;Openbaar belang;Bijdrage 2025 (x € 1.000)\n" + "".join(
    f"Verband {name};GR;Werk voor iedereen in {name};{number}.267\n"
    for number, name in enumerate(("Noord", "Oost", "Zuid", "West", "Midden"), 1)
)
_DECISION = (
    "--body", "college", "--date", "2026-11-20", "--reference", "Z/26/0412",
    "--reason", "Het regionale loket doet dit al.",
)  # fmt: skip

_FOUNDER = ("--name", "Gemeente Oudstad", "--authority", "municipality", "--ci", "github")

STORIES = {
    each.name: each
    for each in (
        Interview("answers", ("check", "loket", "why", "--by", BY)),
        Interview("intake", ("new",)),
        Story(
            "paper",
            ("check", "loket", "--from", "paper.yaml", "--by", BY, "--replace"),
            {"paper.yaml": yamledit.dump(_PAPER)},
        ),
        Story(
            "edit",
            ("edit", "loket", "--from", "facts.yaml"),
            {"facts.yaml": "facts:\n  out_of_scope: Subsidies.\n  dates: {end: 2027-12-31}\n"},
        ),
        Story(
            "mark",
            ("mark", "loket", "declined", *_DECISION, "--reason", "Het loket is er.", "--yes"),
        ),
        Story("new", ("new", "--from", "intake.yaml"), {"intake.yaml": yamledit.dump(_INTAKE)}),
        Story("import", ("import", "list.csv"), {"list.csv": _LIST}),
        Story("init", ("init", ".", *_FOUNDER), {"README.txt": "x"}, is_in_register=False),
        Story("init-deep", ("init", "a/b", *_FOUNDER), {"README.txt": "x"}, is_in_register=False),
        Story(
            "export",
            ("export", "--as", "overview", "-o", "all.md"),
            {"all.md": "Van vorig jaar.\n"},
        ),
    )
}


# --- what must be true afterwards -----------------------------------------------------------------

State = dict[str, bytes]


def state(copy: Copy) -> State:
    """Every file, but of what is remembered from run to run only the draft."""
    found = {
        path.relative_to(copy.root).as_posix(): path.read_bytes()
        for path in sorted(copy.root.rglob("*"))
        if path.is_file()
    }
    kept = (path for path in found if ".tmp" not in path)
    return {path: found[path] for path in kept if memory.FOLDER not in path or path == memory.DRAFT}


def left_over(copy: Copy) -> list[str]:
    return sorted(path.name for path in copy.root.rglob("*.tmp"))


def each_is_old_or_new(now: State, old: State, new: State) -> bool:
    return old.keys() & new.keys() <= now.keys() <= old.keys() | new.keys() and all(
        content in (old.get(path), new.get(path)) for path, content in now.items()
    )


@dataclass(frozen=True)
class Clean:
    """A story without a crash. `states`: what was on disk at each question, and at the end."""

    states: tuple[State, ...]
    calls: Counter[str]
    seconds: float

    @property
    def old(self) -> State:
        return self.states[0]

    @property
    def new(self) -> State:
        return self.states[-1]

    def is_possible(self, now: State, asked: int) -> bool:
        """At most the answer in hand is lost; at the end a draft may outlive what came of it."""
        if len(self.states) == 2:  # nothing was asked
            return each_is_old_or_new(now, self.old, self.new)
        ends = [self.new, {**self.states[-2], **self.new}] if asked == len(self.states) - 1 else []
        return now in [*self.states[max(asked - 1, 0) : asked + 1], *ends]

    def points(self, most: int) -> list[tuple[str, int]]:
        """Each kind of call, and its last so many occurrences, counted from 1."""
        return [
            (call, number)
            for call, count in sorted(self.calls.items())
            for number in range(max(1, count - most + 1), count + 1)
        ]


@cache
def clean(story: Story, root: Path) -> Clean:
    """How it goes when nothing goes wrong."""
    copy = story.prepare(root / "clean")
    states = [state(copy)]
    if isinstance(story, Interview):
        states.clear()
        code, said = story.answered(copy, lambda _asked: states.append(state(copy)))
    else:
        code, said = story.tell(copy)
    assert code == 0, said
    states.append(state(copy))
    counted = story.prepare(root / "counted")
    began = time.monotonic()
    ended = in_a_child(lambda notes: story.tell(counted, notes))
    assert (ended.code, state(counted)) == (0, states[-1]), ended
    assert ended.calls is not None
    return Clean(tuple(states), ended.calls, time.monotonic() - began)


def check_killed(
    story: Story, root: Path, *, inject: str = "", after: float | None = None
) -> Ended:
    """Kill it there; then everything is old or new, `validate` works, and so does the next run."""
    whole = clean(story, root)
    copy = story.prepare(root / f"{inject or after}".replace(":", "-"))
    ended = in_a_child(lambda notes: story.tell(copy, notes), inject=inject, after=after)
    now = state(copy)
    about = (story.name, inject, after, ended, left_over(copy))
    assert whole.is_possible(now, ended.asked), about
    check_valid(copy, about)
    if now != whole.new or isinstance(story, Interview):
        code, said = story.tell(copy)
        assert code == 0, (*about, said)
        assert isinstance(story, Interview) or state(copy) == whole.new, about
        assert left_over(copy) == [], about
    shutil.rmtree(copy.root)
    return ended


def check_valid(copy: Copy, about: object) -> None:
    """`validate` finds nothing; where no register was made yet, that is what it says."""
    for root in (copy.root, copy.path("a/b")):
        if (root / "registry" / "register.yaml").exists():
            code, said = run(Copy(root), "validate")
            assert code == 0, (about, said)


def check_refused(story: Story, root: Path, inject: str) -> Ended:
    """Let the system refuse there; then nothing is lost or half, and it is said (exit 3)."""
    whole = clean(story, root)
    copy = story.prepare(root / inject.replace(":", "-"))
    ended = in_a_child(lambda notes: story.tell(copy, notes), inject=inject)
    now = state(copy)
    about = (story.name, inject, ended, left_over(copy))
    assert ended.code in {0, 1, 2, 3}, about
    assert whole.is_possible(now, ended.asked), about
    assert now in whole.states or re.search(r"(bewaard|Opgeslagen):\s", ended.said), about
    if ended.code == 0:
        assert now == whole.new, about
    check_valid(copy, about)
    if now != whole.new:
        code, said = story.tell(copy)
        assert code == 0, (*about, said)
    with placing.alone(copy.root, list(copy.root.rglob("*"))):  # the next who writes anything there
        assert left_over(copy) == [], about
    shutil.rmtree(copy.root)
    return ended


def _names_a_file(said: str, whole: Clean) -> bool:
    """Of what belongs to the story, or of what is remembered beside it."""
    named = re.search(r"^Fout: (\S+) kon niet worden opgeslagen", said, re.MULTILINE)
    return bool(named) and (
        memory.FOLDER in named[1] or any(each.endswith(named[1]) for each in whole.new)
    )


def check_too_large(story: Story, root: Path, sizes: Iterable[int]) -> int:
    """No file may become larger than each of these sizes; how often that stopped the story."""
    whole = clean(story, root)
    stopped = 0
    for size in sizes:
        copy = story.prepare(root / f"size-{size}")

        def work(notes: Notes, copy: Copy = copy, size: int = size) -> tuple[int, str]:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            return story.tell(copy, notes)

        ended = in_a_child(work, after=PATIENCE)
        now = state(copy)
        about = (story.name, size, ended, left_over(copy))
        assert now == whole.new if ended.code == 0 else now in whole.states, about
        assert whole.is_possible(now, ended.asked), about
        assert ended.code == 0 or (ended.code == 3 and _names_a_file(ended.said, whole)), about
        assert left_over(copy) == [], about
        stopped += ended.code == 3
    return stopped
