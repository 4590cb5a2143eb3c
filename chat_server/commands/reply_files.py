"""``warmline replies import`` and ``export``: files into the library and out of it, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from canned_replies.approval import Policy
from canned_replies.errors import OwnApproval, RepliesError
from canned_replies.exporting import to_csv, to_yaml
from canned_replies.importing import Importer, Planned, plan
from canned_replies.languages import LANGUAGES
from canned_replies.library_file import Entry, LibraryFile, read_library
from canned_replies.revision import PersonId, Signature
from canned_replies.table_file import read_table
from chat_server.actions.replies import publish_replies, reply_store
from chat_server.actions.services import Services
from chat_server.domain.errors import InvalidInput, ReplyUnfit
from chat_server.storage.database import Database
from chat_server.storage.replies import next_change, write_changes
from chat_server.storage.reply_terms import Terms, save_terms

IMPORTED_BY = "import"
Format = Literal["yaml", "csv"]
Told = Callable[[str], None]
Progress = Callable[[int, int], None]


class Import(msgspec.Struct, frozen=True):
    """What a file would do to the library."""

    library: LibraryFile
    planned: Sequence[Planned]
    new_terms: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether everything is there already."""
        return not self.new_terms and all(step.change is None for step in self.planned)

    def count(self, kind: str) -> int:
        """How many replies would be ``new``, ``changed`` or stay the ``same``."""
        return sum(step.kind == kind for step in self.planned)


def format_of(path: Path) -> Format:
    """The format of a file, by its name."""
    return "csv" if path.suffix.lower() == ".csv" else "yaml"


async def plan_import(services: Services, path: Path, *, author: str | None, approver: str | None) -> Import:
    """Read a file and see what it would change; nothing is written.

    ``author`` and ``approver`` are agents' addresses; without an approver, what is new waits in review.

    Raises:
        FileRefused: with every problem's file, line and key. InvalidInput: nobody has such an address, or they may not.
    """
    shelf = await services.shelf.fresh()
    store = reply_store(services)
    now = services.clock.now_ms()
    if format_of(path) == "csv":
        known = {reply.key: reply.in_use.details for reply in await store.read_all() if reply.in_use}
        library = read_table(path, shelf.terms.situations, shelf.placeholders, known)
    else:
        library = read_library(path)
    importer = Importer(
        author=Signature(person_of(services, author, may_decide=False), now),
        approver=Signature(person_of(services, approver, may_decide=True), now) if approver else None,
        policy=Policy(can_approve_own=services.settings.reply_approval == "own"),
    )
    if approver:
        library = msgspec.structs.replace(library, default_status="approved")
    try:
        planned = await plan(library, store, importer)
    except OwnApproval as error:
        wanted = "expected --approved-by to name somebody other than whoever proposed it"
        raise InvalidInput(f"{wanted}; {approver} did. WARMLINE_REPLY_APPROVAL=own allows it") from error
    except RepliesError as error:
        raise ReplyUnfit(str(error)) from error
    return Import(library, planned, _new_terms(library, shelf.terms))


async def carry_out_import(services: Services, planned: Import, progress: Progress | None = None) -> None:
    """Write what was planned in one change.

    Raises:
        ChangedMeanwhile: somebody changed a reply since it was planned; nothing was written.
    """
    changes = [step.change for step in planned.planned if step.change is not None]
    library = planned.library

    async def write(db: Database) -> int:
        if planned.new_terms:
            await save_terms(db, Terms(library.situations, library.placeholders))
        if not changes:
            return await next_change(db)
        return await write_changes(db, changes, progress)

    def publish(change: int) -> None:
        publish_replies(services, change, [change.reply for change in changes])

    if changes or planned.new_terms:
        await services.store.writer.run(write, publish)


async def export_library(services: Services, form: Format) -> str:
    """Every reply in use, with situations and placeholders, as a file's text."""
    library = await library_in_use(services)
    return to_csv(library) if form == "csv" else to_yaml(library)


async def library_in_use(services: Services) -> LibraryFile:
    """Every reply in use as a library file."""
    shelf = await services.shelf.fresh()
    entries = tuple(
        Entry(
            key=reply.key,
            details=reply.in_use.details,
            texts={language: variant.text for language, variant in reply.in_use.variants.items()},
        )
        for reply in await reply_store(services).read_all()
        if reply.in_use is not None
    )
    return LibraryFile(
        id="library", version=1, languages=LANGUAGES, placeholders=shelf.placeholders,
        situations=shelf.terms.situations, entries=entries, default_status="approved",
    )  # fmt: skip


def person_of(services: Services, email: str | None, *, may_decide: bool) -> PersonId:
    """Who signs: the agent with this address, without one the import itself.

    Raises:
        InvalidInput: nobody has it, or they may not decide.
    """
    if email is None:
        return PersonId(IMPORTED_BY)
    for agent in services.directory.agents.values():
        if agent.email == email.strip().lower():
            if may_decide and not agent.is_deciding:
                raise InvalidInput(f"expected a supervisor or an admin to approve; {email} is neither")
            return PersonId(str(agent.id))
    raise InvalidInput(f"expected the address of an agent; nobody has {email}")


def _new_terms(library: LibraryFile, terms: Terms) -> tuple[str, ...]:
    situations = [key for key, labels in library.situations.items() if terms.situations.get(key) != labels]
    placeholders = [name for name, p in library.placeholders.items() if terms.placeholders.get(name) != p]
    return (*(f"situation {key}" for key in situations), *(f"placeholder {name}" for name in placeholders))
