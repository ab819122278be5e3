"""CASE() and TERM(), by the Search Manual, "Use CASE() and TERM() to match phrases".

https://help.splunk.com/en/splunk-enterprise/search/search-manual/10.0/search-primer/use-case-and-term-to-match-phrases
and, of breakers, "Event segmentation and searching" of the same manual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine

EVENTS = [
    "Error from 91.205.189.15 - - [13/Aug/2022:18:22:16]",
    "ip 91.205.189.150 user=ann_lee",
    "at 1.91.205.189.15, averted",
]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        # Minor breakers are part of the term, major ones end it.
        ("TERM(91.205.189.15)", [0]),
        ("91.205.189.15", [0, 2]),
        ("TERM(205)", []),
        ("205", [0, 1, 2]),
        ("TERM(13/Aug/2022:18:22:16)", [0]),
        ("TERM(user=ann_lee)", [1]),
        ("TERM(ann_lee)", []),
        ("ann_lee", [1]),
        # By default, in any case.
        ("ERROR", [0]),
        ("TERM(error)", [0]),
        # Wildcards.
        ("TERM(91.205.189.15*)", [0, 1]),
        ("aver*", [2]),
    ],
)
def test_terms_are_found(app: Path, term: str, expected: list[int]) -> None:
    records = [{"_raw": raw, "_time": NOW - age} for age, raw in enumerate(EVENTS, start=1)]
    rows = engine_over(app, records).search(f"index=main {term}", now=NOW).rows
    assert [EVENTS.index(str(row["_raw"])) for row in rows] == expected


@pytest.mark.parametrize("term", ["CASE(error)", "host=CASE(LOCALHOST)", "host=TERM(a)", "term(a)"])
def test_what_the_preview_lacks_is_refused(engine: Engine, term: str) -> None:
    with pytest.raises(UnsupportedError):
        engine.parse(f"index=x {term}")


@pytest.mark.parametrize("term", ['TERM("a b")', "TERM(a;b)", "TERM(a,b)"])
def test_a_major_breaker_in_a_term_is_refused(engine: Engine, term: str) -> None:
    with pytest.raises(SearchError, match="major breaker"):
        engine.parse(f"index=x {term}")
