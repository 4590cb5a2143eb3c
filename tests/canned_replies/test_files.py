"""Files of replies and rules: read whole, or refused with file, line and key."""

import datetime as dt

import msgspec
import pytest

from canned_replies.coach import coaches
from canned_replies.errors import FileRefused
from canned_replies.exporting import guard, to_csv, to_yaml, unguard
from canned_replies.library_file import LibraryFile, read_library_text
from canned_replies.problem import PROBLEMS_SHOWN
from canned_replies.reply_details import ActivePeriod, Scope
from canned_replies.rules_export import rules_to_yaml
from canned_replies.rules_file import read_rules_text
from canned_replies.starter import starter_library, starter_rules

LIBRARY = """\
schema: reply-library/1
id: shop
version: 1
languages: [en, fa]
variables:
  contact.first_name: {kind: name, fallback: {en: there}, only: salutation}
situations:
  greeting: {en: Greeting, fa: خوشامد}
replies:
  - key: greeting.hello
    situation: greeting
    mode: both
    tone: warm
    label: {en: Hello, fa: سلام}
    slash: {en: hello, fa: سلام}
    variables: [contact.first_name]
    text:
      en: Hello {{ contact.first_name }}
      fa: سلام {{ contact.first_name }}
"""

RULES = """\
schema: phrase-rules/1
id: shop
version: 1
library: shop
reasons:
  dead_end: {en: No next step., fa: بدون گام بعدی., hu: Nincs következő lépés.}
languages:
  en:
    - {id: en.no, reason: dead_end, level: warn, match: ["no idea"], replies: [greeting.hello],
       test: {flag: [I have no idea.]}}
"""


def without_lines(library: LibraryFile) -> LibraryFile:
    """The library without the places it was read from."""
    entries = tuple(msgspec.structs.replace(entry, line=0) for entry in library.entries)
    return msgspec.structs.replace(library, entries=entries)


def test_a_small_library_is_read() -> None:
    """Key, details, texts and placeholders."""
    library = read_library_text(LIBRARY)
    entry = library.entries[0]
    assert (entry.key, entry.line, entry.details.label["fa"]) == ("greeting.hello", 10, "سلام")
    assert library.placeholders["contact.first_name"].only == "salutation"
    assert library.default_status == "draft"


@pytest.mark.parametrize(
    ("was", "becomes", "wanted"),
    [
        ("reply-library/1", "reply-library/9", "x.yaml:1: schema: expected one of reply-library/1"),
        ("version: 1", "version: one", "x.yaml:3: version: expected a whole number, got text"),
        ("version: 1", "version: true", "x.yaml:3: version: expected a whole number, got true or false"),
        ("version: 1", "version: 0", "x.yaml:3: version: expected a number from 1"),
        ("[en, fa]", "[en, de]", "x.yaml:4: languages[1]: expected one of en, fa, hu, got 'de'"),
        ("[en, fa]", "en", "x.yaml:4: languages: expected a list, got text"),
        ("kind: name", "kind: gift", "variables.contact.first_name.kind: expected one of"),
        ("{kind: name,", "{kinds: name,", "unknown key"),
        ("fa: خوشامد", "de: Gruß", "x.yaml:8: situations.greeting.de: unknown language"),
        ("key: greeting.hello", "key: Hello", "x.yaml:10: replies[0].key: expected a key like"),
        ("situation: greeting", "situation: farewell", "replies[0].situation: expected one of greeting"),
        ("mode: both", "mode: [both]", "x.yaml:12: replies[0].mode: expected text, got a list"),
        ("tone: warm", "tone: rude", "x.yaml:13: replies[0].tone: expected one of warm"),
        ("label: {en: Hello, fa: سلام}", "label: Hello", "replies[0].label: expected a map, got text"),
        ("label: {en: Hello,", "label: {en: 7,", "x.yaml:14: replies[0].label.en: expected text, got a number"),
        ("label: {en: Hello,", "label: {en: '',", "replies[0].label.en: expected text, got a blank one"),
        ("    mode: both\n", "", "x.yaml:10: replies[0]: expected the key 'mode', it is missing"),
        ("    mode: both", "    mode: both\n    colour: red", "x.yaml:13: replies[0].colour: unknown key"),
        ("[contact.first_name]", "[]", "replies[0].text.en: expected the same blanks"),
        ("[contact.first_name]", "[contact.first_name, x]", "'x' is declared and missing"),
        ("Hello {{ contact.first_name }}", "Hello {{ name }}", "expected blanks that `variables` of the file declares"),
        ("Hello {{ contact.first_name }}", "Hi {{ a|upper }}", "x.yaml:18: replies[0].text.en: line 1, column 8"),
        ("Hello {{ contact.first_name }}", "x" * 6_000, "expected at most 5000 characters"),
        ("Hello {{ contact.first_name }}", '"Hi\\0"', "got a NUL character"),
        ("languages: [en, fa]\n", "", "x.yaml:1: expected the key 'languages', it is missing"),
        ("    text:", "    scope: {kind: team}\n    text:", "expected `owner` for team and own"),
        ("    text:", "    active: {first_day: soon}\n    text:", "expected a day like 2026-12-24, got 'soon'"),
        ("    text:", "    active: {weekdays: [7]}\n    text:", "expected a number from 0 to 6, got 7"),
    ],
)
def test_a_mistake_in_a_library_is_named_with_line_and_key(was: str, becomes: str, wanted: str) -> None:
    """Zsófi can go straight to the place."""
    assert was in LIBRARY
    with pytest.raises(FileRefused) as refused:
        read_library_text(LIBRARY.replace(was, becomes, 1), "x.yaml")
    assert wanted in str(refused.value)


