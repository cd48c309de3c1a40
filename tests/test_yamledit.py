"""Files are changed by their lines: what was asked changes, and not one byte beside it."""

import difflib
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwerk.yamledit import EditError, append_item, dump, replace_item, set_value
from samenwerk.yamlfile import YamlError, load

RECORD = """\
# yaml-language-server: $schema=../../schemas/partnership.schema.json
schema: 1
name: Energieloket  # de naam
themes: [energy]   # een thema
profile: {powers: none, yearly_cost: 45000}  # euro

dates:
  start: 2026-01-01   # besluit
  # einde volgt

  end: 2027-01-01

# over de partners
partners:
  - organisations: [a, b]
    note: |
      Eerste regel
        tweede

    # achter de tekst
  -   organisations:
        - c
      lead: false
# slot
links: {}
own:
"""
ORDER = {
    (): ["schema", "name", "former_names", "status", "themes", "duty", "profile", "dates",
    "documents", "partners"],
    ("dates",): ["start", "end", "no_end_because"],
    ("partners", 0): ["organisations", "lead", "note"],
    ("profile",): ["powers", "personal_data", "yearly_cost"],
}  # fmt: skip


def order(path):
    return ORDER.get(path, ())


def changed(before: str, after: bytes) -> str:
    """The lines that left and came, as `-` and `+` lines."""
    lines = difflib.ndiff(before.splitlines(), after.decode("utf-8-sig").splitlines())
    return "\n".join(line for line in lines if line[0] in "+-")


def edited(path, value, text: str = RECORD) -> str:
    return changed(text, set_value(text.encode(), path, value, order=order))


def test_a_new_scalar_keeps_its_comment():
    assert edited(("name",), "Loket") == (
        "- name: Energieloket  # de naam\n+ name: Loket  # de naam"
    )
    assert edited(("dates", "start"), "2026-02-01") == (
        "-   start: 2026-01-01   # besluit\n+   start: 2026-02-01   # besluit"
    )


def test_a_scalar_between_braces_stays_there():
    assert edited(("profile", "yearly_cost"), 5) == (
        "- profile: {powers: none, yearly_cost: 45000}  # euro\n"
        "+ profile: {powers: none, yearly_cost: 5}  # euro"
    )
    assert '{powers: "a, b", ' in edited(("profile", "powers"), "a, b")


def test_what_is_put_between_brackets_moves_them_to_lines_of_their_own():
    assert changed(RECORD, append_item(RECORD.encode(), ("themes",), "water")) == (
        "- themes: [energy]   # een thema\n+ themes:  # een thema\n+   - energy\n+   - water"
    )
    assert edited(("profile", "personal_data"), "none") == (
        "- profile: {powers: none, yearly_cost: 45000}  # euro\n"
        "+ profile:  # euro\n+   powers: none\n+   personal_data: none\n+   yearly_cost: 45000"
    )


def test_a_long_text_between_braces_moves_them_too():
    assert edited(("profile", "powers"), "a\nb") == (
        "- profile: {powers: none, yearly_cost: 45000}  # euro\n"
        "+ profile:  # euro\n+   powers: |-\n+     a\n+     b\n+   yearly_cost: 45000"
    )


def test_an_empty_value_between_braces_moves_them_too():
    assert edited(("a", "b"), 1, "a: {b, c: d}\n") == "- a: {b, c: d}\n+ a:\n+   b: 1\n+   c: d"
    assert edited(("a", 0, "b"), 1, "a: [{}]\n") == "- a: [{}]\n+ a:\n+   - b: 1"


def test_comments_between_brackets_are_kept():
    text = "a: [x, # een\n  w # twee\n  ]  # drie\nb: 1\n"
    assert append_item(text.encode(), ("a",), "z") == (
        b"a:  # een\n  # twee\n  # drie\n  - x\n  - w\n  - z\nb: 1\n"
    )
    text = "a: [{b: c}, # een\n  'w # z']\n"
    assert append_item(text.encode(), ("a", 0, "d"), 1) == (
        b'a:  # een\n  - b: c\n    d:\n      - 1\n  - "w # z"\n'
    )


