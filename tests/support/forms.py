"""Forms of a page as a browser without scripts would send them."""

from __future__ import annotations

from html.parser import HTMLParser


class _Reader(HTMLParser):
    """Collects the fields of one form, by its id."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self._wanted = form_id
        self._is_inside = False
        self._textarea: str | None = None
        self._select: str | None = None
        self.action = ""
        self.fields: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_inside = found.get("id") == self._wanted
            self.action = found.get("action", "") if self._is_inside else self.action
        if not self._is_inside:
            return
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "textarea":
            self._textarea = name
            self.fields[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in found or self._select not in self.fields):
            self.fields[self._select] = [found.get("value", "")]
        elif tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in found):
            self.fields.setdefault(name, []).append(found.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self.fields[self._textarea][0] += data


def form_of(html: str, form_id: str) -> tuple[str, dict[str, list[str]]]:
    """Where a form goes and what its fields hold.

    Raises:
        AssertionError: the page has no such form.
    """
    reader = _Reader(form_id)
    reader.feed(html)
    assert reader.action, f"expected a form with the id {form_id}"
    return reader.action, reader.fields
