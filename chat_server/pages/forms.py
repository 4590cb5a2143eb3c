"""Forms as browsers send them: read within bounds, and only from our own pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request

from chat_server.domain.errors import InvalidInput

MAX_FORM_BYTES = 262_144
"""Three texts of 5,000 characters and all that is said about them, percent-encoded, fit in well."""
MAX_FIELDS = 400
KEPT = "kept."
"""So begin the names of what a sign-in form carries along for whoever was signed out while they wrote."""


class Form:
    """The fields of a form; a field that was not sent is empty."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        """One line or a choice, without spaces around it."""
        return self.body(name).strip()

    def body(self, name: str) -> str:
        """A text as it was written; browsers send CRLF at the end of lines."""
        return self._fields.get(name, [""])[-1].replace("\r\n", "\n")

    def all(self, name: str) -> list[str]:
        """Every value of a field that can be chosen several times."""
        return self._fields.get(name, [])

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a text, empty ones left out."""
        return tuple(line.strip() for line in self.body(name).split("\n") if line.strip())

    def beside(self, *names: str) -> list[tuple[str, str]]:
        """Every field with its values, but for these."""
        return [(name, value) for name, values in self._fields.items() if name not in names for value in values]

    def kept(self) -> Form:
        """The form that was kept inside this one (see ``KEPT``), or itself."""
        within = {name.removeprefix(KEPT): values for name, values in self._fields.items() if name.startswith(KEPT)}
        return Form(within) if within else self

    def number(self, name: str) -> int | None:
        """A whole number; None when the field is empty.

        Raises:
            InvalidInput: it is something else.
        """
        text = self.text(name)
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 12:
            raise InvalidInput(f"expected {name} to be a whole number; got {text[:40]!r}")
        return int(text)


async def read_form(request: Request) -> Form:
    """The request's form.

    Raises:
        InvalidInput: too large, too many fields, or not text.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            raise InvalidInput(f"expected a form of at most {MAX_FORM_BYTES:,} bytes; got more")
    try:
        return Form(parse_qs(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS))
    except ValueError as error:
        raise InvalidInput(f"expected a form as our pages send it; got something else: {error}") from None
