"""The system refuses: exit 3 with the file, nothing lost, and nothing half.

A sample; `make crash` refuses at each call of each story, once and from then on.
"""

import errno
import random
import re
from pathlib import Path

import pytest

from conftest import Copy
from crashing import STORIES, Interview, check_refused, check_too_large, clean, needs_strace

ERRORS = {
    "ENOSPC": "de schijf is vol",
    "EIO": "de schijf of het netwerk hapert",
    "EROFS": "hier kan niet worden geschreven",
    "EACCES": "u hebt geen toestemming",
}
POINTS = 3  # of a story


@needs_strace
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_refused_while_saving_one_file(call: str, error: str, tmp_path: Path) -> None:
    ended = check_refused(STORIES["edit"], tmp_path, f"{call}:error={error}:when=1")
    assert ended.code == 3
    assert f"registry/loket/partnership.yaml kon niet worden opgeslagen: {ERRORS[error]}" in (
        ended.said
    )
    assert "Het bestand is zoals het was." in ended.said


@needs_strace
@pytest.mark.parametrize("name", STORIES)
def test_refused_at_a_call_of_the_system(name: str, tmp_path: Path) -> None:
    story = STORIES[name]
    points = [each for each in clean(story, tmp_path).points(30) if each[0] != "flock"]
    chosen = random.Random(name)
    for call, number in chosen.sample(points, POINTS):
        error, go_on = chosen.choice([*ERRORS]), chosen.choice(["", "+"])
        check_refused(story, tmp_path, f"{call}:error={error}:when={number}{go_on}")


@needs_strace
def test_what_cannot_be_put_back_is_named(tmp_path: Path) -> None:
    ended = check_refused(STORIES["paper"], tmp_path, "rename:error=EROFS:when=2+")
    assert ended.code == 3
    assert "registry/loket/checks/why.yaml" in ended.said
    assert "Deze bestanden zijn wel bewaard: registry/loket/partnership.yaml." in ended.said


@needs_strace
def test_what_is_in_a_folder_that_cannot_be_flushed_is_put_back_or_named(tmp_path: Path) -> None:
    story = STORIES["edit"]
    ended = check_refused(story, tmp_path, "fsync:error=EIO:when=2")
    assert ended.code == 3
    assert "Het bestand is zoals het was." in ended.said
    ended = check_refused(story, tmp_path, "fsync:error=EIO:when=2+")
    assert ended.code == 3
    assert "Deze bestanden zijn wel bewaard: registry/loket/partnership.yaml." in ended.said
    ended = check_refused(story, tmp_path, "fsync:error=EINVAL:when=2")
    assert ended.code == 0


@needs_strace
def test_the_answer_in_hand_is_told_and_the_others_are_saved(tmp_path: Path) -> None:
    story = STORIES["answers"]
    assert isinstance(story, Interview)
    last = clean(story, tmp_path).calls["write"]
    ended = check_refused(story, tmp_path, f"write:error=ENOSPC:when={last - 1}")
    assert ended.code == 3
    said = " ".join(ended.said.split())
    assert re.search(r"Deze keer zijn \d+ antwoorden bewaard. Fout: registry/loket/", said)
    assert re.search(r"de schijf is vol. .* Uw antwoord was: .*De raad vroeg hierom in punt", said)


@pytest.mark.parametrize(
    "command",
    [
        ("check", "loket"),
        ("edit", "loket"),
        ("mark", "loket", "declined"),
        ("new",),
        ("import", "list.csv"),
        ("init", "elsewhere"),
    ],
    ids=" ".join,
)
def test_where_nothing_can_be_saved_no_question_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    def touch(_path: Path, **_how: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    story = Interview("", command, {"list.csv": "Samenwerking;Vorm\nNoord;GR\n"})
    copy = story.prepare(tmp_path / "register")
    if command[0] == "init":
        copy = Copy(tmp_path)
    monkeypatch.setattr(Path, "touch", touch)
    asked: list[object] = []
    code, said = story.answered(copy, asked.append)
    assert (code, asked) == (3, [])
    assert "worden opgeslagen: hier kan niet worden geschreven" in said


@pytest.mark.parametrize("name", ["edit", "paper", "new"])
def test_too_large_at_every_97th_byte(name: str, tmp_path: Path) -> None:
    assert check_too_large(STORIES[name], tmp_path, range(0, 800, 97)) >= 4
