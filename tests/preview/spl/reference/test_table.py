"""table, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/table
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError

if TYPE_CHECKING:
    from preview.spl import Engine


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        # "In the same order that fields are specified", examples 2 and 4 with a wildcard.
        ("b* a none", ["b2", "b1", "a", "none"]),
        ("a, b1", ["a", "b1"]),
        ("a a", ["a"]),
        ("*1 a", ["b1", "a"]),
        ("_time *", ["_time", "b2", "a", "b1"]),
        ('"a" b2', ["a", "b2"]),
    ],
)
def test_columns_are_those_that_are_named(
    engine: Engine, arguments: str, expected: list[str]
) -> None:
    made = "| makeresults | eval b2=1, a=2, b1=3 | table "
    assert engine.search(made + arguments).fields == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [("", "at least one field"), ("a as b", "cannot rename"), ("- a", "is missing before")],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | table {arguments}")


@pytest.mark.parametrize("command", ["table *", "table *time a", "rename * as x*", "fields - *"])
def test_a_wildcard_over_internal_fields_is_refused(engine: Engine, command: str) -> None:
    made = "| makeresults | eval a=1 | "
    with pytest.raises(DataError, match="_time"):
        engine.search(made + command)
    assert engine.search(f"{made}fields - _* | {command}").rows
