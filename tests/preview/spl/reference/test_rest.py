"""rest, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/rest
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine

EVENTS = [
    {"_raw": "a x1", "_time": NOW - 10, "host": "h1", "sourcetype": "one"},
    {"_raw": "b x2", "_time": NOW - 20, "host": "h1", "sourcetype": "two"},
    {"_raw": "c x1", "_time": NOW - 7200, "host": "h2", "sourcetype": "one", "index": "_internal"},
]


def test_rest_answers_from_the_files_of_the_app(app: Path) -> None:
    (app / "default" / "macros.conf").write_text("[index]\ndefinition = index=main\n")
    engine = engine_over(app, EVENTS)
    assert engine.search("| rest /services/data/indexes | table title totalEventCount").rows == [
        {"title": "_internal", "totalEventCount": "1"},
        {"title": "main", "totalEventCount": "2"},
    ]
    spl = "| rest /servicesNS/-/huntpipe/admin/macros/index splunk_server=local | fields definition"
    assert engine.search(spl).rows == [{"definition": "index=main"}]


def test_example_2_finds_saved_searches_by_what_they_hold(app: Path) -> None:
    conf = "[One]\nsearch = sourcetype=speccsv\n[Two]\nsearch = index=x\n"
    (app / "default" / "savedsearches.conf").write_text(conf)
    spl = (
        "| rest /services/saved/searches splunk_server=local | rename search AS saved_search "
        "| fields title, saved_search | search saved_search=*speccsv*"
    )
    rows = engine_over(app, EVENTS).search(spl).rows
    assert rows == [{"title": "One", "saved_search": "sourcetype=speccsv"}]


@pytest.mark.parametrize(
    ("spl", "message"),
    [
        ("| rest /services/nosuch", "address /services/nosuch"),
        ("| rest /services/apps/local splunk_server=peer01", "splunk_server"),
        ("| rest /services/apps/local splunk_server_group=x", "splunk_server_group"),
        ('| rest /services/saved/searches search="disabled=0"', "search"),
        ("| rest /services/apps/local strict=true", "strict"),
    ],
)
def test_what_the_preview_lacks_is_refused_by_name(engine: Engine, spl: str, message: str) -> None:
    with pytest.raises(UnsupportedError, match=message):
        engine.parse(spl)