def test_a_new_key_comes_in_schema_order_before_the_comments_of_the_next():
    assert edited(("dates", "no_end_because"), "vast") == "+   no_end_because: vast"
    assert edited(("documents",), [{"id": "doc-1"}]) == "+ documents:\n+   - id: doc-1"
    text = set_value(RECORD.encode(), ("documents",), ["x"], order=order).decode()
    assert "end: 2027-01-01\ndocuments:\n  - x\n\n# over de partners\npartners:" in text
    text = set_value(RECORD.encode(), ("status",), "active", order=order).decode()
    assert "# de naam\nstatus: active\nthemes:" in text


def test_a_comment_further_in_belongs_to_the_key_above_it():
    text = "a:\n  b: 1\n\n  # c: 2\n# over d\nd: 3\n"
    new = set_value(text.encode(), ("b",), 1, order=lambda _: ["a", "b", "d"])
    assert new == b"a:\n  b: 1\n\n  # c: 2\nb: 1\n# over d\nd: 3\n"


def test_a_key_without_a_place_in_the_order_comes_last():
    assert set_value(RECORD.encode(), ("zzz",), 1, order=order).endswith(b"own:\nzzz: 1\n")
    assert set_value(RECORD.encode(), ("zzz",), 1).endswith(b"own:\nzzz: 1\n")


def test_a_key_before_all_others_comes_below_the_comments_of_the_file():
    names = ["first", "name"]
    text = b"# modeline\nname: x\n"
    assert (
        set_value(text, ("first",), 1, order=lambda _: names) == b"# modeline\nfirst: 1\nname: x\n"
    )
    text = b"a:\n  # over name\n  # nog meer\n  name: x\n"
    new = set_value(text, ("a", "first"), {"b": 1}, order=lambda _: names)
    assert new == b"a:\n  first:\n    b: 1\n  # over name\n  # nog meer\n  name: x\n"
    text = b"- name: x\n"
    new = set_value(text, (0, "first"), ["w"], order=lambda _: names)
    assert new == b"- first:\n    - w\n  name: x\n"


def test_missing_parents_are_made():
    assert edited(("duty", "extent"), "none") == "+ duty:\n+   extent: none"
    assert edited(("links", "part_of", "x"), [1]) == (
        "- links: {}\n+ links:\n+   part_of:\n+     x:\n+       - 1"
    )
    assert edited(("own", "gets"), "rust") == "+   gets: rust"
    assert (
        edited(("partners", 1, "interest", "text"), "x") == "+       interest:\n+         text: x"
    )


def test_an_item_is_added_behind_the_last():
    item = {"organisations": ["d"], "note": "01234567"}
    new = append_item(RECORD.encode(), ("partners",), item)
    assert changed(RECORD, new) == ('+   - organisations:\n+       - d\n+     note: "01234567"')
    assert b"lead: false\n  - organisations" in new


def test_a_list_that_is_missing_or_empty_gets_its_first_item():
    for text in ("a: 1\n", "a: 1\nb:\n", "a: 1\nb: []\n", "a: 1\nb: null\n"):
        assert append_item(text.encode(), ("b",), "x") == b"a: 1\nb:\n  - x\n"


def test_replacing_an_item_changes_only_what_differs():
    item = {"organisations": ["c"], "lead": True}
    new = replace_item(RECORD.encode(), ("partners", 1), item)
    assert changed(RECORD, new) == "-       lead: false\n+       lead: true"
    item = {"organisations": ["a", "b"], "lead": True}
    new = replace_item(RECORD.encode(), ("partners", 0), item, order=order)
    assert b"  - organisations: [a, b]\n    lead: true\n\n    # achter de tekst\n" in new


