"""The files browsers load, read once at start, compressed once, and served from memory."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

import brotli
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from widget.build import CLIENT_FOLDER, build_widget
from widget.build import Asset as BuiltAsset

AGENT_CONSOLE = Path(__file__).parents[2] / "agent_console"
FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "public, max-age=0, must-revalidate"
LAUNCHER = "public, max-age=300, stale-while-revalidate=86400"
COMPRESSED_ALREADY = frozenset({".woff2", ".png", ".jpg", ".webp"})
BROTLI_QUALITY = 5


@dataclass(frozen=True)
class Asset:
    """One file with its compressed forms."""

    body: bytes
    brotli: bytes | None
    gzip: bytes | None
    media_type: str
    etag: str

    def response(self, request: Request, cache_control: str) -> Response:
        """The smallest form the browser takes; 304 when it has it already."""
        headers = {"Cache-Control": cache_control, "ETag": self.etag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == self.etag:
            return Response(status_code=304, headers=headers)
        accepted = request.headers.get("accept-encoding", "")
        body = self.body
        if self.brotli is not None and "br" in accepted:
            body, headers["Content-Encoding"] = self.brotli, "br"
        elif self.gzip is not None and "gzip" in accepted:
            body, headers["Content-Encoding"] = self.gzip, "gzip"
        return Response(body, media_type=self.media_type, headers=headers)


class StaticFiles:
    """The console's files under ``/static/<digest>/…``: a new version is a new address, kept for ever."""

    def __init__(self) -> None:
        self._assets = {
            **_read_folder(AGENT_CONSOLE / "static", ""),
            **_read_folder(CLIENT_FOLDER, "client/"),
        }
        digest = hashlib.sha256("".join(sorted(asset.etag for asset in self._assets.values())).encode())
        self._digest = digest.hexdigest()[:12]

    def url(self, path: str) -> str:
        """The address of a file, for templates.

        Raises:
            KeyError: there is no such file.
        """
        if path not in self._assets:
            raise KeyError(f"expected a file of agent_console/static or widget/client; there is no {path}")
        return f"/static/{self._digest}/{path}"

    def routes(self) -> list[Route]:
        """Where the files are."""
        return [
            Route("/static/{digest}/{path:path}", self._serve_versioned),
            Route("/client/{path:path}", self._serve_client),
        ]

    async def _serve_versioned(self, request: Request) -> Response:
        is_current = request.path_params["digest"] == self._digest
        return self._serve(request, request.path_params["path"], FOREVER if is_current else REVALIDATE)

    async def _serve_client(self, request: Request) -> Response:
        return self._serve(request, f"client/{request.path_params['path']}", REVALIDATE)

    def _serve(self, request: Request, path: str, cache_control: str) -> Response:
        asset = self._assets.get(path)
        return asset.response(request, cache_control) if asset else Response(status_code=404)


def widget_routes() -> list[Route]:
    """The launcher under its fixed name, the later stages under their hashed ones.

    A page that was opened before an update asks for a stage of then. It gets today's: a launcher hands its panel, and a
    panel its talk, the same few things from version to version, and a button that does nothing helps nobody.
    """
    built = build_widget()
    return [_launcher_route(built.launcher), _stage_route("panel", built.panel), _stage_route("talk", built.talk)]


def _launcher_route(built: BuiltAsset) -> Route:
    asset = _script(built)

    async def serve(request: Request) -> Response:
        return _for_any_site(asset.response(request, LAUNCHER))

    return Route("/widget.js", serve)


def _stage_route(stage: str, built: BuiltAsset) -> Route:
    asset = _script(built)

    async def serve(request: Request) -> Response:
        is_todays = built.name == f"{stage}.{request.path_params['hash']}.js"
        return _for_any_site(asset.response(request, FOREVER if is_todays else "no-store"))

    return Route(f"/widget/{stage}.{{hash}}.js", serve)


def _script(built: BuiltAsset) -> Asset:
    return Asset(built.body, built.brotli, built.gzip, "text/javascript", _etag(built.body))


def _for_any_site(response: Response) -> Response:
    # The code is public; modules and integrity checks need the CORS header.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _read_folder(folder: Path, prefix: str) -> dict[str, Asset]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".ts", ".md"))
    return {f"{prefix}{path.relative_to(folder).as_posix()}": _read(path) for path in paths}


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix in COMPRESSED_ALREADY:
        return Asset(body, None, None, "font/woff2" if path.suffix == ".woff2" else media_type, _etag(body))
    if path.suffix == ".js":
        media_type = "text/javascript"
    return Asset(body, brotli.compress(body, quality=BROTLI_QUALITY), gzip.compress(body, 6), media_type, _etag(body))


def _etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'
