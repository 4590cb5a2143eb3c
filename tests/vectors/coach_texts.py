"""What the starter says in each language: the texts that the coach has to read rightly before all others."""

from __future__ import annotations

from canned_replies.languages import Language
from canned_replies.starter import starter_library, starter_rules


def starter_texts(language: Language) -> list[str]:
    """The rules' own tests, the phrases that replies replace, the replies themselves, and long drafts of them all."""
    rules = starter_rules().rules[language]
    tests = [text for rule in rules for text in (*rule.test.flag, *rule.test.passing)]
    entries = starter_library().entries
    replaced = [phrase for entry in entries for phrase in entry.details.replaces.get(language, ())]
    replies = [entry.texts[language] for entry in entries if language in entry.texts]
    texts = [*tests, *replaced, *replies]
    return [*dict.fromkeys(texts), " ".join(tests)[:19_000], "\n".join(replaced + replies)[:19_000]]
