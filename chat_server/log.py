"""The log: one JSON object a line on standard error, never what people wrote.

Lines are gathered and written together a few times a second, because a line per message must not
cost a system call per message; a warning or an error is written at once.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

FLUSH_INTERVAL_S = 0.1
LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}

_encoder = msgspec.json.Encoder()


class Log:
    """Writes structured lines to a file descriptor."""

    def __init__(self, file_descriptor: int = 2) -> None:
        self._file_descriptor = file_descriptor
        self._lines: list[dict[str, Any]] = []
        self._is_flush_planned = False
        self.level = LEVELS["info"]

    def info(self, event: str, **facts: Any) -> None:
        """One line about something that happened as intended."""
        if self.level <= LEVELS["info"]:
            self._add("info", event, facts)
            self._plan_flush()

    def warning(self, event: str, **facts: Any) -> None:
        """One line, written at once, about something an operator may want to know."""
        if self.level <= LEVELS["warning"]:
            self._add("warning", event, facts)
            self.flush()

    def error(self, event: str, **facts: Any) -> None:
        """One line, written at once, about something that went wrong."""
        self._add("error", event, facts)
        self.flush()

    def flush(self) -> None:
        """Write what was gathered."""
        self._is_flush_planned = False
        if self._lines:
            lines, self._lines = self._lines, []
            _write_all(self._file_descriptor, _encoder.encode_lines(lines))

    def _add(self, level: str, event: str, facts: dict[str, Any]) -> None:
        at = time.time_ns() // 1_000_000 / 1_000  # rounding costs as much as all the rest of a line
        self._lines.append({"at": at, "level": level, "event": event, **facts})

    def _plan_flush(self) -> None:
        if self._is_flush_planned:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.flush()
            return
        self._is_flush_planned = True
        loop.call_later(FLUSH_INTERVAL_S, self.flush)


def _write_all(file_descriptor: int, data: bytes) -> None:
    while data:
        try:
            data = data[os.write(file_descriptor, data) :]
        except OSError:
            return  # a log that nobody can read (closed pipe, full disk) must not stop the chat


log = Log()


class _Handler(logging.Handler):
    """Turns what libraries log into the same lines, an exception into its last line."""

    def emit(self, record: logging.LogRecord) -> None:
        facts: dict[str, Any] = {"logger": record.name, "message": record.getMessage()}
        if record.exc_info and record.exc_info[1] is not None:
            facts["error"] = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
            facts["where"] = _innermost_place(record)
        log.error("library", **facts) if record.levelno >= logging.ERROR else log.warning("library", **facts)


def _innermost_place(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""


def set_up_log(level: str) -> None:
    """Send every library's warnings through this log; called once by the command line."""
    log.level = LEVELS[level]
    root = logging.getLogger()
    root.handlers[:] = [_Handler()]
    root.setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "websockets", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
        logger.setLevel(logging.WARNING)
    sys.excepthook = _log_uncaught


def _log_uncaught(kind: type[BaseException], error: BaseException, _trace: object) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.error("crashed", error=f"{kind.__name__}: {error}")
