"""What a visitor's browser loads is small, complete, and made in a moment."""

from __future__ import annotations

import gzip
import json
import re
import time

import brotli
import pytest

from widget.build import CLIENT_FOLDER, WORDS_FOLDER, Asset, WidgetAssets, build_widget


@pytest.fixture(scope="module")
def built() -> WidgetAssets:
    """The widget, built once."""
    return build_widget()


def stages(built: WidgetAssets) -> tuple[Asset, Asset, Asset]:
    """Launcher, panel, talk."""
    return built.launcher, built.panel, built.talk


def config_bytes(locale: str) -> int:
    """What a visitor's config weighs: the words by gzip, and 550 for the demo shop's greeting, starters and team."""
    words = json.loads((WORDS_FOLDER / locale / "widget.json").read_bytes())
    return len(gzip.compress(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())) + 550


def test_the_launcher_fits_in_one_and_a_half_kilobytes(built: WidgetAssets) -> None:
    """What every page of a customer's site pays."""
    assert len(built.launcher.brotli) <= 1_500


@pytest.mark.parametrize("locale", ["en", "fa", "hu"])
def test_a_first_open_fits_in_eight_kilobytes(built: WidgetAssets, locale: str) -> None:
    """Launcher, panel and config together."""
    assert len(built.launcher.brotli) + len(built.panel.brotli) + config_bytes(locale) <= 8_192


def test_the_whole_widget_stays_small(built: WidgetAssets) -> None:
    """All three stages, of which most visitors load one: less than a fifth of what widgets of this kind load."""
    assert sum(len(stage.brotli) for stage in stages(built)) <= 17_920


def test_compressed_forms_hold_the_same_bytes(built: WidgetAssets) -> None:
    """Whatever a browser accepts, it receives the same program."""
    for stage in stages(built):
        assert brotli.decompress(stage.brotli) == stage.body
        assert gzip.decompress(stage.gzip) == stage.body


def test_each_stage_knows_the_next_by_its_name(built: WidgetAssets) -> None:
    """The launcher loads this panel, and the panel loads this talk."""
    assert f'"{built.panel.name}"'.encode() in built.launcher.body
    assert f'"{built.talk.name}"'.encode() in built.panel.body


def test_building_twice_gives_the_same(built: WidgetAssets) -> None:
    """A name follows from the content alone, so that every machine serves the same addresses; and it is quick."""
    started = time.perf_counter()
    again = build_widget()
    assert time.perf_counter() - started < 1
    assert again == built


def test_nothing_is_left_of_the_workshop(built: WidgetAssets) -> None:
    """No gap unfilled, no import left behind, no comment, and nothing that needs a page to trust it."""
    for stage in stages(built):
        text = stage.body.decode()
        assert "{{" not in text
        assert not re.search(r"^import[ {]", text, re.MULTILINE)
        assert "@param" not in text
        for sink in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "unload"):
            assert sink not in text.replace("beforeunload", "unload")


def test_the_launcher_speaks_every_language_of_the_catalogue(built: WidgetAssets) -> None:
    """The button has a name before any words are loaded."""
    for catalogue in WORDS_FOLDER.glob("*/widget.json"):
        assert json.loads(catalogue.read_bytes())["open"] in built.launcher.body.decode()


def test_the_shared_modules_stand_in_their_folder() -> None:
    """The console imports these, as they are."""
    names = {path.name for path in CLIENT_FOLDER.glob("*")}
    assert {"connection.js", "outbox.js", "timeline.js", "markup.js", "message-list.js", "message-list.css"} <= names
