"""Attempts to make a reply compute: each is refused, none is rendered."""

import pytest

from canned_replies.errors import TemplateRefused
from canned_replies.placeholder import Placeholder, Value
from canned_replies.rendering import render
from canned_replies.templates import parse

ATTEMPTS = [
    "{{ 7*7 }}",
    "{{7*'7'}}",
    "{{ 7+7 }}",
    "{{ -1 }}",
    "{{ 2**1000000000 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ 'a' 'b' }}",
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ [].__class__.__base__ }}",
    "{{ ().__class__ }}",
    "{{ {}.__class__ }}",
    "{{ contact.__class__ }}",
    "{{ contact.__init__.__globals__ }}",
    "{{ contact['first_name'] }}",
    '{{ contact["__class__"] }}',
    "{{ contact[0] }}",
    "{{ contact['__cla' + 'ss__'] }}",
    "{{ contact|attr('__class__') }}",
    "{{ contact|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ contact.first_name|upper }}",
    "{{ contact.first_name | e }}",
    "{{ contact.first_name|safe }}",
    "{{ contact|map('upper')|list }}",
    "{{ config.items() }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ range(999999999) }}",
    "{{ range(1)|list }}",
    "{{ namespace(a=1) }}",
    "{{ dict(a=1) }}",
    "{{ request.application.__globals__.__builtins__.__import__('os') }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ contact.first_name() }}",
    "{{ contact.first_name(*x) }}",
    "{{ contact == contact }}",
    "{{ contact is defined }}",
    "{{ not contact }}",
    "{{ contact and agent }}",
    "{{ 'x' in contact }}",
    "{{ 'x' if contact else 'y' }}",
    "{{ contact or agent }}",
    "{{ contact or lipsum() }}",
    "{{ contact or 'a' or 'b' }}",
    "{{ 'a' or contact }}",
    "{{ contact or ('a') }}",
    "{{ contact or 'a' * 999999999 }}",
    "{{ (contact) }}",
    "{{ contact, agent }}",
    "{{ [contact] }}",
    "{{ contact.first_name[::-1] }}",
    "{{ contact.first_name }}{{ 1/0 }}",
    "{{ super() }}",
    "{{ caller() }}",
    "{{ _('x') }}",
    "{{ loop.index|abs }}",
    "{{ \u200bcontact }}",
    "{{ ｃｏｎｔａｃｔ }}",
    "{{ contact.ﬁrst_name }}",
    "{{ contact;agent }}",
    "{{ contact\\agent }}",
    "{{ contact.first_name -}}",
    "{{+ contact.first_name }}",
    "{{ {{ contact }} }}",
    "{{ contact }} }}",
    "{% for x in range(9999999) %}x{% endfor %}",
    "{% if 1 %}x{% endif %}",
    "{% set x = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'base.html' %}",
    "{% macro a() %}{% endmacro %}",
    "{% raw %}{{ contact }}{% endraw %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% block a %}{% endblock %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{%- do contact.update() -%}",
    "{% print(1) %}",
    "{# comment #}",
    "{#- {{ contact }} -#}",
    "{{ contact",
    "{{ 'unclosed }}",
    "{{ 0x7f }}",
    "{{ 1e308 }}",
    "{{ contact.1_0 }}",
]

# Names of things Jinja2 knows at run time. They parse as plain names; nobody declared them, so nothing fills them.
PLAIN_NAMES = ["{{ self }}", "{{ lipsum }}", "{{ cycler }}", "{{ config }}", "{{ range }}", "{{ loop.index }}"]


def test_the_corpus_is_large_enough_and_has_no_repeats() -> None:
    """At least sixty different attempts."""
    assert len(set(ATTEMPTS)) == len(ATTEMPTS) >= 60


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("around", ["{}", "Hello\n {} and more"])
def test_every_attempt_is_refused_before_anything_is_rendered(attempt: str, around: str) -> None:
    """The template never comes into being, wherever the attempt stands."""
    with pytest.raises(TemplateRefused):
        parse(around.replace("{}", attempt))


@pytest.mark.parametrize("attempt", PLAIN_NAMES)
def test_names_of_the_template_language_mean_nothing_here(attempt: str) -> None:
    """Such a blank stays open as written, and the reply cannot be sent."""
    rendered = render(parse(attempt), "en", {}, {})
    assert rendered.text == attempt
    assert not rendered.is_sendable


@pytest.mark.parametrize("attempt", ATTEMPTS + PLAIN_NAMES)
def test_an_attempt_inside_a_value_is_only_text(attempt: str) -> None:
    """A visitor may call himself anything; it is shown, never read."""
    known = {"contact.first_name": Placeholder(name="contact.first_name", kind="name")}
    rendered = render(parse("{{ contact.first_name }}"), "en", {"contact.first_name": Value(text=attempt)}, known)
    assert rendered.text.strip("\u2068\u2069") == attempt.replace("\n", " ").strip()
