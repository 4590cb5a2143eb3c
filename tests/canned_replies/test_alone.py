"""The library stands alone: it works where no chat server and no web framework can be imported."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "canned_replies"
ALLOWED = {"jinja2", "msgspec", "yaml", "canned_replies", *sys.stdlib_module_names}
ANSWER = "Good question. I'll check it with the colleague who knows this best and"

BLOCKED = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        web = {"starlette", "uvicorn", "websockets", "aiosqlite"}
        if name.split(".")[0] in {"chat_server", "widget", "agent_console"} | web:
            raise ModuleNotFoundError(f"{name} is blocked")

sys.meta_path.insert(0, Blocker())
"""


def run(program: str) -> str:
    """What the program prints, run where the chat server is blocked."""
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED + program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_blocker_blocks() -> None:
    """Otherwise the next tests would prove nothing."""
    tried = run("try:\n    import chat_server\nexcept ModuleNotFoundError as error:\n    print(error)\n")
    assert tried == "chat_server is blocked\n"


def test_the_readmes_example_runs_without_the_chat_server() -> None:
    """What the README shows is what happens."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert run(example).splitlines() == [
        "44 new replies",
        "promise.due is still open",
        f"{ANSWER} write to you \u2068by 15:00 today\u2069.",
        "confirm: 'calm down' (dismiss); offers angry.acknowledge, angry.plan",
        'warn: "I don\'t know" (dead_end); offers dont_know.ask_colleague, dont_know.checking_now',
    ]


def test_every_module_is_importable_alone() -> None:
    """No module needs anything but its own library."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sorted(PACKAGE.rglob("*.py"))]
    run("".join(f"import {name.removesuffix('.__init__')}\n" for name in names))
    assert len(names) > 20


def test_only_the_parsers_it_names_are_imported() -> None:
    """Standard library, Jinja2, PyYAML, msgspec: nothing else."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or "canned_replies"]
            else:
                continue
            assert {module.split(".")[0] for module in modules} <= ALLOWED, path


def test_the_readme_names_every_module() -> None:
    """Somebody who walks in finds everything in the table."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    missing = [path.stem for path in PACKAGE.glob("*.py") if f"`{path.stem}`" not in readme]
    assert set(missing) <= {"__init__", "errors", "languages"}
