from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.virustotal.verdict import VERDICTS, Thresholds, verdict

COUNTS = st.integers(min_value=0, max_value=100)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((40, 0, 0, 28), "malicious"),
        ((5, 0, 60, 0), "malicious"),
        ((4, 0, 80, 6), "suspicious"),
        ((0, 1, 80, 6), "suspicious"),
        ((0, 0, 57, 9), "harmless"),
        ((0, 0, 0, 70), "undetected"),
        ((0, 0, 5, 70), "undetected"),
        ((0, 0, 0, 0), "unknown"),
    ],
)
def test_counts_become_a_verdict(counts: tuple[int, int, int, int], expected: str) -> None:
    assert verdict(*counts, Thresholds()) == expected


def test_thresholds_are_respected() -> None:
    assert verdict(1, 0, 0, 60, Thresholds(malicious=1)) == "malicious"
    assert verdict(2, 2, 0, 60, Thresholds(malicious=3, suspicious=5)) == "undetected"


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_another_accuser_never_makes_a_verdict_milder(
    malicious: int, suspicious: int, harmless: int, undetected: int
) -> None:
    before = verdict(malicious, suspicious, harmless, undetected, Thresholds())
    after = verdict(malicious + 1, suspicious, harmless, undetected, Thresholds())
    assert VERDICTS.index(after) <= VERDICTS.index(before)
