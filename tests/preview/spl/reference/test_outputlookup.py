"""outputlookup, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/outputlookup
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import (
    Configuration,
    DataError,
    Engine,
    MemoryStore,
    MissingError,
    SearchError,
    UnsupportedError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.spl.conftest import Run

pytestmark = pytest.mark.usefixtures("lookup_tables")


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


def written(app: Path, made: str, arguments: str) -> str:
    """Return the file that a search writes, in a folder of its own."""
    engine = Engine(app, MemoryStore([], Configuration(app)), app / "scratch")
    engine.search(f"| makeresults | fields - _time | eval {made} | outputlookup {arguments}")
    return (app / "scratch" / "users.csv").read_text()


@pytest.mark.parametrize(
    ("made", "arguments", "expected"),
    [
        # append: columns that the results lack are removed without it.
        ('user="z", new="n"', "users.csv", "user,new\nz,n\n"),
        # Append results: only the columns that are in the file already are kept.
        (
            'user="z", new="n"',
            "append=true users.csv",
            "user,team,site\nbob,red,x\nbob,blue,\nann,green,y\nz,,\n",
        ),
        # Multivalued fields: one value with spaces.
        ('user=split("a b", " ")', "users.csv", "user\na b\n"),
        ('user="z"', "max=1 users.csv", "user\nz\n"),
    ],
)
def test_a_file_gets_the_rows(app: Path, made: str, arguments: str, expected: str) -> None:
    assert written(app, made, arguments) == expected


def test_a_file_is_kept_where_there_are_no_results(rows: Run) -> None:
    # Example 3.
    assert rows("| makeresults count=0 | outputlookup users.csv override_if_empty=false") == []
    assert len(rows("| inputlookup users.csv")) == 3


def test_key_field_updates_and_adds_documents(engine: Engine) -> None:
    # Example 7; key_field sets append=true, which Example 5 has.
    for key in ("k", "l"):
        engine.collections["kept"][key] = {"_key": key, "a": "old", "size": 1}
    engine.search(
        '| inputlookup kept | search _key=k | eval a="new" | outputlookup kept key_field=_key'
    )
    documents = engine.collections["kept"]
    assert {key: each["a"] for key, each in documents.items()} == {"k": "new", "l": "old"}


@pytest.mark.parametrize(
    ("spl", "error", "message"),
    [
        ("index=x | outputlookup ../x.csv", MissingError, "does not exist"),
        ("| makeresults | outputlookup key_field=a kept", UnsupportedError, "key_field"),
        ("| makeresults | outputlookup key_field=_key users.csv", UnsupportedError, "key_field"),
        ("| makeresults | outputlookup create_empty=t users.csv", UnsupportedError, "create_empty"),
        ("| makeresults | outputlookup allow_updates=f kept", UnsupportedError, "allow_updates"),
        ("| makeresults | outputlookup output_format=splunk_mv_csv a.csv", SearchError, "format"),
        ("| makeresults count=0 | outputlookup users.csv", DataError, "would delete"),
        ("| makeresults | outputlookup users.csv", DataError, "_time in a lookup file"),
    ],
)
def test_what_the_preview_lacks_is_refused(
    engine: Engine, spl: str, error: type[SearchError], message: str
) -> None:
    with pytest.raises(error, match=message):
        engine.search(spl)


def test_an_update_with_fewer_fields_is_refused(engine: Engine) -> None:
    engine.collections["kept"]["k"] = {"_key": "k", "a": "old", "size": 1}
    with pytest.raises(DataError, match="without its size"):
        engine.search('| makeresults | eval _key="k", a="new" | outputlookup append=t kept')