def test_all_mistakes_come_at_once_and_in_order() -> None:
    """One round of corrections, not ten."""
    broken = LIBRARY.replace("mode: both", "mode: sometimes").replace("tone: warm", "tone: rude")
    with pytest.raises(FileRefused) as refused:
        read_library_text(broken, "x.yaml")
    assert [problem.line for problem in refused.value.problems] == [12, 13]
    assert refused.value.problems[0].key == "replies[0].mode"


def test_a_key_given_to_two_replies_is_refused() -> None:
    """A stable key means one reply."""
    twice = LIBRARY + LIBRARY[LIBRARY.index("  - key") :]
    with pytest.raises(FileRefused, match=r"expected each key once, got 'greeting\.hello' twice"):
        read_library_text(twice)


def test_the_list_of_problems_ends_somewhere() -> None:
    """A file of another kind does not fill the screen."""
    with pytest.raises(FileRefused) as refused:
        read_library_text(LIBRARY.replace("replies:\n", "replies:\n" + "  - 1\n" * 500))
    assert len(refused.value.problems) == PROBLEMS_SHOWN


@pytest.mark.parametrize(
    ("was", "becomes", "wanted"),
    [
        ("reason: dead_end", "reason: mood", "x.yaml:9: languages.en[0]: expected a key of `reasons`, got 'mood'"),
        ("level: warn", "level: block", "languages.en[0].level: expected one of hint, warn, confirm"),
        ('["no idea"]', '["no (idea"]', "languages.en[0].match[0]: column 9: expected ')'"),
        ('["no idea"]', r"['\bno\b']", "patterns are words, not regular expressions"),
        ('["no idea"]', "['" + "no " * 600 + "']", "expected at most 40 words on one way through"),
        ('match: ["no idea"]', "builtin: magic", "expected one of all_caps"),
        (', match: ["no idea"]', "", "expected either `match` or `builtin`"),
        ("[greeting.hello]", "[greeting.gone]", "languages.en[0].replies[0]: expected the key of a reply"),
        ("  en:\n", "  de:\n", "languages.de: unknown language"),
        ("id: en.no, ", "", "expected the key 'id', it is missing"),
        ('["no idea"]', '["no idea"], autofix: yes', "autofix: expected true or false, got text"),
    ],
)
def test_a_mistake_in_a_rule_is_named_with_line_and_key(was: str, becomes: str, wanted: str) -> None:
    """Rules are data, and wrong data has a place."""
    assert was in RULES
    with pytest.raises(FileRefused) as refused:
        read_rules_text(RULES.replace(was, becomes, 1), "x.yaml", reply_keys={"greeting.hello"})
    assert wanted in str(refused.value)


