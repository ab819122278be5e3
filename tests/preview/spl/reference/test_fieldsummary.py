"""fieldsummary, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/fieldsummary
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = '| makeresults | eval v=split("{}", ",") | mvexpand v | eval size="x" | table v size '


def test_the_columns_of_a_numeric_field(rows: Run) -> None:
    assert rows(MADE.format("3,1,2") + "| fieldsummary v") == [
        {
            "field": "v",
            "count": "3",
            "distinct_count": "3",
            "is_exact": "1",
            "max": "3",
            "mean": "2",
            "min": "1",
            "numeric_count": "3",
            "stdev": "1",
            "values": '[{"value":"1","count":1},{"value":"2","count":1},{"value":"3","count":1}]',
        }
    ]


def test_values_are_sorted_by_count_then_by_value(rows: Run) -> None:
    (row,) = rows(MADE.format("b,c,a,c") + "| fieldsummary v")
    assert row["values"] == (
        '[{"value":"c","count":2},{"value":"a","count":1},{"value":"b","count":1}]'
    )
    assert row["numeric_count"] == "0"
    assert "max" not in row


def test_fields_by_name_and_wildcard(rows: Run) -> None:
    def names(arguments: str) -> list[str]:
        return [row["field"] for row in rows(MADE.format("a,b") + "| fieldsummary " + arguments)]

    assert names("") == ["size", "v"]  # example 1
    assert names("maxvals=10 *siz*") == ["size"]  # example 2
    assert names("v nosuch") == ["v"]


def test_count_is_of_the_results_with_the_field(rows: Run) -> None:
    made = MADE.format("a,b") + '| eval v=if(v="a", v, null()) '
    assert rows(made + "| fieldsummary v")[0]["count"] == "1"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("a,b,c", "maxvals=0"),  # more than maxvals: "an approximate distinct count"
        ("1,b", "numbers and other values"),
        ("1,2", "decimals"),
        ("10,9", "order of these numbers"),
        ("a,", "an empty one"),
    ],
)
def test_what_the_page_leaves_open_is_refused(rows: Run, values: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        rows(MADE.format(values) + "| fieldsummary maxvals=2 v")


def test_all_fields_of_events_are_refused(engine: Engine) -> None:
    # They would have date_hour, punct and so on in Splunk.
    with pytest.raises(DataError, match="put table before it"):
        engine.search("index=x | fieldsummary")
    with pytest.raises(SearchError, match="0 or more"):
        engine.parse("index=x | fieldsummary maxvals=-1")