def test_items_are_inserted_and_removed_where_they_differ():
    text = "a:\n- x # een\n# over w\n- w\n- z\n"
    assert set_value(text.encode(), ("a",), ["x", "v", "w", "z"]) == (
        b"a:\n- x # een\n- v\n# over w\n- w\n- z\n"
    )
    assert set_value(text.encode(), ("a",), ["v", "x", "w", "z"]) == (
        b"a:\n- v\n- x # een\n# over w\n- w\n- z\n"
    )
    assert set_value(text.encode(), ("a",), ["x", "z"]) == b"a:\n- x # een\n# over w\n- z\n"
    assert set_value(text.encode(), ("a",), ["z"]) == b"a:\n# over w\n- z\n"
    assert set_value(text.encode(), ("a",), ["x", "w"]) == b"a:\n- x # een\n# over w\n- w\n"


def test_the_first_key_behind_a_dash_can_go():
    text = "- a: 1  # weg\n  # over b\n  b: 2\n"
    assert set_value(text.encode(), (0,), {"b": 2}) == b"- # over b\n  b: 2\n"


LONG = "Een lange zin. " * 9 + "Punt."


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("m:\n a: 1\nt: x\n # c\n", ("t",), f"m:\n a: 1\nt: {LONG}\n # c\n"),
        ("m:\n  t: x\n   # c\n", ("m", "t"), f"m:\n  t: {LONG}\n   # c\n"),
        ("m:\n  t: x\n # c\n", ("m", "t"), f"m:\n  t: |-\n    {LONG}\n # c\n"),
        ("{}\n  # c\n", ("t",), f"t: {LONG}\n  # c\n"),
    ],
)
def test_a_long_text_takes_no_comment_below_it_for_a_part_of_it(before, path, after):
    assert set_value(before.encode(), path, LONG).decode() == after


def test_what_is_left_when_the_first_key_goes_stays_as_it_is():
    assert set_value(b"\na: 1\nb: 2\n", (), {"b": 2}) == b"\nb: 2\n"
    assert set_value(b"- a: 1\n  X: 2\n", (0,), {"X": 2}) == b"- X: 2\n"


def test_a_new_first_key_comes_below_all_comments_at_the_top():
    text = b"# een\n# twee\nb: 1\n"
    new = set_value(text, ("a",), 2, order=lambda _: ["a", "b"])
    assert new == b"# een\n# twee\na: 2\nb: 1\n"


def test_a_new_key_comes_below_a_comment_that_stands_one_space_further_in():
    text = b"m:\n  a: 1\n   # bij a\nn: 2\n"
    assert set_value(text, ("m", "b"), 3) == b"m:\n  a: 1\n   # bij a\n  b: 3\nn: 2\n"


def test_a_new_key_without_any_order_comes_last():
    assert set_value(b"m:\n  b: 1\n", ("m",), {"a": 2, "b": 1}) == b"m:\n  b: 1\n  a: 2\n"


def test_the_last_line_without_line_break_stays_so():
    assert set_value(b"a: 1\nb: 2", ("c",), 3) == b"a: 1\nb: 2\nc: 3"
    assert set_value(b"a: 1\r\nb: 2", (), {"a": 1}) == b"a: 1"
    assert set_value(b"a: |\n  x", ("b",), 3) == b"a: |\n  x\nb: 3"
    assert set_value(b"a: |+\n  x", ("b",), 3) == b"a: |+\n  x\nb: 3"


