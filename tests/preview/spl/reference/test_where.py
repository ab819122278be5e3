"""where, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/where
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Other than search: case counts, * is a character, AND goes before OR, XOR last.
        ('* | where user="bob"', "user", ["bob"]),
        ('* | where user="b*"', "user", []),
        ('* | where user="bob" OR user="ann" AND host="web2"', "user", ["bob", "ann"]),
        ('user=* | where host="web1" XOR user="bob" OR user="ann"', "user", ["ann", "cid"]),
        ('user=* | where (host="web1" XOR user="bob") OR user="ann"', "user", ["ann", "cid"]),
        ('user=* | where user="bob" XOR host="web1" OR host="web1"', "user", ["cid"]),
        # Quoted strings are literals, the rest are fields.
        ("* | where user=host", "user", []),
        ('* | eval user="web1" | where user=host', "host", ["web1", "web1"]),
        # Using a wildcard; examples 1 and 2.
        ('* | where user LIKE "b%"', "user", ["bob"]),
        ('* | where like(from, "10.1.%")', "user", ["bob", "ann", "Bob", "cid", None]),
        (
            '* | where like(from, "10.9.%") OR cidrmatch("10.1.2.0/25", from)',
            "n",
            ["10", "9", "100", None, "7"],
        ),
        # Example 3: a calculation.
        ("* | where n/2 > 4.5", "n", ["10", "100"]),
        ("* | where n>9", "n", ["10", "100"]),
        # Fields whose names start with a digit or have other characters than letters.
        ('user=bob | head 1 | eval 5minutes="late" | where \'5minutes\'="late"', "n", ["10"]),
        ("user=ann | eval server-1=4 | where n+'server-1'=13", "n", ["9"]),
        # Only those for which the expression is true; null is not (head: "evaluates to NULL"),
        # NOT of null is: https://qiita.com/frozencatpisces/items/bb0adbf22712565c15e1, 3.
        ('* | where NOT user="bob"', "user", ["ann", "Bob", "cid", None]),
        ('* | where user!="bob"', "user", ["ann", "Bob", "cid"]),
        ("* | where isnull(user)", "host", ["db1"]),
        ("* | where n=max(n)", "n", ["10", "9", "100", "7"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize("condition", ["n", '"x"', "n+1", "", "n = ", "5minutes=1"])
def test_an_expression_that_is_not_boolean_is_an_error(engine: Engine, condition: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(f"index=main | where {condition}")
