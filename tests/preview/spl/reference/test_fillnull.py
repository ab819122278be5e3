"""fillnull, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/fillnull
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Example 1: every field, with the default 0.
        ("* | table user n | fillnull", "user", ["bob", "ann", "Bob", "cid", "0"]),
        # Examples 2 and 3: another value, some fields, one of which does not exist.
        ("* | table user n | fillnull value=NULL", "n", ["10", "9", "100", "NULL", "7"]),
        ("* | fillnull value=unknown n zz", "n", ["10", "9", "100", "unknown", "7"]),
        ("* | fillnull value=unknown n zz", "zz", ["unknown"] * 5),
        ("* | fillnull value=unknown n", "user", ["bob", "ann", "Bob", "cid", None]),
        # The empty string is a value.
        ('user=bob | head 1 | eval e="" | fillnull value=NULL e', "e", [""]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    ("spl", "expected"),
    [
        # "Fields in the event set should have at least one non-null value": its searches.
        ('eval test="123123", test2=null() | fillnull value=NULL', [None]),
        ('eval test="123123" | eval test2=null() | table test test2 | fillnull value=NULL', [None]),
        (
            'eval test1=split("123,456", ",") | mvexpand test1 '
            '| eval test2=if(test1="123", null(), "abc") | fillnull value=NULL',
            ["NULL", "abc"],
        ),
    ],
)
def test_a_field_that_no_result_has_is_not_filled(rows: Run, spl: str, expected: Cells) -> None:
    assert [row.get("test2") for row in rows(f"| makeresults | {spl}")] == expected
