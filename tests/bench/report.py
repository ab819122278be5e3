"""One table of figures with its ratios."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Mapping

if TYPE_CHECKING:
    from tests.bench.driver import Figures


@dataclass(frozen=True)
class Table:
    """The figures of some contenders at one piece of work.

    :param title: what was done.
    :param figures: by the name of the contender.
    :param baselines: contenders whose speed the others are given as a multiple of.
    """

    title: str
    figures: Mapping[str, Figures]
    baselines: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the table for people."""
        width = max(map(len, self.figures))
        head = f"{'':{width}}  {'events/s':>10}  {'CPU s/M':>8}  {'peak MB':>8}  {'start ms':>8}"
        has_first = any(isfinite(f.first) for f in self.figures.values())
        head += f"  {'first ms':>8}" if has_first else ""
        lines = [self.title, head + "".join(f"  x {name}" for name in self.baselines)]
        for name, f in self.figures.items():
            line = f"{name:{width}}  {f.events:>10,.0f}  {f.cpu:>8.2f}"
            line += f"  {f.memory:>8.0f}  {f.start:>8.0f}"
            line += f"  {f.first:>8.0f}" if has_first else ""
            for base in self.baselines:
                line += f"  {f.events / self.figures[base].events:>{len(base) + 2}.2f}"
            lines.append(line)
        return "\n".join(lines)

    def data(self) -> dict[str, Any]:
        """Return the table for programs."""
        return {
            "title": self.title,
            "contenders": {
                name: {
                    **{p: round(value, 2) for p, value in asdict(f).items() if isfinite(value)},
                    "ratios": {
                        base: round(f.events / self.figures[base].events, 2)
                        for base in self.baselines
                    },
                }
                for name, f in self.figures.items()
            },
        }
