"""What every answer says about itself, whoever asked and whatever became of it."""

from __future__ import annotations

import httpx

Client = httpx.AsyncClient

OURS = (
    "/sign-in", "/console", "/library", "/rules", "/api/conversations?status=resolved", "/api/conversations/7",
    "/api/replies", "/healthz", "/readyz", "/metrics", "/nowhere", "/api/nowhere", "/", "/static/nowhere/nothing.js",
    "/client/markup.js",
)  # fmt: skip
EVERYBODYS = ("/widget.js", "/widget/config?inbox=ib_garden")
PAGES = ("/console", "/library", "/rules", "/library/new", "/nowhere")
READ = ("/api/conversations/7", "/api/conversations?status=resolved", "/api/promises")


async def test_no_answer_is_taken_for_something_else(anybody: Client, reza: Client) -> None:
    """A browser that guesses could take what a visitor wrote for a script."""
    for path in (*OURS, *EVERYBODYS):
        assert (await reza.get(path)).headers["x-content-type-options"] == "nosniff", path
    anybody.cookies.clear()
    for path in (*OURS, *EVERYBODYS):
        assert (await anybody.get(path)).headers["x-content-type-options"] == "nosniff", path


async def test_only_what_the_widget_loads_may_be_taken_in_by_other_sites(reza: Client) -> None:
    """The rest not even as an image or a script that is not understood."""
    for paths, policy in ((OURS, "same-origin"), (EVERYBODYS, "cross-origin")):
        for path in paths:
            assert (await reza.get(path)).headers["cross-origin-resource-policy"] == policy, path


async def test_every_page_has_the_same_strict_policy(reza: Client) -> None:
    """Only our own scripts, no frame around it, nothing kept on the way, no address told to others."""
    pages = {path: await reza.get(path, headers={"Accept": "text/html"}) for path in PAGES}
    reza.cookies.clear()
    pages["/sign-in"] = await reza.get("/sign-in")
    for path, page in pages.items():
        policy = page.headers["content-security-policy"]
        wanted = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
        assert all(rule in policy for rule in wanted), path
        assert "unsafe" not in policy
        assert "*" not in policy
        assert page.headers["content-type"].startswith("text/html")
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "same-origin"


async def test_what_agents_read_is_kept_nowhere(anybody: Client, reza: Client) -> None:
    """Neither an answer nor a refusal stays in a cache between here and them."""
    for path in READ:
        assert (await reza.get(path)).headers["cache-control"] == "no-store", path
    anybody.cookies.clear()
    for path in READ:
        assert (await anybody.get(path)).headers["cache-control"] == "no-store", path
