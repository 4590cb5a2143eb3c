"""The coach marks wordings, not people: exact ranges, no mark inside quotes, none where the offer follows."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies.coach import Coach, coaches
from canned_replies.languages import LANGUAGES, Language
from canned_replies.mark import Mark, utf16_range
from canned_replies.phrase_rule import PhraseRule
from canned_replies.starter import starter_rules
from canned_replies.words import TEXT_LIMIT

COACHES = coaches(starter_rules())


def coach(*match: str, language: Language = "en", **more: tuple[str, ...]) -> Coach:
    """A coach with one rule."""
    rule = PhraseRule(id="one", reason="dead_end", level="warn", match=match, **more)  # type: ignore[arg-type]
    return Coach([rule], language)


def marked(by: Coach, text: str) -> list[str]:
    """The marked stretches."""
    return [text[mark.start : mark.end] for mark in by.check(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("(i|we) do not [really] know", "Well, I don't really know that", ["I don't really know"]),
        ("(i|we) do not [really] know", "we do not know", ["we do not know"]),
        ("polic*", "Our policies.", ["policies"]),
        ("*less", "It is hopeless, useless", ["hopeless", "useless"]),
        ("not .. sure", "not at all sure", ["not at all sure"]),
        ("not .. sure", "not in any way sure", []),
        ("not ..3 sure", "not in any way sure", ["not in any way sure"]),
        ("no way", "No. Way too much", []),
        ("no way", "no, way", ["no, way"]),
        ("(a|(b|c) d)", "a c d", ["a", "c d"]),
        ("you claim ..", "You claim it broke", ["You claim"]),
        ("100 %", "100% sure", ["100%"]),
        ("< [please] hold on", "Please hold on. Hold on to the receipt.", ["Please hold on", "Hold on"]),
        ("hold on >", "Hold on to the receipt. Please hold on!", ["hold on"]),
        ("< one moment >", "One moment!", ["One moment"]),
        ("< one moment >", "In one moment. One moment of joy.", []),
        ("(< | please) wait", "You can wait. Well, please wait. Wait!", ["please wait", "Wait"]),
        ("< ..2 never", "That has never been. It is not that I never said it", ["That has never"]),
        ("< no >", "No.", ["No"]),
    ],
)
def test_patterns_mean_what_the_format_says(pattern: str, text: str, wanted: list[str]) -> None:
    """Words, alternatives, optional parts, stars, gaps, sentence ends and edges."""
    assert marked(coach(pattern), text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        'She wrote "I don\'t know" to us',
        "„no idea” and «no idea» and “no idea”",
        "> no idea",
        "see https://shop.example/no-idea and `no idea`",
        "```\nno idea\n```",
        "{{ no idea }}",
        "She wrote 'no idea', you see",
        "He said ‘no idea!’ twice",
        "'We've no idea,' the courier wrote",
        "The agents' note says 'no idea'.",
    ],
)
def test_what_is_quoted_linked_or_code_is_left_alone(text: str) -> None:
    """Reza repeats the visitor's words; nobody lectures him about them."""
    assert marked(coach("no idea", "i do not know"), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The agents' phones, no idea, the drivers' phones",
        "I don't know, no idea, don't ask",
        "Tell 'em no idea, that is the agents' job",
        "It opens ' no idea '",
        "'Twas no idea of the visitors'",
        "the '90s no idea the visitors'",
    ],
)
def test_an_apostrophe_opens_no_quotation(text: str) -> None:
    """What stands between two apostrophes is Reza's own."""
    assert marked(coach("no idea"), text) == ["no idea"]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("نمی‌توانم کمک کنم", "نمی‌تونم کمک کنم"),
        ("نمی‌تونم", "نمی توانم"),
        ("(آرام|ساکت) باشید", "آروم باشین"),
        ("چه می‌خواهید", "چی می‌خواین"),
        ("اگر دیگر بگویید", "اگه دیگه بگید"),
        ("این را نمی‌داند", "این رو نمی‌دونه"),
        ("آن‌ها می‌گیرند", "اونا می‌گیرن"),
        ("پولتان را نمی‌دهیم", "پولتون رو نمی‌دیم"),
    ],
)
def test_persian_is_heard_as_it_is_spoken_and_as_it_is_written(pattern: str, text: str) -> None:
    """Zahra writes as she speaks; a rule need not say everything twice."""
    assert marked(coach(pattern, language="fa"), text) == [text]