def test_blank_lines_that_are_text_are_not_split():
    assert set_value(b"a: |+\n  x\n\n\nb: 1\n", ("aa",), 2, order=lambda _: ["a", "aa"]) == (
        b"a: |+\n  x\n\n\naa: 2\nb: 1\n"
    )
    assert set_value(b"a: |\n  x\n     \nb: 1\n", ("aa",), 2, order=lambda _: ["a", "aa"]) == (
        b"a: |\n  x\n     \naa: 2\nb: 1\n"
    )
    assert set_value(b"a: |\r\n  x\r\n\r\nb: 1\r\n", ("a",), "w") == b"a: w\r\n\r\nb: 1\r\n"
    assert set_value(b"a: |+\r\n  x\r\nb: 1\r\n", ("a",), "w") == b"a: w\r\nb: 1\r\n"


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("a: x  # c", "p\nq\n", "a: |  # c\n  p\n  q"),
        ("a: |-  # c\n  x\n  w", "z", "a: z  # c"),
        ("a: |-  # c\n  x\n  w", "p\nq", "a: |-  # c\n  p\n  q"),
        ("a: >\n  x\n  w", "p\nq", "a: |-\n  p\n  q"),
        ("a:  # c\n  x", "w", "a:  # c\n  w"),
        ("a: 'x'", "it's", "a: it's"),
        ("a: x\n  y  # c", "z", "a: z  # c"),
        ("a:  # c\n  b: 1  # d", "x", "a: x  # c\n# d"),
        ("a:  # c\n  b: 1  # d\n  e: 2  # f", "p\nq", "a: |-  # c\n  p\n  q\n# d\n# f"),
        ("a:\n  b: 1", [1], "a:\n  - 1"),
        ("a:\n  - 1", {"b": 1}, "a:\n  b: 1"),
        ("a:\n  - 1  # c", [], "a: []  # c"),
        ("a:\n  b: 1", {}, "a: {}"),
        ("a:\n  b: 1", None, "a: null"),
        ("a: []", [1], "a:\n  - 1"),
        ("a: []  # c", "x", "a: x  # c"),
        ("a:", "x", "a: x"),
        ("a:  # c", "x", "a: x  # c"),
        ("a: 1", True, "a: true"),
        ("a: true", 1, "a: 1"),
        ("a: 1", 1.0, "a: 1.0"),
        ("a: x", "1", 'a: "1"'),
        ("'a' : x", "w", "'a' : w"),
        ("a:\n- x  # c\n- w", ["z", "w"], "a:\n- z  # c\n- w"),
        ("a:\n- x\n- w", [{"b": 1, "c": 2}, "w"], "a:\n- b: 1\n  c: 2\n- w"),
        ("a:\n- x  # c\n- w", [{"b": 1, "c": 2}, "w"], "a:\n-  # c\n  b: 1\n  c: 2\n- w"),
        ("a:\n- x\n- w", ["p\nq", "w"], "a:\n- |-\n  p\n  q\n- w"),
        ("a:\n- b: 1\n- w", ["x", "w"], "a:\n- x\n- w"),
        ("a:\n- [1]\n- # - c\n  w", [["1"], "z"], 'a:\n- ["1"]\n- # - c\n  z'),
        ("a:\n-\n- w", ["x", "w"], "a:\n- x\n- w"),
        ("a:\n- - 1\n  - 2\n- w", [[1], "w"], "a:\n- - 1\n- w"),
    ],
)
@pytest.mark.parametrize(
    ("line_break", "end"),
    [("\n", ""), ("\n", "\n\n# slot\nz: 1\n"), ("\r\n", "\n"), ("\r\n", "\nz: 1")],
)
def test_a_value_takes_the_place_of_another(old, value, new, line_break, end):
    text = (old + end).replace("\n", line_break).encode()
    assert set_value(text, ("a",), value) == (new + end).replace("\n", line_break).encode()


def test_long_text_never_takes_in_the_comments_and_blanks_below_it():
    long = "x" * 120
    assert set_value(b"a: 1\n    # c\nb: 2\n", ("a",), "p\nq") == b'a: "p\\nq"\n    # c\nb: 2\n'
    assert (
        set_value(b"a:\n  - 1\n     ", ("a",), [1, long])
        == f"a:\n  - 1\n  - {long}\n     ".encode()
    )
    assert set_value(b"a: 1\n# c\n\nb: 2\n", ("a",), "p\nq") == b"a: |-\n  p\n  q\n# c\n\nb: 2\n"


def test_the_whole_file_can_be_between_braces():
    assert set_value(b"{a: 1}  # c\n", ("b",), 2) == b"# c\na: 1\nb: 2\n"
    assert set_value(b"{}\n", ("b",), 2) == b"b: 2\n"
    assert set_value(b"--- {a: 1}\n", ("b",), 2) == b"--- \na: 1\nb: 2\n"
    assert set_value(b"a: 1\n# c\n", (), [1]) == b"- 1\n# c\n"
    assert set_value(b"# c\n[a]\n", (), "x") == b"# c\nx\n"
    assert set_value(b"a:\n  b: 1\n", (), "x") == b"x\n"


