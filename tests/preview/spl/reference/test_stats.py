"""stats, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/stats
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
        # A row without the field of BY is in no group.
        ("* | stats count by user | fields count", "count", ["1", "1", "1", "1"]),
        ("* | stats count by user", "user", ["Bob", "ann", "bob", "cid"]),
        ('* | stats count(n) as c count as d | eval c=c."/".d', "c", ["4/5"]),
        ("* | stats values(n) as v", "v", [["10", "100", "7", "9"]]),
        ("* | stats list(n) as v", "v", [["10", "9", "100", "7"]]),
        ("* | stats dc(host) as v", "v", ["3"]),
        ("* | stats median(n) as v", "v", ["9.5"]),
        ("* | stats avg(n) as v", "v", ["31.5"]),
        ("* | stats var(n) as v", "v", ["2087"]),
        ("* | stats varp(n) as v", "v", ["1565.25"]),
        ("* | stats range(n) as v", "v", ["93"]),
        ("* | stats mode(host) as v by user | search user=bob", "v", ["db1", "web1"]),
        ("* | stats first(n) as f last(n) as l | eval v=f.l", "v", ["107"]),
        ("* | stats earliest(n) as f latest(n) as l | eval v=f.l", "v", ["710"]),
        ("* | stats count(eval(n>9)) as v by host", "v", ["1", "1", "0"]),
        ("* | stats sum(eval(n*2)) as v", "v", ["252"]),
        ("nothing | stats count as v", "v", ["0"]),
        ("nothing | stats count as v by host", "v", []),
        ("* | stats max(n) as hi by host | sort - hi", "hi", ["100", "10", "9"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
