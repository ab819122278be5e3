"""xyseries, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/xyseries
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.conftest import NOW

if TYPE_CHECKING:
    from preview.spl import Engine, Results


def made(engine: Engine, rows: str, command: str) -> Results:
    """Run a command over rows of x:y:n, such as ``x:a:1``."""
    return engine.search(
        f'| makeresults | eval r=split("{rows}", " ") | mvexpand r | eval '
        'x=mvindex(split(r, ":"), 0), y=mvindex(split(r, ":"), 1), n=mvindex(split(r, ":"), 2) '
        f"| {command}",
        now=NOW,
    )


def test_values_of_one_field_become_columns(engine: Engine) -> None:
    # Example: the columns are in order, a cell without a result is null.
    results = made(engine, "STRATEGY:806:30.4 ARCADE:493:18.6 TEE:367:13.8", "xyseries x y n")
    assert results.fields == ["x", "367", "493", "806"]
    assert results.rows == [
        {"x": "ARCADE", "493": "18.6"},
        {"x": "STRATEGY", "806": "30.4"},
        {"x": "TEE", "367": "13.8"},
    ]


@pytest.mark.parametrize(
    ("rows", "command", "message"),
    [
        # "Results with duplicate field values" does not say which is removed.
        ("x:a:1 x:a:2", "xyseries x y n", "which of several"),
        ("x:a:1", "eval n=null() | xyseries x y n", "without n"),
        ("x:a:1", "eval y=null() | xyseries x y n", "one value of y"),
        ("x:a:1", 'eval y=split("a,b", ",") | xyseries x y n', "one value of y"),
        ("x:_a:1", "xyseries x y n", "name of no column"),
        ("9:a:1 10:a:1", "xyseries x y n", "comes first"),
    ],
)
def test_what_no_page_says_is_refused(
    engine: Engine, rows: str, command: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        made(engine, rows, command)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("x y", "a data field"),
        ("x y n v", "more than one data field"),  # the page shows the columns in a picture
        ("sep=- x y n", "sep= is not supported"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | xyseries {arguments}")
