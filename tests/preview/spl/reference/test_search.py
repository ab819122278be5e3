"""search, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/search
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Values are compared in any case, fields are not.
        ("user=bob", "user", ["bob", "Bob"]),
        ("User=bob", "user", []),
        # != needs the field, NOT does not.
        ("user!=bob", "user", ["ann", "cid"]),
        ("NOT user=bob", "user", ["ann", "cid", None]),
        ("user=*", "user", ["bob", "ann", "Bob", "cid"]),
        ("NOT user=*", "host", ["db1"]),
        ("user IN (b*, ann)", "user", ["bob", "ann", "Bob"]),
        ("n>9", "n", ["10", "100"]),
        ("n>=10 n<=10", "n", ["10"]),
        # OR goes before AND.
        ("user=bob OR user=ann host=web2", "user", ["ann"]),
        # Only capital letters make an operator.
        ("bob or ann", "user", []),
        ("BOB", "user", ["bob", "Bob"]),
        ('"failed login"', "n", ["10", "9", "100", None, "7"]),
        ('"failed log"', "n", []),
        ("fail* NOT ann", "user", ["bob", "Bob", "cid", None]),
        ("10.1.2", "user", ["bob", "ann", "Bob", "cid", None]),
        ("TERM(10.1.2)", "user", []),
        # "=" is a minor breaker, at which a TERM does not end.
        ("TERM(10.1.2.3)", "user", []),
        ("TERM(from=10.1.2.3) ann", "user", ["ann"]),
        # CIDR matching.
        ("from=10.1.0.0/16 user=a*", "user", ["ann"]),
        ('from="10.2.0.0/16"', "user", []),
        ("earliest=-2m@m latest=-1m@m", "user", ["ann"]),
        ('user=bob [| makeresults | eval host="web1" | fields host]', "user", ["bob"]),
        # A field named search gives its text as it is.
        ('[| makeresults | eval search="user=ann" | fields search]', "user", ["ann"]),
        ('NOT [| makeresults | eval user="bob" | fields user]', "user", ["ann", "cid", None]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