def test_the_indentation_of_the_file_is_used():
    four = b"a:\n    b:\n        - x\n"
    assert set_value(four, ("c",), {"d": ["w"]}) == four + b"c:\n    d:\n        - w\n"
    flush = b"a:\n- x\n"
    assert set_value(flush, ("c",), {"d": ["w"]}) == flush + b"c:\n  d:\n  - w\n"
    mappings = b"a:\n    b: x\n"
    assert set_value(mappings, ("c",), ["w"]) == mappings + b"c:\n    - w\n"


def test_a_byte_order_mark_and_line_breaks_stay():
    text = b"\xef\xbb\xbf# m\r\na: 1\r\nb:\r\n  - x\r\n"
    new = set_value(text, ("b",), ["x", "p\nq"])
    assert new == text + b"  - |-\r\n    p\r\n    q\r\n"


def test_nothing_changes_when_nothing_changes():
    for text in (RECORD, RECORD.replace("\n", "\r\n")):
        data = text.encode()
        assert set_value(data, ("name",), "Energieloket") is data
        assert set_value(data, ("partners", 1), load(data)["partners"][1]) is data
        assert set_value(data, (), load(data)) is data


@pytest.mark.parametrize(
    "path", [("name", "x"), ("name", 0), ("partners", "x"), ("partners", 2), (0,)]
)
def test_a_path_without_a_place_is_a_mistake_of_ours(path):
    with pytest.raises(EditError):
        set_value(RECORD.encode(), path, "x")


def test_only_a_list_gets_items():
    for path in (("name",), ("dates",), ("name", "x")):
        with pytest.raises(EditError):
            append_item(RECORD.encode(), path, "x")


@pytest.mark.parametrize(
    "value", ["a\x1bb", "a\rb", "\u202e",
    float("nan"), float("inf"), 10**18, {"k" * 2000: 1}, {"é": 1, "e\u0301": 2}]
)  # fmt: skip
def test_what_could_not_be_read_back_is_not_written(value):
    with pytest.raises(EditError):
        set_value(b"a: 1\n", ("a",), value)
    with pytest.raises(EditError):
        dump({"a": value})


def test_a_file_that_cannot_be_read_is_not_changed():
    with pytest.raises(YamlError):
        set_value(b"a: *b", ("a",), 1)


@pytest.mark.parametrize(
    "text", ["no", "NO", "on", "y", "~", "null", "true", "01234567", "12:30", "1_000", "1e3",
             ".5", "0x1F", "0o17",
             ".inf", "=", "<<", "1", "1.5", "", " a", "a ", "a: b", "a:", "a #b", "#a", "- a",
             "-a", "?", "@a", "&a", "*a",
             "!a", "%a", "`a", "'a", '"a', "[a", "{a", "|", ">", "...", "--- a", "a\tb",
             "2026-01-01 10:00", "2026-13-01"]
)  # fmt: skip
def test_text_that_some_reader_takes_for_something_else_gets_quotes(text):
    data = dump({text: text, "list": [text]})
    assert data.count(b'"') >= 6
    assert load(data) == yaml.safe_load(data) == {text: text, "list": [text]}


@pytest.mark.parametrize(
    "text", ["tekst", "it's", 'zeg "ja"', "http://x.nl/#a", "C#", "a:b", "12 januari", "€ 5",
             "a, b", "[", "1.2.3", "x=y"]
)  # fmt: skip
def test_other_text_stays_plain(text):
    data = dump({"a": text})
    assert load(data) == yaml.safe_load(data) == {"a": text}
    assert (b'"' in data) == (text in ("[", "1.2.3") or '"' in text)


def test_a_date_stays_plain_and_a_number_of_an_organisation_does_not():
    assert dump({"date": "2026-03-12", "kvk": "01234567"}) == b'date: 2026-03-12\nkvk: "01234567"\n'


