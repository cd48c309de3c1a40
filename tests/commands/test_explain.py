"""`samenwerk explain`: what a code means, in both languages, without a register."""

import pytest

from samenwerk.finding import codes

TITLES = {
    "nl": ["Wat het betekent", "Voorbeeld", "Hoe u het herstelt", "Principe"],
    "en": ["What it means", "Example", "How to mend it", "Principle"],
}


@pytest.fixture(autouse=True)
def _without_a_register(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", codes())
def test_every_code_is_explained_in_four_parts(samenwerk, code, language):
    result = samenwerk("explain", code, "--lang", language)
    assert result.exit_code == 0
    assert result.lines[0].startswith(f"{code} (")
    assert [line for line in result.lines if line in TITLES[language]] == TITLES[language]
    for title in TITLES[language]:
        below = result.lines[result.lines.index(title) + 1]
        assert below.startswith("  ")
        assert below.strip()


@pytest.mark.parametrize("width", [0, 40, 80])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_a_code_it_lists_all_of_them(samenwerk, language, width):
    result = samenwerk("explain", "--lang", language, width=width)
    starts = [line.split()[0] for line in result.lines if not line.startswith(" ")]
    assert result.exit_code == 0
    assert starts == codes()
    assert not width or max(map(len, result.lines)) <= width


def test_in_a_pipe_the_list_has_tabs_and_one_sentence_a_line(samenwerk):
    for line in samenwerk("explain").lines:
        code, sentence = line.split("\t")
        assert code in codes()
        assert sentence.endswith(".")


@pytest.mark.parametrize("wrong", ["missing-kye", "Missing-Key", "missing_key", "missing key"])
def test_an_unknown_code_gets_the_nearest(samenwerk, wrong):
    result = samenwerk("explain", wrong)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Bedoelt u missing-key?" in result.stderr


@pytest.mark.parametrize("wrong", ["qqq", "../register", "../cli"])
def test_a_code_like_no_other_gets_the_way_to_the_list(samenwerk, wrong):
    result = samenwerk("explain", wrong)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "Zie alle codes met: samenwerk explain"
