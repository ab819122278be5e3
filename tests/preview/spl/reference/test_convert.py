"""convert, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/convert
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Extended example 1: the AS field is new, the original stays.
        ('user=ann | convert timeformat="%H:%M:%S" ctime(_time) AS v', "v", ["23:58:00"]),
        ('user=ann | convert ctime(_time) AS v timeformat="%H:%M:%S"', "_time", ["1534809480"]),
        ("user=ann | convert ctime(_time) AS v", "v", ["08/20/2018 23:58:00"]),  # the default
        ("* | convert rmcomma(n)", "n", ["10", "9", "100", None, "7"]),
        ("* | convert num(user)", "user", [None] * 5),  # "non-convertible values are removed"
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    ("value", "function", "expected"),
    [
        ("00:10:15", "dur2sec(v)", "615"),  # basic example 4
        ("1+01:00:00", "dur2sec(v)", "90000"),  # [D+]HH:MM:SS
        ("212 sec", "rmunit(v)", "212"),  # basic example 5
        ("212", "rmunit(v)", "212"),
        ("80%", "rmunit(v)", "80"),
        ("1,000,000.00", "rmcomma(v)", "1000000.00"),  # rmcomma()
        ("100", "memk(v)", "100"),  # memk(): kilobytes are assumed
        ("100k", "memk(v)", "100"),
        ("2m", "memk(v)", "2048"),
        ("1.5g", "memk(v)", "1572864"),
        ("1522197280.900", "mstime(v)", "1522197280.900"),  # extended example 2
        ("02:03.125", "mstime(v)", "123.125"),
        ("12", "num(v)", "12"),
        ("-1.5", "num(v)", "-1.5"),
        ("no number", "num(v)", None),
        ("08/21/2018 00:00:00", "mktime(v)", "1534809600"),
        ("2018-08-21", 'mktime(v) timeformat="%Y-%m-%d"', "1534809600"),
        ("1534809600", 'timeformat="%Y" ctime(v)', "2018"),
    ],
)
def test_functions(rows: Run, value: str, function: str, expected: object) -> None:
    (row,) = rows(f'| makeresults | eval v="{value}" | convert {function}')
    assert row.get("v") == expected


def test_several_functions_and_wildcards(rows: Run) -> None:
    # Basic example 3, and "You can use a wildcard ( * ) character to specify all fields."
    (row,) = rows(
        '| makeresults | eval xdelay="00:00:01", delay="00:01:00", na="1,2", nb="3,4" '
        "| convert dur2sec(xdelay) dur2sec(delay), rmcomma(n*)"
    )
    assert [row[name] for name in ("xdelay", "delay", "na", "nb")] == ["1", "60", "12", "34"]


def test_a_result_without_the_field_gets_none(rows: Run) -> None:
    (row,) = rows('| makeresults | eval b="kept" | convert rmcomma(a) AS b')
    assert row["b"] == "kept"


@pytest.mark.parametrize(
    ("value", "function"),
    [
        ("10:15", "dur2sec(v)"),
        ("1:02:03", "dur2sec(v)"),
        ("00:61:00", "dur2sec(v)"),
        ("about 5 sec", "rmunit(v)"),
        ("1,234 sec", "rmunit(v)"),
        ("10.0.0.1", "rmunit(v)"),
        ("1e3", "rmunit(v)"),
        ("-5 sec", "rmunit(v)"),
        ("2M", "memk(v)"),
        ("2mb", "memk(v)"),
        ("-1", "memk(v)"),  # "Negative values cause data incoherency."
        ("0.1m", "memk(v)"),
        ("5", "mstime(v)"),
        ("1:02:03.000", "mstime(v)"),
        ("00:10:15", "num(v)"),
        ("1.50", "num(v)"),
        ("12 sec", "num(v)"),
        ("yesterday", "mktime(v)"),
        ("yesterday", "ctime(v)"),
        ("1534809600000", "ctime(v)"),
    ],
)
def test_what_a_function_cannot_convert_is_refused(rows: Run, value: str, function: str) -> None:
    with pytest.raises(DataError):
        rows(f'| makeresults | eval v="{value}" | convert {function}')


def test_two_functions_over_one_field_are_refused(rows: Run) -> None:
    with pytest.raises(DataError, match="two conversions"):
        rows('| makeresults | eval v="1,2" | convert rmcomma(*) num(v)')


def test_a_multivalue_field_is_refused(rows: Run) -> None:
    with pytest.raises(DataError, match="multivalue"):
        rows('| makeresults | eval v=split("1,2", ",") | convert num(v)')


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("auto(*)", r"auto\(\) is not supported"),
        ("auto(*) none(src_ip)", "not supported"),
        ("nosuch(a)", "does not exist"),
        ("", "needs a function"),
        ("ctime(a", r"\) is missing|never closed"),
        ("ctime(a*) AS b", "AS does not go with a wildcard"),
        ('ctime(a) timeformat="%D"', "time variable %D"),
        ('mktime(a) timeformat="%H:%M"', "without a year"),
    ],
)
def test_what_is_refused_before_any_event_is_read(
    engine: Engine, arguments: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | convert {arguments}")