def test_a_new_file_is_in_block_style():
    data = {
        "a": {"b": [], "c": {}, "d": [["x", 1], {"e": True, "f": None}, "p\n\nq"]},
        "text": "p\nq\n",
        "long": "x" * 101,
        "odd": ["  p\nq", "p\tq\n", "p \nq", "p\n\n", "\n", '\\"\n\t'],
        "numbers": [1.5, 1e-7, 1e16],
    }
    assert dump(data, modeline="yaml-language-server: $schema=x").decode() == (
        "# yaml-language-server: $schema=x\n"
        "a:\n  b: []\n  c: {}\n  d:\n    - - x\n      - 1\n    - e: true\n      f: null\n"
        "    - |-\n      p\n\n      q\n"
        "text: |\n  p\n  q\n"
        "long: |-\n  " + "x" * 101 + "\n"
        'odd:\n  - "  p\\nq"\n  - "p\\tq\\n"\n  - "p \\nq"\n'
        '  - "p\\n\\n"\n  - "\\n"\n  - "\\\\\\"\\n\\t"\n'
        "numbers:\n  - 1.5\n  - 0.0000001\n  - 10000000000000000.0\n"
    )
    assert load(dump(data)) == data
    assert dump([]) == b"[]\n"
    assert dump("x") == b"x\n"
    assert dump("p\nq") == b'"p\\nq"\n'


# Records as people write them: every line has a comment with a number of its own, so that it
# shows when one is lost.

