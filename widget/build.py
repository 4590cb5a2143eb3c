"""Turns the widget's sources into the two files a visitor's browser loads, without a bundler and without Node.js."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import brotli
import rcssmin
import rjsmin

from widget.modules import BuildError, join_modules

HERE = Path(__file__).parent
CLIENT_FOLDER = HERE / "client"
WORDS_FOLDER = HERE.parent / "chat_server" / "words"

Maker = Callable[[str], str]
GAP = re.compile(r'"\{\{(\w+)(?: ([^}]*))?\}\}"')


@dataclass(frozen=True)
class Asset:
    """A file ready to be served: its name, its bytes, and the same bytes compressed."""

    name: str
    body: bytes
    brotli: bytes
    gzip: bytes


@dataclass(frozen=True)
class WidgetAssets:
    """The three stages. ``launcher`` is served under a fixed name, the others under names that follow their content."""

    launcher: Asset
    panel: Asset
    talk: Asset


def build_widget(source: Path = HERE, words: Path = WORDS_FOLDER) -> WidgetAssets:
    """Everything a visitor's browser loads, in well under a second.

    Raises ``BuildError`` when the sources cannot be joined into one file.
    """
    talk = _stage(source, "talk", {})
    panel = _stage(source, "panel", {"talk": lambda _: json.dumps(talk.name)})
    stages = {"panel": lambda _: json.dumps(panel.name), "labels": lambda keys: _labels(words, keys)}
    return WidgetAssets(launcher=_stage(source, "launcher", stages), panel=panel, talk=talk)


def _stage(source: Path, stage: str, makers: dict[str, Maker]) -> Asset:
    """One stage with all it imports; its name carries its digest, so that it may be kept for ever."""
    text = rjsmin.jsmin(join_modules(source / f"{stage}.js"))
    body = _fill(text, {"css": lambda files: _styles(source, files), **makers}).encode()
    return Asset(
        name=f"{stage}.{hashlib.sha256(body).hexdigest()[:12]}.js",
        body=body,
        brotli=brotli.compress(body, quality=11),
        gzip=gzip.compress(body, compresslevel=9, mtime=0),
    )


def _fill(text: str, makers: dict[str, Maker]) -> str:
    """Put what is made at build time where the sources left a gap: ``"{{css panel.css}}"``."""

    def made(gap: re.Match[str]) -> str:
        if gap[1] not in makers:
            raise BuildError(f"expected a gap named one of {sorted(makers)}, got {gap[1]}")
        return makers[gap[1]](gap[2] or "")

    return GAP.sub(made, text)


def _styles(source: Path, files: str) -> str:
    """Style sheets, joined and minified, as a JavaScript string."""
    sheets = (rcssmin.cssmin((source / name).read_text(encoding="utf-8")) for name in files.split())
    return json.dumps("".join(sheets), ensure_ascii=False)


def _labels(words: Path, keys: str) -> str:
    """A few words of the catalogue in every language, as a JavaScript object."""
    catalogues = {path.parent.name: json.loads(path.read_bytes()) for path in sorted(words.glob("*/widget.json"))}
    labels = {language: [catalogue[key] for key in keys.split()] for language, catalogue in catalogues.items()}
    return json.dumps(labels, ensure_ascii=False, separators=(",", ":"))
