"""Time functions, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/statistical-and-charting-functions/time-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, UnsupportedError
from tests.preview.spl.reference.five_events import values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("earliest(n)", "7"),
        ("latest(n)", "10"),
        ("earliest(user)", "cid"),
        ("latest(host)", "web1"),
    ],
)
def test_the_event_with_the_value_counts(app: Path, function: str, expected: str) -> None:
    assert values(app, f"* | stats {function} as v", "v") == [expected]
    assert values(app, f"* | sort n | stats {function} as v", "v") == [expected]


@pytest.mark.parametrize(
    "function",
    [
        # The page shows them of metrics only, with six decimals.
        "earliest_time(n)",
        "latest_time(n)",
        "rate(n)",
        "rate_avg(n)",
        "rate_sum(n)",
        "per_day(n)",
        "per_hour(n)",
        "per_minute(n)",
        "per_second(n)",
    ],
)
def test_functions_of_metrics_and_timechart_are_refused(engine: Engine, function: str) -> None:
    with pytest.raises(UnsupportedError, match="not supported"):
        engine.parse(f"index=x | stats {function}")


def test_results_without_time_are_refused(engine: Engine) -> None:
    # stats, "Ensure correct search behavior when time fields are missing": "incorrect or random".
    with pytest.raises(DataError, match="_time"):
        engine.search("| makeresults | eval n=1 | fields - _time | stats latest(n)")


def test_values_of_one_time_are_refused_where_they_differ(rows: Run, engine: Engine) -> None:
    made = "| makeresults count=2 | streamstats count as n | eval one=1 | stats latest"
    assert rows(made + "(one) as v") == [{"v": "1"}]
    with pytest.raises(DataError, match="same _time"):
        engine.search(made + "(n)")