WORDS = st.sampled_from(
    [
        "tekst",
        "no",
        "01234567",
        "a: b",
        "12:30",
        "it's",
        "x" * 120,
        "p\nq\n",
        "p\n\nq",
        " p\nq",
        "2026-01-01",
        "",
        "# x",
    ]
)
LEAVES = WORDS | st.booleans() | st.none() | st.integers(-9, 99999) | st.sampled_from([1.5, -0.25])
NAMES = st.sampled_from(["name", "note", "yes", "their role", "goal-1", "é", "x"])
VALUES = st.recursive(
    LEAVES,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(NAMES, each, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


class Writer:
    """Writes a record in the ways in which people do."""

    def __init__(self, draw) -> None:
        self.draw = draw
        self.step = draw(st.sampled_from([2, 4]))
        self.list_step = draw(st.sampled_from([0, 2]))
        self.comments = 0

    def chance(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def comment(self) -> str:
        if not self.chance():
            return ""
        self.comments += 1
        return f"{self.draw(st.sampled_from([' ', '   ']))}# c{self.comments}."

    def above(self, indent: int) -> list[str]:
        lines = [""] if self.chance() else []
        if self.chance():
            self.comments += 1
            lines.append(" " * indent + f"# c{self.comments}.")
        return lines

    def scalar(self, value) -> str:
        style = self.draw(st.sampled_from(["'", '"', None, None]))
        if isinstance(value, str) and (style or "\n" in value):
            style = '"' if "\n" in value else style
            return yaml.dump(value, default_style=style, width=9999, allow_unicode=True).strip()
        return dump({"k": value}).decode()[3:-1] if len(str(value)) < 100 else value

    def flow(self, value) -> str:
        if isinstance(value, dict):
            pairs = (f'"{key}": {self.flow(each)}' for key, each in value.items())
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.flow, value)) + "]"
        if isinstance(value, str):
            return yaml.dump(value, default_style='"', width=9999).strip()
        return self.scalar(value)

    def value(self, value, indent: int, step: int) -> list[str]:
        """What follows a colon or dash, and the lines below it."""
        if isinstance(value, dict | list) and value and not self.chance():
            return [self.comment(), *self.lines(value, indent + step)]
        if isinstance(value, str) and re.fullmatch(r"[^ \n][^\n]*\n+[^\n]+\n?", value):
            mark = "|" if value.endswith("\n") else "|-"
            margin = " " * (indent + self.step)
            lines = value.removesuffix("\n").split("\n")
            return [f" {mark}{self.comment()}", *(line and margin + line for line in lines)]
        if value is None and self.chance():
            return [self.comment()]
        text = self.flow(value) if isinstance(value, dict | list) else self.scalar(value)
        return [f" {text}{self.comment()}"]

    def lines(self, value, indent: int) -> list[str]:
        lines = []
        for key in value if isinstance(value, dict) else range(len(value)):
            lines += self.above(indent)
            if isinstance(value, dict):
                step = self.list_step if isinstance(value[key], list) else self.step
                name = dump([key]).decode()[2:-1]
                first, *rest = self.value(value[key], indent, step)
                lines += [f"{' ' * indent}{name}:{first}", *rest]
            else:
                first, *rest = self.value(value[key], indent, self.step)
                lines += [f"{' ' * indent}-{first}", *rest]
        return lines

    def text(self, record) -> bytes:
        lines = [*self.lines(record, 0), *([""] if self.chance() else [])]
        text = "\n".join(lines) + ("" if self.chance() else "\n")
        if self.chance():
            text = text.replace("\n", "\r\n")
        return (b"\xef\xbb\xbf" if self.chance() else b"") + text.encode()


def paths(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from paths(value[key], (*path, key))


def at(value, path):
    for part in path:
        value = value[part]
    return value


def put(value, path, new):
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(value[path[0]], path[1:], new)
    return copy


def comments(data: bytes) -> set[str]:
    return set(re.findall(r"# c\d+\.", data.decode()))


@st.composite
def written_records(draw):
    record = draw(RECORDS)
    return record, Writer(draw).text(record)


@given(written_records(), st.data())
@settings(max_examples=200, deadline=None)
def test_any_value_of_any_record_can_be_set(written, data):
    record, text = written
    assert load(text) == record
    path = data.draw(st.sampled_from([path for path in paths(record) if path]))
    value = data.draw(VALUES)
    new = set_value(text, path, value)
    expected = put(record, path, value)
    assert repr(sorted_keys(load(new))) == repr(sorted_keys(expected))
    assert new.startswith(b"\xef\xbb\xbf") == text.startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in new) <= (b"\r\n" in text) or b"\n" not in text
    if repr(at(record, path)) == repr(value):
        assert new == text


def sorted_keys(value):
    if isinstance(value, dict):
        return {key: sorted_keys(value[key]) for key in sorted(value)}
    return [sorted_keys(each) for each in value] if isinstance(value, list) else value


@given(written_records(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_scalar_for_a_scalar_changes_one_line(written, data):
    record, text = written
    scalars = [path for path in paths(record) if is_short(at(record, path))]
    if not scalars:
        return
    path = data.draw(st.sampled_from(scalars))
    new = set_value(text, path, data.draw(st.sampled_from(["nieuw", 7, True, "no"])))
    before, after = text.decode().split("\n"), new.decode().split("\n")
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) <= 1
    assert comments(new) == comments(text)


def is_short(value) -> bool:
    if isinstance(value, str):
        return "\n" not in value
    return not isinstance(value, dict | list) and value is not None


@given(written_records(), VALUES, st.data())
@settings(max_examples=150, deadline=None)
def test_a_new_key_or_item_only_adds_lines_and_loses_no_comment(written, value, data):
    record, text = written
    inside = [path for path in paths(record) if isinstance(at(record, path), dict | list)]
    path = data.draw(st.sampled_from(inside))
    names = data.draw(st.permutations(["name", "note", "new", "yes", "x"]))
    if isinstance(at(record, path), dict):
        new = set_value(text, (*path, "new"), value, order=lambda _: names)
        expected = put(record, path, {**at(record, path), "new": value})
    else:
        new = append_item(text, path, value)
        expected = put(record, path, [*at(record, path), value])
    assert repr(sorted_keys(load(new))) == repr(sorted_keys(expected))
    assert comments(new) == comments(text)
    if b"{" not in text and b"[" not in text:
        assert not [
            line
            for line in changed(text.decode("utf-8-sig"), new).split("\n")
            if line.startswith("-")
        ]


def test_a_comment_behind_a_tab_stays_where_no_tab_may_stand_any_more():
    made = set_value(b"a: b\n    \t# c\nd: e\n", ("a",), [])
    assert made == b"a: []\n# c\nd: e\n"
