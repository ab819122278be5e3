"""The commands over rows, by the examples and rules of their pages in the Search Reference.

https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/<command>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = '| makeresults | eval v=split("{}", ",") | mvexpand v | fields v '


def column(rows: Run, spl: str, name: str = "v") -> list[object]:
    return [row.get(name) for row in rows(spl)]


def test_fillnull_sets_named_or_all_columns(rows: Run) -> None:
    data = '| makeresults | eval a="" | append [| makeresults | eval b=1] | table a b '
    assert rows(data + "| fillnull") == [{"a": "", "b": "0"}, {"b": "1", "a": "0"}]
    assert rows(data + '| fillnull value="-" b c')[0] == {"a": "", "b": "-", "c": "-"}


def test_mvexpand_makes_a_row_for_each_value(rows: Run) -> None:
    data = '| makeresults | eval a=split("x,y,z", ","), b=1 | table a b | mvexpand a'
    assert rows(data) == [{"a": each, "b": "1"} for each in "xyz"]
    assert len(rows(data + " limit=2")) == 2


def test_makemv_splits_by_delimiter_or_tokenizer(rows: Run) -> None:
    data = '| makeresults | eval v="a,,b" | makemv '
    assert rows(data + 'delim="," v')[0]["v"] == ["a", "b"]
    assert rows(data + 'delim="," allowempty=t v')[0]["v"] == ["a", "", "b"]
    assert rows(data + 'tokenizer="([^,]+),?" v')[0]["v"] == ["a", "b"]


def test_rex_extracts_named_groups(rows: Run) -> None:
    # rex, example 1.
    data = '| makeresults | eval _raw="From: <Susan@x> To: <Bob@y>" | rex '
    (row,) = rows(data + '"From: <(?<from>.*)> To: <(?<to>.*)>"')
    assert (row["from"], row["to"]) == ("Susan@x", "Bob@y")
    (row,) = rows(data + r'max_match=0 "<(?<who>\w+)@"')
    assert row["who"] == ["Susan", "Bob"]


def test_rex_in_sed_mode_replaces(rows: Run) -> None:
    # rex, example 4: mask a card number.
    (row,) = rows(
        r'| makeresults | eval c="1234-5678-9012-3456" | rex field=c mode=sed '
        r'"s/(\d{4}-){3}/XXXX-XXXX-XXXX-/g"'
    )
    assert row["c"] == "XXXX-XXXX-XXXX-3456"
    (row,) = rows(r'| makeresults | eval c="a\\b\\c" | rex field=c mode=sed "s/\\\\/\//g"')
    assert row["c"] == "a/b/c"


def test_foreach_fills_its_template(rows: Run) -> None:
    # foreach, example 1.
    (row,) = rows(
        "| makeresults | eval total=0, test1=1, test2=2, test3=3 "
        "| foreach test* [eval total=total + <<FIELD>>]"
    )
    assert row["total"] == "6"
    (row,) = rows(
        '| makeresults | eval a_in=1, a_out=2 | foreach a_* [eval <<MATCHSTR>>_x = "<<FIELD>>"]'
    )
    assert (row["in_x"], row["out_x"]) == ("a_in", "a_out")


def test_convert_changes_times_durations_and_numbers(rows: Run) -> None:
    (row,) = rows(
        '| makeresults | eval t=1534809600, d="1+01:00:00", c="1,234", u="42 sec", m="2m" '
        '| convert timeformat="%Y-%m-%d" ctime(t) AS day dur2sec(d) rmcomma(c) rmunit(u) memk(m)'
    )
    assert (row["day"], row["d"], row["c"], row["u"], row["m"]) == (
        "2018-08-21",
        "90000",
        "1234",
        "42",
        "2048",
    )


def test_fieldsummary_describes_each_field(rows: Run) -> None:
    (row,) = rows(MADE.format("1,3,3") + "| fieldsummary v")
    assert row["count"] == "3"
    assert row["distinct_count"] == "2"
    assert row["max"] == "3"
    assert row["values"] == '[{"value":"3","count":2},{"value":"1","count":1}]'


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("join [search x]", "not supported"),
        ("append x", "square brackets"),
        ("foreach a* [stats count]", "eval only"),
        ("convert nosuch(a)", "does not exist"),
        ("xyseries a b", "a data field"),
        ("inputlookup x.csv", "must be the first"),
        ("transaction user", "not supported"),
        ("nosuch", "unknown search command"),
        ("stats count as n | where count > 5", "no row has the field 'count'"),
        ("stats count as n | search count > 5", "no row has the field 'count'"),
        ("stats count by host [search x]", "a subsearch in stats is not supported"),
        ("where a > [search x | return $b]", "a subsearch in where is not supported"),
    ],
)
def test_bad_arguments_are_refused_with_command_and_place(
    engine: Engine, command: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message) as refusal:
        engine.parse(f"index=x | {command}")
    assert refusal.value.command
    assert refusal.value.position is not None


def test_what_only_the_data_shows_is_refused_too(engine: Engine) -> None:
    with pytest.raises(DataError, match="multivalue") as refusal:
        engine.search('| makeresults | eval a=split("1,2", ",") | rex field=a "(?<b>.)"')
    assert refusal.value.command == "rex"


def test_a_fault_in_a_value_names_the_command(engine: Engine) -> None:
    with pytest.raises(SearchError, match="is no network") as refusal:
        engine.search('| makeresults | eval n="x" | where cidrmatch(n, "10.0.0.1")')
    assert refusal.value.command == "where"
