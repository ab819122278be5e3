"""The commands over rows, by the examples and rules of their pages in the Search Reference.

https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/<command>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.conftest import NOW

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = '| makeresults | eval v=split("{}", ",") | mvexpand v | fields v '


def column(rows: Run, spl: str, name: str = "v") -> list[object]:
    return [row.get(name) for row in rows(spl)]


@pytest.mark.parametrize(
    ("values", "order", "expected"),
    [
        ("10,9,b,A,1a", "sort v", ["1a", "9", "10", "A", "b"]),  # numeric, then lexical
        ("10,9,100", "sort - v", ["100", "10", "9"]),
        ("10,9,100", "sort str(v)", ["10", "100", "9"]),
        ("10.0.0.10,10.0.0.9", "sort v", ["10.0.0.9", "10.0.0.10"]),  # addresses as such
        ("3,1,2", "sort 2 -v", ["3", "2"]),
        ("3,1,2", "sort limit=1 v", ["1"]),
        ("3,1,2", "sort v desc", ["3", "2", "1"]),
    ],
)
def test_sort_orders_by_the_kind_of_values(
    rows: Run, values: str, order: str, expected: list[str]
) -> None:
    assert column(rows, MADE.format(values) + "| " + order) == expected


@pytest.mark.parametrize("order", ["v", "-v"])
def test_rows_without_the_field_sort_last_in_either_direction(rows: Run, order: str) -> None:
    made = MADE.format("1,2") + "| append [| makeresults | fields - _time] | sort " + order
    assert column(rows, made)[-1] is None


def test_sort_names_its_default_limit_when_it_cuts(engine: Engine) -> None:
    results = engine.search("| makeresults count=10001 | sort _time")
    assert len(results.rows) == 10_000
    assert "10000" in results.messages[0].text
    assert not engine.search("| makeresults count=10001 | sort 0 _time").messages


def test_dedup_keeps_the_first_of_each_combination(rows: Run) -> None:
    data = MADE.format("a,b,a,a") + "| streamstats count as n "
    assert column(rows, data + "| dedup v", "n") == ["1", "2"]
    assert column(rows, data + "| dedup 2 v", "n") == ["1", "2", "3"]
    assert column(rows, data + "| dedup v consecutive=t", "n") == ["1", "2", "3"]
    assert column(rows, data + "| dedup v sortby -n", "n") == ["2", "1"]


def test_dedup_drops_rows_without_the_field_unless_told(rows: Run) -> None:
    data = "| makeresults count=2 | eval a=null() | dedup a"
    assert rows(data) == []
    assert len(rows(data + " keepempty=true")) == 2


def test_rename_replaces_names_with_wildcards_and_quotes(rows: Run) -> None:
    (row,) = rows(
        '| makeresults | eval a_x=1, a_y=2, b=3 | rename a_* as "A *", b AS c | fields - _time'
    )
    assert row == {"A x": "1", "A y": "2", "c": "3"}


def test_renaming_over_a_field_replaces_it(rows: Run) -> None:
    assert rows("| makeresults | eval a=1, b=2 | rename a as b | table a b") == [{"b": "1"}]


def test_fields_keeps_internal_fields_unless_they_are_removed(rows: Run) -> None:
    assert set(rows("| makeresults | eval a=1, b=2 | fields a")[0]) == {"_time", "a"}
    assert set(rows("| makeresults | eval a=1, b=2 | fields - _time, b")[0]) == {"a"}


def test_table_orders_columns_and_expands_wildcards(engine: Engine) -> None:
    results = engine.search("| makeresults | eval b2=1, a=2, b1=3 | table b* a none")
    assert results.fields == ["b2", "b1", "a", "none"]


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


def test_top_counts_with_percent_and_limit(rows: Run) -> None:
    data = MADE.format("a,b,a,c")
    assert rows(data + "| top limit=1 v") == [{"v": "a", "count": "2", "percent": "50.000000"}]
    assert column(rows, data + "| rare v showperc=f") == ["b", "c", "a"]
    by = rows(data + '| eval k=if(v="a", 1, 2) | top 1 v by k')
    assert [(row["k"], row["v"], row["percent"]) for row in by] == [
        ("1", "a", "100.000000"),
        ("2", "b", "50.000000"),
    ]


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


def test_append_and_appendpipe_add_rows(rows: Run) -> None:
    data = MADE.format("1,2")
    assert column(rows, data + "| append [| makeresults | eval v=3]") == ["1", "2", "3"]
    assert column(rows, data + "| appendpipe [stats sum(v) as v]") == ["1", "2", "3"]


def test_join_is_inner_by_default_and_takes_the_first_match(rows: Run) -> None:
    other = '[| makeresults | eval v=split("a,a,c", ",") | mvexpand v | streamstats count as n]'
    data = MADE.format("a,b")
    assert [(r["v"], r["n"]) for r in rows(f"{data}| join v {other}")] == [("a", "1")]
    left = rows(f"{data}| join type=left v {other}")
    assert [(r["v"], r.get("n")) for r in left] == [("a", "1"), ("b", None)]
    every = rows(f"{data}| join max=0 v {other}")
    assert [r["n"] for r in every] == ["1", "2"]


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


def test_format_and_return_write_conditions(rows: Run) -> None:
    data = '| makeresults | eval a="x,y" | makemv delim="," a | mvexpand a | eval b=1 | table a b '
    text = '( ( a="x" AND b="1" ) OR ( a="y" AND b="1" ) )'
    assert rows(data + "| format") == [{"search": text}]
    assert rows(data + "| return a") == [{"search": 'a="x"'}]
    assert rows(data + "| return 2 ip=a") == [{"search": '(ip="x") OR (ip="y")'}]
    assert rows(data + "| return 2 $a") == [{"search": "(x) OR (y)"}]
    assert rows("| makeresults count=0 | format") == [{"search": "NOT ()"}]


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
        ("head ten", "no number of rows"),
        ("sort 0 -", "after the sign"),
        ("rename a b", "AS and a new name"),
        ("dedup", "names of fields"),
        ("fields", "at least one field"),
        ("join [search x]", "not supported"),
        ("append x", "square brackets"),
        ("foreach a* [stats count]", "eval only"),
        ("convert nosuch(a)", "does not exist"),
        ("xyseries a b", "a data field"),
        ("top", "at least one field"),
        ("inputlookup x.csv", "must be the first"),
        ("transaction user", "not supported"),
        ("nosuch", "unknown search command"),
        ("stats count as n | where count > 5", "no row has the field 'count'"),
        ("stats count as n | search count > 5", "no row has the field 'count'"),
        ("fields a limit=3", "not supported"),
        ("fields a, - b", "is missing before '-'"),
        ("stats count by host [search x]", "a subsearch in stats is not supported"),
        ("where a > [search x | return $b]", "a subsearch in where is not supported"),
        ("stats count by host as h", "no AS"),
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


def test_a_subsearch_over_ten_thousand_rows_says_that_it_is_cut(engine: Engine) -> None:
    spl = "index=none [| makeresults count=10001 | streamstats count as n | fields n]"
    (message, *_) = engine.search(spl).messages
    assert "truncating to maxout 10000" in message.text


def test_addinfo_tells_the_time_range(engine: Engine) -> None:
    spl = "| makeresults | addinfo | table info_min_time info_max_time info_search_time"
    bounded = engine.search(spl, earliest="-1d@d", latest="@d", now=NOW).rows
    assert list(bounded[0].values()) == ["1534723200.000", "1534809600.000", "1534809600.000"]
    unbounded = engine.search(spl, now=NOW).rows
    assert list(unbounded[0].values()) == ["0.000", "+Infinity", "1534809600.000"]
