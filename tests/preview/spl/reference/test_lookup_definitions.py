"""What matches in a lookup table, by transforms.conf and props.conf of the Admin Manual.

https://help.splunk.com/en/data-management/splunk-enterprise-admin-manual/10.0/10.0.0-configuration-file-reference/transforms.conf
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

pytestmark = pytest.mark.usefixtures("lookup_tables")


@pytest.mark.parametrize(
    ("made", "lookup", "field", "expected"),
    [
        # case_sensitive_match, true by default.
        ('user="ANN"', "users.csv user OUTPUT team", "team", None),
        ('h="web01"', "hosts name AS h OUTPUT role", "role", "web"),
        # match_type: a list with commas or spaces.
        ('h="web1", ip="10.1.2.3"', "both name AS h, net AS ip OUTPUT label", "label", "here"),
        ('h="db1", ip="10.1.2.3"', "both name AS h, net AS ip OUTPUT label", "label", None),
        # max_matches: the first in the order of the file.
        ('h="web01"', "hosts name AS h OUTPUT role AS v", "v", "web"),
        # min_matches and default_match: as often as matches are missing.
        ('ip="8.8.8.8"', "networks net AS ip OUTPUT label", "label", ["none", "none"]),
        ('ip="10.1.2.3"', "networks net AS ip OUTPUT label", "label", ["inside", "none"]),
        # props.conf, LOOKUP: an event with all match fields and no match loses the outputs.
        ('user="z", team="old"', "users.csv user OUTPUT team", "team", None),
        ('user="z", team="old"', "users.csv user OUTPUTNEW team", "team", "old"),
        ('x="z", team="old"', "users.csv user OUTPUT team", "team", "old"),
        # props.conf, LOOKUP: OUTPUTNEW writes each output that did not exist.
        ('user="ann", team="old"', "users.csv user OUTPUTNEW team, site", "site", "y"),
        ('user="ann", team="old"', "users.csv user OUTPUTNEW team, site", "team", "old"),
    ],
)
def test_a_lookup_gives_what_its_definition_says(
    rows: Run, made: str, lookup: str, field: str, expected: Any
) -> None:
    (row,) = rows(f"| makeresults | eval {made} | lookup {lookup}")
    assert row.get(field) == expected


def test_no_more_than_a_hundred_rows_match_by_default(rows: Run) -> None:
    # max_matches: "Default: 100".
    (row,) = rows('| makeresults | eval k="x" | lookup many k OUTPUT v')
    assert row["v"] == [str(n) for n in range(100)]


@pytest.mark.parametrize(
    "setting",
    [
        "time_field = t",
        "filter = a=1",
        "index_fields_list = a",
        "external_cmd = x.py a",
        "external_type = geo",
        "match_type = REGEX(a)",
        "match_type = WILDCARD",
        "min_matches = 1",
    ],
)
def test_a_definition_that_the_preview_does_not_follow_is_refused(
    app: Path, engine: Engine, setting: str
) -> None:
    (app / "default/transforms.conf").write_text(f"[l]\nfilename = users.csv\n{setting}\n")
    with pytest.raises(UnsupportedError, match="the lookup l"):
        engine.parse("| inputlookup l")


def test_case_is_not_ignored_in_a_collection(app: Path, engine: Engine) -> None:
    # case_sensitive_match: "honored only when the data ... is entirely in lower case".
    settings = "external_type = kvstore\ncollection = kept\ncase_sensitive_match = false\n"
    (app / "default/transforms.conf").write_text(f"[l]\n{settings}")
    with pytest.raises(UnsupportedError, match="case_sensitive_match"):
        engine.parse("| inputlookup l")


@pytest.mark.parametrize(
    ("made", "lookup", "error", "message"),
    [
        ('user=split("bob ann", " ")', "users.csv user OUTPUT team", DataError, "multivalue"),
        ('user=""', "users.csv user OUTPUT team", DataError, "empty"),
        # lookup, Avoid lookup reference cycles.
        ('user="bob"', "users.csv user OUTPUT team AS user", SearchError, "input and output"),
        ('team="bob"', "users.csv user AS team", SearchError, "input and output"),
    ],
)
def test_what_is_not_documented_is_refused(
    engine: Engine, made: str, lookup: str, error: type[SearchError], message: str
) -> None:
    with pytest.raises(error, match=message):
        engine.search(f"| makeresults | eval {made} | lookup {lookup}")
