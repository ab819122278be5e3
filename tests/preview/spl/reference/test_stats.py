"""stats, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/stats
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.conftest import NOW, engine_over
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


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
        ("* | stats avg(n) as v", "v", ["31.5"]),
        ("* | stats var(n) as v", "v", ["2087"]),
        ("* | stats varp(n) as v", "v", ["1565.25"]),
        ("* | stats range(n) as v", "v", ["93"]),
        ("* | stats mode(host) as v by user | search user=bob", "v", ["db1", "web1"]),
        ("* | stats first(n) as f last(n) as l | eval v=f.l", "v", ["107"]),
        ("* | stats earliest(n) as f latest(n) as l | eval v=f.l", "v", ["710"]),
        # Eval expressions with statistical functions.
        ("* | stats count(eval(n>9)) as v by host", "v", ["1", "1", "0"]),
        ('* | stats count(eval(user="bob")) AS v', "v", ["1"]),
        ("* | stats sum(eval(n*2)) as v", "v", ["252"]),
        ("nothing | stats count as v", "v", ["0"]),
        ("nothing | stats dc(n) as v, sum(n) as s", "v", ["0"]),
        ("nothing | stats count as v by host", "v", []),
        ("* | stats max(n) as hi by host | sort - hi", "hi", ["100", "10", "9"]),
        # Basic example 2 and extended example 6: a sum of what top counts.
        ("user=* | top limit=100 user | stats sum(count) AS v", "v", ["4"]),
        # Extended example 3: statistics side by side.
        (
            "* | stats count, max(n), min(n), range(n), avg(n) BY host",
            "avg(n)",
            ["53.5", "10", "9"],
        ),
        ("* | stats count mean(n), stdev(n), var(n) BY host", "var(n)", ["4324.5", "0", "0"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


def test_each_combination_of_the_by_fields_has_a_row(rows: Run) -> None:
    # Extended example 1.
    made = (
        '| makeresults | eval v=split("404 www2,200 www1,200 www2,404 www2,403 www2", ",") '
        '| mvexpand v | rex field=v "(?<status>.*) (?<host>.*)" | stats count BY status, host'
    )
    assert [tuple(row.values()) for row in rows(made)] == [
        ("200", "www1", "1"),
        ("200", "www2", "1"),
        ("403", "www2", "1"),
        ("404", "www2", "2"),
    ]


def test_the_order_of_numbers_of_several_lengths_is_told_to_be_open(engine: Engine) -> None:
    # The page has rows in order of numbers of three digits and of texts only.
    made = '| makeresults | eval v=split("{}", ",") | mvexpand v | stats count by v'
    assert "sort" in engine.search(made.format("9,10")).messages[0].text
    assert engine.search(made.format("Md,ml,Ml,200,404")).messages == []


def test_wildcards_name_the_fields_they_match(rows: Run) -> None:
    # Basic example 3.
    made = "| makeresults | eval delay=1, xdelay=2, relay=3, k=4, lays=5 | "
    assert rows(made + "stats avg(*lay) BY k") == [
        {"k": "4", "avg(delay)": "1", "avg(xdelay)": "2", "avg(relay)": "3"}
    ]
    assert rows(made + "stats max(*delay) AS top_*_seen") == [{"top__seen": "1", "top_x_seen": "2"}]


def test_each_value_of_a_multivalue_field_counts(rows: Run) -> None:
    # dedup_splitvals "remove duplicate values", false by default; counts of two are in
    # https://qiita.com/frozencatpisces/items/62c6a1556fdbe3ba3072
    made = '| makeresults | eval a=split("x,y,x", ","), n=2 | stats '
    assert rows(made + "count, avg(n) by a") == [
        {"a": "x", "count": "2", "avg(n)": "2"},
        {"a": "y", "count": "1", "avg(n)": "2"},
    ]
    assert rows(made + "count(a), dc(a), values(a)") == [
        {"count(a)": "3", "dc(a)": "2", "values(a)": ["x", "y"]}
    ]


@pytest.mark.parametrize(
    ("spl", "message"),
    [
        (
            '| makeresults | eval a=split("x,y", ","), b=a | stats count by a b',
            "several multivalue",
        ),
        ("| makeresults count=0 | stats sum(x)", "add count"),
        # "Contains any value (is not empty)" is all that the pages say, of count().
        ('| makeresults | eval a="" | stats count by a', "empty"),
        ('| makeresults | eval a="" | stats count(a)', "empty"),
        ('| makeresults | eval a=split("x,,y", ",") | stats values(a)', "empty"),
        ('| makeresults | eval a="" | stats latest(a)', "empty"),
        ('| makeresults | eval a="" | stats max(a)', "empty"),
    ],
)
def test_what_the_page_leaves_open_is_refused(engine: Engine, spl: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        engine.search(spl)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("cuont by host", "Did you mean count"),
        ("sum", "needs a field"),  # the implicit wildcard, which is deprecated
        ("count, count", "named twice"),
        ("", "function is missing"),
        ("count by", "ends too early"),
        ("count, , sum(n)", "not expected"),
        ("count by user,", "ends too early"),
        ("sparkline(count)", "not supported"),
        ("values(a*) as b", "as many wildcards"),
        ("values(a) as b*", "as many wildcards"),
        ("count limit=3", "not supported"),
        ("avg(eval(a=1)) as v", "needs a value"),
        ("count(eval(a=1))", "needs a name"),
        ("count by source*", "no wildcards"),
        ("count by host as h", "no AS"),
        ("count as host by host", "named twice"),
        ("first(host) AS site, first(host) AS report", "several names"),  # Renaming fields
        ("Avg(n)", "use AS"),
        ("eval(avg(n)+1) as v", "not supported"),
        ("allnum=t avg(n)", "not supported"),
        ('delim=":" values(n)', "not supported"),
        ("partitions=2 count", "not supported"),
        ("avg(n) by m dedup_splitvals=true", "not supported"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | stats {arguments}")


def test_empty_values_do_not_count_in_numeric_functions(rows: Run) -> None:
    # eventstats, Using the allnum argument: "fields with empty values ... are ignored".
    made = '| makeresults | eval a=split("1,,2", ",") | stats sum(a) as s, avg(a) as m'
    assert rows(made) == [{"s": "3", "m": "1.5"}]


def test_the_case_of_names_and_keywords(app: Path) -> None:
    engine = engine_over(app, [{"_raw": "User=a user=b"}])
    assert engine.search("index=* | StAtS COUNT AS n bY User, user", now=NOW).rows == [
        {"User": "a", "user": "b", "n": "1"}
    ]