@pytest.mark.parametrize(("pattern", "text"), [("بده", "بدهد"), ("باشه", "باشد"), ("چیه", "چیست"), ("توانا", "تنها")])
def test_what_is_too_familiar_is_not_what_is_written(pattern: str, text: str) -> None:
    """«باشه» is too familiar; «باشد» is not."""
    assert marked(coach(pattern, language="fa"), text) == []


def test_an_antipattern_that_overlaps_drops_the_mark() -> None:
    """Joy is not refusal: «We can't wait» stays clean."""
    careful = coach("we can not", unless=("can not (wait|thank) ..",))
    assert marked(careful, "We can't wait to show you!") == []
    assert marked(careful, "We can't do it. We can't wait.") == ["We can't"]


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        ("We can't deliver to the islands.", True),
        ("We can't deliver to the islands, but I can offer free pickup.", False),
        ("We can't deliver to the islands. I can offer free pickup.", False),
        ("We can't deliver there. The ferry stopped. I can offer free pickup.", False),
        ("We can't deliver there. Sorry. The ferry stopped. I can offer free pickup.", True),
        ("I can offer free pickup. We can't deliver to the islands.", True),
    ],
)
def test_a_limit_with_an_offer_close_behind_is_good_practice(text: str, is_marked: bool) -> None:
    """The offer heals the limit in the same sentence or the next two, never from before."""
    assert bool(marked(coach("we can not", unless_followed=("i can offer",)), text)) is is_marked


def test_an_antipattern_at_the_edge_reaches_no_further_than_the_sentence() -> None:
    """Bence may ask "Which problem?"; the words beyond the question stand for themselves."""
    careful = coach("(problem|no idea)", unless=("< which problem ..2 >",))
    assert marked(careful, "Which problem? No idea. Which problem was it?") == ["No idea"]


def test_the_longest_wording_is_marked_once() -> None:
    """Two patterns of a rule that overlap give one mark."""
    assert marked(coach("no idea", "i have no idea"), "I have no idea") == ["I have no idea"]


def test_hungarian_accents_may_be_missing_in_the_draft_only() -> None:
    """``nem tudok`` typed without accents is found; a pattern without accents never takes an accented word."""
    assert marked(coach("áll módomban", language="hu"), "nem all modomban") == ["all modomban"]
    assert marked(coach("meg", language="hu"), "még") == []


def test_persian_words_joined_by_zwnj_are_found_when_typed_with_a_space() -> None:
    """Zahra's «امکان پذیر نیست» is the same wording."""
    assert marked(coach("امکان‌پذیر نیست", language="fa"), "این امکان پذیر نیست.") == ["امکان پذیر نیست"]
    assert marked(coach("نمی‌دانم", language="fa"), "من نمي دانم") == ["نمي دانم"]


@pytest.mark.parametrize(
    ("language", "text", "rule", "swap"),
    [
        ("fa", "شركت علي", "fa.arabic_letters", [("شرکت",), ("علی",)]),
        ("fa", "می شود", "fa.zwnj", [("می‌شود",)]),
        ("fa", "کتاب ها", "fa.zwnj", [("کتاب‌ها",)]),
        ("en", "What happened???", "en.punct", [("?",)]),
    ],
)
def test_spelling_is_mended_with_one_key(language: Language, text: str, rule: str, swap: list[tuple[str, ...]]) -> None:
    """A mark of a builtin carries the mended words."""
    assert [mark.swap for mark in COACHES[language].check(text) if mark.rule == rule] == swap


