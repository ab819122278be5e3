"""rename, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/rename
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = "| makeresults | fields - _time | eval EU_UK=1, EU_DE=2, pid=3 | "


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('pid AS "The product ID"', {"EU_UK": "1", "EU_DE": "2", "The product ID": "3"}),
        ("EU* AS EMEA*", {"EMEA_UK": "1", "EMEA_DE": "2", "pid": "3"}),
        ('EU_* as "* (EU)"', {"UK (EU)": "1", "DE (EU)": "2", "pid": "3"}),
        ("E*_* as *.*", {"U.UK": "1", "U.DE": "2", "pid": "3"}),
        ("pid as a, EU_UK as b", {"b": "1", "EU_DE": "2", "a": "3"}),
        ("pid as a EU_UK as b", {"b": "1", "EU_DE": "2", "a": "3"}),
        ("pid as pid", {"EU_UK": "1", "EU_DE": "2", "pid": "3"}),
        # Renaming a field that does not exist: the new name loses its data.
        ("none as other", {"EU_UK": "1", "EU_DE": "2", "pid": "3"}),
        ("none as pid", {"EU_UK": "1", "EU_DE": "2"}),
        ("pid as EU_UK", {"EU_UK": "3", "EU_DE": "2"}),
    ],
)
def test_fields_get_other_names(rows: Run, arguments: str, expected: dict[str, str]) -> None:
    assert rows(f"{MADE}rename {arguments}") == [expected]


def test_fields_cannot_be_merged(rows: Run) -> None:
    # product_id becomes null where pid is.
    found = rows(
        "| makeresults count=2 | fields - _time | streamstats count as n "
        "| eval pid=if(n=1, 7, null()), product_id=if(n=2, 8, null()) | rename pid as product_id"
    )
    assert found == [{"n": "1", "product_id": "7"}, {"n": "2"}]


def test_an_internal_field_gets_a_name(rows: Run) -> None:
    # Example 1.
    assert (
        rows('| makeresults | eval _ip="10.0.0.1" | rename _ip AS IPAddress | fields IPAddress')[0][
            "IPAddress"
        ]
        == "10.0.0.1"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "a field AS a new name"),
        ("a b", "AS and a new name"),
        ("price-a*price-b AS price-aprice-b", "as many wildcards"),
        ("A as B, A as C", "several names"),
        ("A as C, B as C", "cannot merge"),
        ("A as B, B as C", "both old and new"),
        (r"http\\\\:* AS localhost:*", "backslash"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | rename {arguments}")


@pytest.mark.parametrize("arguments", ["EU* as x*, *UK as *y", "EU_* as a_*, p* as a_U*"])
def test_wildcards_that_meet_are_refused(engine: Engine, arguments: str) -> None:
    made = MADE + "eval pK=4 | rename "
    with pytest.raises(DataError, match="two"):
        engine.search(made + arguments)


def test_wildcards_that_fit_in_two_ways_are_refused(engine: Engine) -> None:
    with pytest.raises(DataError, match="in two ways"):
        engine.search("| makeresults | eval axbxb=1 | rename a*b* as *.*")
