"""One thing wrong with a file: where it is and what was expected there."""

from typing import Final

import msgspec

from canned_replies.errors import FileRefused

# Beyond this many, the file is of another kind and a longer list helps nobody.
PROBLEMS_SHOWN: Final = 100


class Problem(msgspec.Struct, frozen=True):
    """``file:line: key: message``; lines start at 1, ``key`` is a path such as ``replies[3].label.fa``."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        """The form editors and terminals can jump to."""
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class Problems:
    """Collects what is wrong with one file, so that an author sees everything at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, line: int, key: str, message: str) -> None:
        """Note one problem; beyond ``PROBLEMS_SHOWN`` the file is refused at once."""
        self.found.append(Problem(self.file, line, key, message))
        if len(self.found) >= PROBLEMS_SHOWN:
            self.refuse_if_any()

    def refuse_if_any(self) -> None:
        """Raises FileRefused: when anything was noted; all-or-nothing starts here."""
        if self.found:
            raise FileRefused(sorted(self.found, key=lambda problem: problem.line))