def test_script_hygiene_is_told_apart_from_tone() -> None:
    """A spaced می is nobody's bad manners."""
    assert [mark.is_hygiene for mark in COACHES["fa"].check("می شود")] == [True]


def test_a_wall_of_text_is_marked_and_steps_are_not() -> None:
    """Long paragraphs get a hint to make steps; lists are steps already."""
    wall = "This is a sentence that goes on. " * 20
    assert "en.wall" in {mark.rule for mark in COACHES["en"].check(wall)}
    assert COACHES["en"].check("\n".join(f"{n}. Press the green button." for n in range(1, 30))) == []


def test_register_belongs_to_the_tone_profile() -> None:
    """Among friends «yep» is fine: a friendly inbox has no register rules."""
    rule = PhraseRule(id="r", reason="register", level="hint", match=("yep",), profiles=("formal",))
    assert marked(Coach([rule], "en", profile="formal"), "yep") == ["yep"]
    assert marked(Coach([rule], "en", profile="friendly"), "yep") == []


def test_ranges_can_be_given_as_browsers_count() -> None:
    """An emoji is one code point and two UTF-16 units."""
    mark = coach("no idea").check("😀 no idea")[0]
    assert (mark.start, mark.end) == (2, 9)
    assert utf16_range("😀 no idea", mark) == (3, 10)


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_every_mark_points_into_the_draft(text: str, language: Language) -> None:
    """Whatever is typed, marks are in order, inside the text and tell the words they mark."""
    marks = COACHES[language].check(text)
    assert marks == sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.rule))
    assert all(mark.words == text[mark.start : mark.end] != "" for mark in marks)


HOSTILE = [
    "a" * 20_000,
    "a\u200c" * 10_000,
    "«" * 20_000,
    '"' * 19_999,
    "`" * 19_999,
    "{{" * 10_000,
    "a@" * 10_000,
    "a.a" * 6_000,
    "nem " * 5_000,
    "?!" * 10_000,
    "می " * 6_000,
    "you have to " * 1_600,
    "> " * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_makes_the_coach_slow(text: str, language: Language) -> None:
    """The bound of 3 ms per 1,000 characters holds, with room for a busy machine, even for hostile drafts."""
    began = time.process_time()
    COACHES[language].check(text)
    assert time.process_time() - began < 10 * 0.003 * len(text) / 1000


def test_marks_are_plain_values() -> None:
    """A mark says everything a console needs, and nothing changes it."""
    mark = COACHES["en"].check("I don't know.")[0]
    assert mark == Mark(
        rule="en.dont_know",
        level="warn",
        reason="dead_end",
        start=0,
        end=12,
        words="I don't know",
        say=("I'll check with the right colleague and write to you by a set time.",),
        replies=("dont_know.ask_colleague", "dont_know.checking_now"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thousand_characters_are_checked_within_three_milliseconds(language: Language) -> None:
    """The promise of the server's check, on the sentences that the rules know best."""
    sentences = [sentence for rule in starter_rules().rules[language] for sentence in rule.test.flag]
    text = " ".join(sentences)[:5_000]
    COACHES[language].check(text)
    took = []
    for _ in range(5):
        began = time.process_time()
        COACHES[language].check(text)
        took.append(time.process_time() - began)
    assert min(took) / len(text) * 1_000 < 0.003


def test_a_coach_that_forgets_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of steps is bounded; what is found never depends on it."""
    said = " ".join(sentence for rule in starter_rules().rules["en"] for sentence in rule.test.flag)
    text = said[:TEXT_LIMIT]
    remembered = COACHES["en"].check(text)
    monkeypatch.setattr("canned_replies.graph.MEMORY_LIMIT", 3)
    assert coaches(starter_rules())["en"].check(text) == remembered
