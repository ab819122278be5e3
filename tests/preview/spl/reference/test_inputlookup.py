"""inputlookup, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/inputlookup
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, MissingError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

pytestmark = pytest.mark.usefixtures("lookup_tables")


@pytest.mark.parametrize(
    ("arguments", "teams"),
    [
        ("users.csv", ["red", "blue", "green"]),
        ("start=1 users.csv", ["blue", "green"]),
        ("start=1 max=1 users.csv", ["blue"]),
        # WHERE clause: wildcards and these operators.
        ('users.csv where user="bo*"', ["red", "blue"]),
        ("users.csv WHERE (user=bob) AND (team!=red)", ["blue"]),
        ("users.csv where NOT user=bob", ["green"]),
        ("users.csv where team=red OR team=green", ["red", "green"]),
    ],
)
def test_the_rows_of_a_table_are_read(rows: Run, arguments: str, teams: list[str]) -> None:
    assert [row["team"] for row in rows(f"| inputlookup {arguments}")] == teams


def test_append_keeps_the_rows_before(rows: Run) -> None:
    assert len(rows("| makeresults | inputlookup append=t users.csv")) == 4


def test_numbers_of_a_collection_are_compared(engine: Engine) -> None:
    # Example 4.
    for key, size in (("k", 600), ("l", 400)):
        engine.collections["kept"][key] = {"_key": key, "a": "Pat", "size": size}
    spl = '| inputlookup kept where (size>500) AND (a="P*") | stats count'
    assert engine.search(spl).rows == [{"count": "1"}]


def test_keys_of_a_collection_can_be_shown(engine: Engine) -> None:
    # Example 5.
    engine.collections["kept"]["k"] = {"_key": "k", "a": "x"}
    spl = "| inputlookup kept | eval CustKey=_key | table CustKey, a"
    assert engine.search(spl).rows == [{"CustKey": "k", "a": "x"}]


def test_a_document_that_is_no_row_is_refused(engine: Engine) -> None:
    engine.collections["kept"]["k"] = {"_key": "k", "a": {"deep": 1}}
    with pytest.raises(DataError, match="a holds dict"):
        engine.search("| inputlookup kept")


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ("none.csv", MissingError, "does not exist"),
        ("strict=true users.csv", UnsupportedError, "strict"),
        # WHERE supports "a limited set" of operators.
        ("users.csv where user IN (bob, ann)", UnsupportedError, "IN"),
        ("users.csv where bob", UnsupportedError, "without the name of a field"),
        ("users.csv where user=10.0.0.0/8", UnsupportedError, "a network"),
        ("users.csv where user=bob team=red OR team=x", UnsupportedError, "without parentheses"),
        # Whether rows are counted before or after WHERE is left open, and the case of values.
        ("max=1 users.csv where user=bob", UnsupportedError, "beside WHERE"),
        ('users.csv where user="BO*"', DataError, "but for the case"),
        ("users.csv where user!=BOB", DataError, "but for the case"),
    ],
)
def test_what_is_not_documented_is_refused(
    engine: Engine, arguments: str, error: type[SearchError], message: str
) -> None:
    with pytest.raises(error, match=message):
        engine.search(f"| inputlookup {arguments}")
