"""The console's calendar beside the one of the server: the same day for every day that anybody could promise."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

from persiantools.jdatetime import JalaliDate

ROOT = Path(__file__).parent.parent.parent
FIRST, LAST = date(2020, 1, 1), date(2122, 3, 20)
CODE = """
import { fromJalali, toJalali } from "warmline/console/model/jalali.js";
const found = [];
for (let at = new Date(2020, 0, 1, 12); at <= new Date(2122, 2, 20, 12); at.setDate(at.getDate() + 1)) {
  const { year, month, day } = toJalali(at.getTime());
  const back = new Date(fromJalali({ year, month, day }, 12));
  found.push([year, month, day, back.getTime() === at.getTime()]);
}
console.log(JSON.stringify(found));
"""


def test_a_century_of_days_agrees_with_the_servers_calendar() -> None:
    """Every day from 2020 to the end of the Jalali year 1500: the same date, and the same day back again."""
    node = shutil.which("node")
    assert node, "expected Node.js on the PATH to test the browser code; `make tools` installs it"
    command = [node, "--input-type=module", "-e", CODE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    found = json.loads(done.stdout)
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    expected = [JalaliDate(day) for day in days]  # type: ignore[no-untyped-call]
    assert found == [[day.year, day.month, day.day, True] for day in expected]
