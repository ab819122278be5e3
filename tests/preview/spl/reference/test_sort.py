"""sort, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/sort
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = '| makeresults | eval v=split("{}", ",") | mvexpand v | fields v | sort {}'


@pytest.mark.parametrize(
    ("values", "keys", "expected"),
    [
        # Usage: numbers, addresses, or text.
        ("10,9,100", "v", "9,10,100"),
        ("10,9,-1.5", "v", "-1.5,9,10"),
        ("10.0.0.10,10.0.0.9", "v", "10.0.0.9,10.0.0.10"),
        ("b,A,a,B", "v", "A,B,a,b"),
        ("_x,-x,x", "v", "-x,_x,x"),
        # Usage, the order of each pair: two numbers by number, others as text.
        ("10,9,b,A", "v", "9,10,A,b"),
        ("9.1,10.1", "-v", "10.1,9.1"),
        ("10.0.0.10,10.0.0.9,unknown", "v", "10.0.0.9,10.0.0.10,unknown"),
        ("08/20 10:00,08/19 23:00", "- v", "08/20 10:00,08/19 23:00"),
        # Sort field options.
        ("10,9,70,100", "str(v)", "10,100,70,9"),
        ("10,9,70,100", "num(v)", "9,10,70,100"),
        ("10,9,70,100", "-num(v)", "100,70,10,9"),
        ("10,9,70,100", "auto(v)", "9,10,70,100"),
        ("10.0.0.10,9.0.0.9", "ip(v)", "9.0.0.9,10.0.0.10"),
        # count and desc.
        ("3,1,2", "2 -v", "3,2"),
        ("3,1,2", "limit=1 v", "1"),
        ("3,1,2", "0 v", "1,2,3"),
        ("3,1,2", "v desc", "3,2,1"),
        ("3,1,2", "v d", "3,2,1"),
        ("3,1,2", "-v DESC", "1,2,3"),
        ("3,1,2", "+v", "1,2,3"),
    ],
)
def test_the_kind_of_values_gives_the_order(
    rows: Run, values: str, keys: str, expected: str
) -> None:
    assert [row["v"] for row in rows(MADE.format(values, keys))] == expected.split(",")


@pytest.mark.parametrize("key", ["v", "-v", "+v"])
def test_results_without_the_field_come_last_in_either_direction(rows: Run, key: str) -> None:
    made = f"| makeresults count=3 | streamstats count as n | eval v=nullif(n, 2) | sort {key}"
    assert rows(made)[-1]["n"] == "2"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # Basic example 3, and desc over several fields.
        ("a, -b", ["1y", "1x", "2y", "2x"]),
        ("a, b", ["1x", "1y", "2x", "2y"]),
        ("- a, - b", ["2y", "2x", "1y", "1x"]),
        ("a, b desc", ["2y", "2x", "1y", "1x"]),
        ("a, -b desc", ["2x", "2y", "1x", "1y"]),
        ("-num(a), +str(b)", ["2x", "2y", "1x", "1y"]),
    ],
)
def test_further_fields_order_equals(rows: Run, keys: str, expected: list[str]) -> None:
    made = (
        '| makeresults | eval v=split("1x,2y,1y,2x", ",") | mvexpand v '
        '| rex field=v "(?<a>.)(?<b>.)" | sort '
    )
    assert [row["v"] for row in rows(made + keys)] == expected


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        # The page says of 10a and 9a that the numbers count, of 10.1.a and 9.1.a that they do not.
        ("9.1.a,10.1.a", "-v"),
        ("10a,9a", "v"),
        ("10,9,1a", "v"),
        ("10,x", "num(v)"),
        ("10.0.0.9,x", "ip(v)"),
    ],
)
def test_an_order_that_is_not_documented_is_refused(engine: Engine, values: str, keys: str) -> None:
    with pytest.raises(DataError, match="not"):
        engine.search(MADE.format(values, keys))


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("", "at least one field"),
        ("0 -", "after the sign"),
        ("3 limit=4 v", "given twice"),
        ("num(v", "missing"),
        # Whether the sign is of all the fields then, the page does not say.
        ("- a, b", "apart from its field"),
    ],
)
def test_bad_keys_are_refused(engine: Engine, keys: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | sort {keys}")


def test_results_without_the_field_are_refused_where_desc_reverses_the_order(
    engine: Engine,
) -> None:
    made = "| makeresults count=3 | streamstats count as n | eval v=nullif(n, 2)"
    with pytest.raises(DataError, match="desc"):
        engine.search(f"{made} | sort v desc")


def test_a_multivalue_field_is_refused(engine: Engine) -> None:
    with pytest.raises(DataError, match="multivalue"):
        engine.search('| makeresults | eval v=split("b,a", ",") | sort v')