def test_rules_can_share_a_list_of_patterns() -> None:
    """What counts as an offer is written once per language."""
    shared = RULES.replace("languages:\n", 'lists:\n  en: {offer: ["i can offer"]}\nlanguages:\n')
    offered = shared.replace('["no idea"]', '["no idea"], unless_followed: ["@offer", "let me"]')
    read = read_rules_text(offered)
    assert read.rules["en"][0].unless_followed == ("@offer", "let me")
    assert read.lists == {"en": {"offer": ("i can offer",)}}
    coach = coaches(read)["en"]
    assert [mark.words for mark in coach.check("I have no idea.")] == ["no idea"]
    assert coach.check("I have no idea. I can offer to ask.") == []
    with pytest.raises(FileRefused, match="expected the name of a list of patterns, got '@offers'"):
        read_rules_text(offered.replace('"@offer"', '"@offers"'))


def test_a_test_that_fails_is_named_where_it_stands() -> None:
    """Whoever brings rules in may ask that every rule does what its own sentences say."""
    failing = RULES.replace('["no idea"]', '["no clue"]')
    assert read_rules_text(failing).rules["en"]
    with pytest.raises(FileRefused) as refused:
        read_rules_text(failing, "x.yaml", is_tried=True)
    line = 1 + failing[: failing.index("I have no idea")].count("\n")
    assert f"x.yaml:{line}: languages.en[0].test.flag[0]: expected 'I have no idea.' to be marked" in str(refused.value)


def test_the_starters_rules_survive_export_and_import_and_write_their_lists_once() -> None:
    """What goes out comes back the same, list for list."""
    starter = starter_rules()
    text = rules_to_yaml(starter)
    assert read_rules_text(text) == starter
    assert text.count(starter.lists["en"]["offer"][0]) == 1


def test_the_starter_survives_export_and_import() -> None:
    """What goes out comes back the same."""
    starter = starter_library()
    assert without_lines(read_library_text(to_yaml(starter))) == without_lines(starter)


def test_options_and_awkward_texts_survive_too() -> None:
    """Texts that look like YAML, numbers or formulas; scope, tags and days."""
    library = read_library_text(LIBRARY)
    entry = library.entries[0]
    details = msgspec.structs.replace(
        entry.details,
        label={"en": "no", "fa": "12"},
        tags=("true", "- a"),
        scope=Scope("team", "night"),
        active=ActivePeriod((0, 6), dt.date(2026, 12, 24), dt.date(2026, 12, 26)),
    )
    texts = {"en": "yes: {a}\n\n  # {{ contact.first_name }} \u2068\u2069\n", "fa": "'{{ contact.first_name }}'"}
    changed = msgspec.structs.replace(entry, details=details, texts=texts)
    out = msgspec.structs.replace(library, entries=(changed, msgspec.structs.replace(changed, key="a.b")))
    assert without_lines(read_library_text(to_yaml(out))) == without_lines(out)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'quoted", "\n=1"])
def test_a_cell_never_becomes_a_formula(cell: str) -> None:
    """A reply that begins like a formula is text in every spreadsheet, and can be had back."""
    assert guard(cell) == "'" + cell
    assert unguard(guard(cell)) == cell


def test_csv_has_a_row_a_reply_and_guards_every_cell() -> None:
    """Zsófi opens it in a spreadsheet; nothing is computed."""
    library = read_library_text(
        LIBRARY.replace("en: Hello {{", 'en: "=HYPERLINK(1) {{').replace("}}\n      fa", '}}"\n      fa')
    )
    header, row = to_csv(library).splitlines()
    assert header.startswith('"key","situation","mode","tone","label.en","label.fa"')
    assert '"\'=HYPERLINK(1) {{ contact.first_name }}"' in row
    assert '"سلام"' in row
