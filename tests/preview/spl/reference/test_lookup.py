"""lookup, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/lookup
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import DataError, MissingError, SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("user=bob | lookup sites host OUTPUT site", "site", [["dmz", "special"], None]),
        ("user=ann | eval site=1 | lookup sites host OUTPUTNEW site", "site", ["1"]),
        ("user=ann | eval site=1 | lookup sites host OUTPUT site", "site", ["dmz"]),
        ("user=ann | lookup networks network AS from OUTPUT name AS v", "v", ["small"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.usefixtures("lookup_tables")
@pytest.mark.parametrize(
    ("made", "lookup", "expected"),
    [
        # Basic example 1: other names for both fields; every match gives a value.
        ('u="bob"', "users.csv user AS u OUTPUT team AS t", {"t": ["red", "blue"]}),
        ('u="ann"', "users.csv user AS u OUTPUT team AS t, site AS s", {"t": "green", "s": "y"}),
        # Usage: without OUTPUT, every column that is not matched.
        ('user="ann"', "users.csv user", {"team": "green", "site": "y"}),
        ('user="ann"', "local=true users.csv user", {"team": "green", "site": "y"}),
        # Extended example 2: an IPv6 address in a subnet.
        (
            'ip="2001:0db8:ffff:ffff:ffff:ffff:ffff:ff99"',
            "networks net AS ip OUTPUT label",
            {"label": ["v6", "none"]},
        ),
    ],
)
def test_lookup_adds_columns(rows: Run, made: str, lookup: str, expected: dict[str, Any]) -> None:
    (row,) = rows(f"| makeresults | eval {made} | lookup {lookup}")
    assert expected.items() <= row.items()


@pytest.mark.parametrize(
    ("made", "output"),
    [
        ('user="bob"', "site"),  # another match has one
        ('user="cid", site="z"', "site"),
        ('user="cid", s="z"', "site AS s"),
    ],
)
def test_an_empty_cell_beside_other_values_is_refused(
    app: Path, engine: Engine, made: str, output: str
) -> None:
    (app / "lookups" / "gaps.csv").write_text("user,site\nbob,x\nbob,\ncid,\n")
    with pytest.raises(DataError, match="empty site"):
        engine.search(f"| makeresults | eval {made} | lookup gaps.csv user OUTPUT {output}")
    new = engine.search('| makeresults | eval user="cid" | lookup gaps.csv user OUTPUT site')
    assert "site" not in new.rows[0]


@pytest.mark.usefixtures("lookup_tables")
def test_what_is_posted_to_a_collection_is_found(engine: Engine) -> None:
    engine.collections["kept"]["k"] = {"_key": "k", "a": "x", "size": 7}
    data = '| makeresults | eval a="{}" | lookup kept a OUTPUT size'
    assert engine.search(data.format("x")).rows[0]["size"] == "7"
    assert "size" not in engine.search(data.format("X")).rows[0]


@pytest.mark.usefixtures("lookup_tables")
@pytest.mark.parametrize(
    ("spl", "error", "message"),
    [
        ("index=x | lookup none a", MissingError, "does not exist"),
        ("index=x | lookup users.csv nosuch", SearchError, "no column 'nosuch'"),
        ("index=x | lookup users.csv user OUTPUT nosuch", SearchError, "no column 'nosuch'"),
        ("index=x | lookup users.csv", SearchError, "a field to look up"),
        ("index=x | lookup users.csv user OUTPUT", SearchError, "needs a field"),
    ],
)
def test_bad_arguments_are_refused(
    engine: Engine, spl: str, error: type[SearchError], message: str
) -> None:
    with pytest.raises(error, match=message):
        engine.parse(spl)
