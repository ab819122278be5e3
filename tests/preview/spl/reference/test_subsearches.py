"""Subsearches, by the Search Manual, "About subsearches".

https://help.splunk.com/en/splunk-enterprise/search/search-manual/10.0/subsearches
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError, UnsupportedError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine


@pytest.mark.parametrize(
    ("spl", "expected"),
    [
        # The first example of the page: the most frequent value as a condition.
        ("msg=* [search index=main user=a* | top limit=1 host | table host]", ["ann"]),
        # Several rows are alternatives, several fields of a row are all needed.
        ("msg=* [search index=main n<11 n>8 | table user, n]", ["bob", "ann"]),
        ("msg=* NOT [search index=main n<11 n>8 | table user]", ["cid", None]),
        # Fields that begin with an underscore are no conditions.
        ("user=a* [search index=main user=ann | fields user, _time]", ["ann"]),
        # No results match nothing.
        ("msg=* [search index=main nothing | fields user]", []),
        ("msg=* NOT [search index=main nothing | fields user]", ["bob", "ann", "Bob", "cid", None]),
        # A subsearch in a subsearch.
        (
            "msg=* [search index=main [search index=main n=9 | fields host] | fields user]",
            ["ann"],
        ),
        # The values of a multivalue field are alternatives.
        ('msg=* [| makeresults | eval user=split("ann cid", " ") | fields user]', ["ann", "cid"]),
    ],
)
def test_the_results_are_conditions(app: Path, spl: str, expected: Cells) -> None:
    assert values(app, spl, "user") == expected


@pytest.mark.parametrize(
    ("spl", "error"),
    [
        # "The first command in a subsearch must be a generating command".
        ("index=x [stats count]", UnsupportedError),
        ("index=x [| head 1]", UnsupportedError),
        ("index=x [ ]", SearchError),
        # Whole events have fields in Splunk that the preview does not make.
        ("index=x [search index=y user=bob]", UnsupportedError),
        ("index=x [search index=y user=bob | head 1]", UnsupportedError),
        ("index=x [search index=y | fields - user]", UnsupportedError),
    ],
)
def test_what_is_no_condition_is_refused(
    engine: Engine, spl: str, error: type[SearchError]
) -> None:
    with pytest.raises(error):
        engine.parse(spl)
