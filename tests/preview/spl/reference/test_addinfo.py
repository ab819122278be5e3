"""addinfo, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/addinfo
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.wire import Session
from tests.preview.spl.conftest import NOW
from tests.preview.spl.reference.five_events import values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine


def test_addinfo_tells_the_time_range_and_the_id(engine: Engine) -> None:
    spl = "| makeresults | addinfo | table info_min_time info_max_time info_search_time"
    bounded = engine.search(spl, earliest="-1d@d", latest="@d", now=NOW).rows
    assert list(bounded[0].values()) == ["1534723200.000", "1534809600.000", "1534809600.000"]
    assert engine.search("| makeresults | addinfo").rows[0]["info_sid"] == Session().sid
    unbounded = engine.search(spl, now=NOW).rows
    assert list(unbounded[0].values()) == ["0.000", "+Infinity", "1534809600.000"]


def test_example_2_tells_how_old_the_latest_event_of_a_host_is(app: Path) -> None:
    spl = (
        "earliest=-10m latest=now | stats latest(_time) AS latest_time BY host | addinfo "
        "| eval age=info_max_time-latest_time | fields - info_* | where age>90"
    )
    assert values(app, spl, "host") == ["db1", "web2"]
