"""One measured figure, beside its floor and its aim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """``value`` in ``unit``; ``floor`` is what the same thing cost at the least, in the same run and unit.

    ``most`` is the largest value (with ``is_ratio``: the largest ratio) that meets the aim.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    most: float | None = None
    is_ratio: bool = False
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool | None:
        """Whether the aim is met; None without an aim."""
        if self.most is None:
            return None
        measured = self.ratio if self.is_ratio else self.value
        return measured is not None and measured <= self.most

    def cells(self) -> list[str]:
        """Name, value, floor, ratio, aim, verdict and remark, as text."""
        aim = "" if self.most is None else f"≤ {number(self.most)} {'×' if self.is_ratio else self.unit}".strip()
        return [
            self.name,
            f"{number(self.value)} {self.unit}".strip(),
            "" if self.floor is None else f"{number(self.floor)} {self.unit}".strip(),
            "" if self.ratio is None else f"{self.ratio:.2f} ×",
            aim,
            {None: "", True: "yes", False: "no"}[self.holds],
            self.remark,
        ]


HEADINGS = ("what", "measured", "floor", "ratio", "aim", "holds", "remark")


def number(value: float) -> str:
    """A number with as many digits as it deserves."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of an ordered list lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
