"""Reads the labelled corpus: blocks of ``> text`` lines, then one ``type value`` line each."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple

CORPUS = Path(__file__).parent / "corpus"


class Labelled(NamedTuple):
    """One text, where it stands, and the indicators an analyst wants from it, by type."""

    place: str
    text: str
    wanted: Dict[str, List[str]]


def labelled_texts() -> Iterator[Labelled]:
    """Yield every text of the corpus."""
    for path in sorted(CORPUS.glob("*.txt")):
        line_number = 1
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            text = "\n".join(line[2:] for line in lines if line.startswith("> "))
            wanted: Dict[str, List[str]] = {}
            for line in lines:
                if not line.startswith("> "):
                    kind, _, value = line.partition(" ")
                    wanted.setdefault(kind, []).append(value)
            if text:
                yield Labelled(f"{path.name}:{line_number}", text, wanted)
            line_number += block.count("\n") + 2
