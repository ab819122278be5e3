"""lookup, inputlookup and outputlookup.

https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/lookup
and transforms.conf of the Admin Manual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, Engine, MissingError, SearchError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.spl.conftest import Run

TRANSFORMS = """
[hosts]
filename = hosts.csv
match_type = WILDCARD(name)
case_sensitive_match = 0
max_matches = 1

[networks]
filename = networks.csv
match_type = CIDR(net)
min_matches = 1
default_match = none

[kept]
external_type = kvstore
collection = kept
fields_list = _key, a, size
"""

COLLECTIONS = """
[kept]
field.size = number
"""


@pytest.fixture(autouse=True)
def tables(app: Path) -> None:
    folder = app / "lookups"
    (folder / "users.csv").write_text("user,team,site\nbob,red,x\nbob,blue,\nann,green,y\n")
    (folder / "hosts.csv").write_text("name,role\nWEB*,web\n*,other\n")
    (folder / "networks.csv").write_text("net,label\n10.0.0.0/8,inside\n")
    (app / "default" / "transforms.conf").write_text(TRANSFORMS)
    (app / "default" / "collections.conf").write_text(COLLECTIONS)


def test_every_match_gives_a_value_and_empty_cells_are_null(rows: Run) -> None:
    (row,) = rows(
        '| makeresults | eval u="bob" | lookup users.csv user AS u OUTPUT team, site AS s'
    )
    assert (row["team"], row["s"]) == (["red", "blue"], "x")


def test_without_output_every_other_column_is_added(rows: Run) -> None:
    (row,) = rows('| makeresults | eval user="ann" | lookup users.csv user | fields - _time')
    assert row == {"user": "ann", "team": "green", "site": "y"}


def test_outputnew_keeps_what_the_event_has(rows: Run) -> None:
    data = '| makeresults | eval user="ann", team="mine" | lookup users.csv user '
    assert rows(data + "OUTPUTNEW team")[0]["team"] == "mine"
    assert rows(data + "OUTPUT team")[0]["team"] == "green"


def test_values_match_in_case_unless_the_definition_says_otherwise(rows: Run) -> None:
    data = '| makeresults | eval user="ANN", h="web01" '
    assert "team" not in rows(data + "| lookup users.csv user OUTPUT team")[0]
    assert rows(data + "| lookup hosts name AS h OUTPUT role")[0]["role"] == "web"


def test_networks_match_by_cidr_and_defaults_fill_in(rows: Run) -> None:
    data = '| makeresults | eval ip="{}" | lookup networks net AS ip OUTPUT label'
    assert rows(data.format("10.1.2.3"))[0]["label"] == "inside"
    assert rows(data.format("8.8.8.8"))[0]["label"] == "none"


def test_inputlookup_filters_and_appends(rows: Run) -> None:
    assert [r["team"] for r in rows('| inputlookup users.csv where user="BO*"')] == ["red", "blue"]
    assert len(rows("| inputlookup users.csv start=1 max=1")) == 1
    assert len(rows("| makeresults | inputlookup append=t users.csv")) == 4
    assert rows("| inputlookup kept") == []


def test_outputlookup_writes_to_the_scratch_folder_only(app: Path, engine: Engine) -> None:
    before = (app / "lookups" / "users.csv").read_text()
    engine.search('| makeresults | eval user="new" | outputlookup append=t users.csv')
    found = engine.search("| inputlookup users.csv | stats count").rows
    assert found == [{"count": "4"}]
    assert (app / "lookups" / "users.csv").read_text() == before


def test_a_collection_keeps_the_fields_of_its_definition_with_their_types(engine: Engine) -> None:
    engine.search(
        '| makeresults | eval _key="k", a=split("x y", " "), size=2.50, b=1 | outputlookup kept'
    )
    assert engine.collections["kept"] == {
        "k": {"_key": "k", "_user": "nobody", "a": ["x", "y"], "size": 2.5}
    }
    assert engine.search("| inputlookup kept").rows == [
        {"_key": "k", "a": ["x", "y"], "size": "2.5"}
    ]


def test_outputlookup_replaces_the_rows_of_a_collection_or_appends_to_them(engine: Engine) -> None:
    for options in ("", "", "append=t "):
        engine.search(f"| makeresults | eval a=1 | outputlookup {options}kept")
    assert engine.search("| inputlookup kept | stats count").rows == [{"count": "2"}]


def test_what_is_posted_to_a_collection_is_found_by_a_lookup(engine: Engine) -> None:
    engine.collections["kept"]["k"] = {"_key": "k", "a": "x", "size": 7}
    data = '| makeresults | eval a="{}" | lookup kept a OUTPUT size'
    assert engine.search(data.format("x")).rows[0]["size"] == "7"
    assert "size" not in engine.search(data.format("X")).rows[0]


def test_a_document_that_is_no_row_is_refused(engine: Engine) -> None:
    engine.collections["kept"]["k"] = {"_key": "k", "a": {"deep": 1}}
    with pytest.raises(DataError, match="a holds dict"):
        engine.search("| inputlookup kept")


def test_a_miss_over_an_existing_output_is_refused(engine: Engine) -> None:
    with pytest.raises(DataError, match="OUTPUTNEW"):
        engine.search('| makeresults | eval user="z", team=1 | lookup users.csv user OUTPUT team')


@pytest.mark.parametrize(
    ("spl", "error", "message"),
    [
        ("| inputlookup none.csv", MissingError, "does not exist"),
        ("index=x | lookup none a", MissingError, "does not exist"),
        ("index=x | lookup users.csv nosuch", SearchError, "no column 'nosuch'"),
        ("index=x | lookup users.csv user OUTPUT nosuch", SearchError, "no column 'nosuch'"),
        ("index=x | lookup users.csv", SearchError, "a field to look up"),
        ("index=x | lookup users.csv user OUTPUT", SearchError, "needs a field"),
        ("index=x | outputlookup ../x.csv", MissingError, "does not exist"),
    ],
)
def test_bad_arguments_are_refused(
    engine: Engine, spl: str, error: type[SearchError], message: str
) -> None:
    with pytest.raises(error, match=message):
        engine.parse(spl)
