from __future__ import annotations

import sys

import pytest

from huntpipe.indicators.extract import Extractor
from huntpipe.indicators.types import TYPES
from tests.unit.indicators.labelled import labelled_texts

LEAST = 0.99


@pytest.fixture(scope="module")
def outcome() -> dict[str, tuple[int, list[str], list[str]]]:
    """By type: how many are right, which are missed, which are false."""
    extractor = Extractor()
    right = dict.fromkeys(TYPES, 0)
    missed: dict[str, list[str]] = {kind: [] for kind in TYPES}
    false: dict[str, list[str]] = {kind: [] for kind in TYPES}
    for place, text, wanted in labelled_texts():
        assert set(wanted) <= set(TYPES), place
        found = extractor.extract([text])
        for kind in TYPES:
            want, have = set(wanted.get(kind, [])), set(found.get(kind, []))
            right[kind] += len(want & have)
            missed[kind] += [f"{place} {value}" for value in sorted(want - have)]
            false[kind] += [f"{place} {value}" for value in sorted(have - want)]
    return {kind: (right[kind], missed[kind], false[kind]) for kind in TYPES}


def test_corpus_is_large() -> None:
    assert sum(1 for _ in labelled_texts()) >= 300


@pytest.mark.parametrize("kind", TYPES)
def test_precision_and_recall(
    kind: str,
    outcome: dict[str, tuple[int, list[str], list[str]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    right, missed, false = outcome[kind]
    precision = right / max(1, right + len(false))
    recall = right / max(1, right + len(missed))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{kind:9}{right:4} right  precision {precision:.4f}  recall {recall:.4f} "
        )
    assert precision >= LEAST, false
    assert recall >= LEAST, missed
