"""Mathematical functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/mathematical-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("abs(-3)", "3"),
        ("abs(-2.50)", "2.50"),
        # The examples of the functions.
        ("ceil(1.9)", "2"),
        ("ceiling(1.9)", "2"),
        ("floor(1.9)", "1"),
        ("round(3.5)", "4"),
        ("round(2.555, 2)", "2.56"),
        ("sqrt(9)", "3"),
        ("sum(1, 2, 3)", "6"),
        ('sum(1, 2, tonumber("3"))', "6"),
        # log: base 10 where there is none.
        ("log(1000)", "3"),
        ("log(8, 2)", "3"),
        ("ln(1)", "0"),
        ("pow(2, 10)", "1024"),
        # pi: 11 digits, which acos(0)*180/pi() = 90.0000000003 on the page of trigonometry shows
        # to be cut off.
        ("pi()", "3.14159265358"),
        # exact: all figures of the double.
        ("exact(3.14 * 2)", "6.28"),
        ("exact(0.1 * 3)", "0.30000000000000004"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        ('a = 5.0, b = "9", x = sum(a, b, c)', "14"),  # example 1: c is no field
        ('a="1", x=sum(a, 2, 3)', "6"),  # example 3: text of a field may be a number
        ('a="somedata", x=sum(a, 2, 3)', "5"),  # example 4: or none
        ('a=split("1,2,x", ","), x=sum(a, 3)', "6"),  # each numeric value of a multivalue field
    ],
)
def test_sum_takes_the_numbers_among_fields(rows: Run, assignments: str, expected: str) -> None:
    assert rows(f"| makeresults | eval {assignments}")[0]["x"] == expected


@pytest.mark.parametrize("call", ['sum(1, 2, "3")', 'sum("somedata", 2, 3)'])
def test_sum_refuses_a_text(engine: Engine, call: str) -> None:
    with pytest.raises(SearchError, match="a number is needed"):
        engine.parse(f"| makeresults | eval c={call}")


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        # eval, "Numeric calculations": nan and inf, which compare and sort as nothing else does.
        ("ln(0)", "infinite or no number"),
        ("sqrt(-1)", "infinite or no number"),
        ("pow(10, 400)", "infinite or no number"),
        ("asin(2)", "infinite or no number"),
        # "You cannot specify a negative number for the decimal places."
        ("round(3.5, -1)", "decimals from 0"),
        ("round(3.5, 1.5)", "decimals from 0"),
        # The double is below the middle that the decimal is; round(2.555, 2) has it above both.
        ("round(16.275, 2)", "not documented"),
        ("round(-2.5)", "not documented"),
        ("round(-0.2)", "not documented"),
        ("sum(1.5, 2)", "not documented"),  # "as an integer"
    ],
)
def test_what_the_page_does_not_tell_is_refused(rows: Run, expression: str, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        rows(f"| makeresults | eval v={expression}")


def test_sigfig_is_refused(engine: Engine) -> None:
    # It counts the figures of integers too, which the results of other calculations do not.
    with pytest.raises(UnsupportedError, match="sigfig"):
        engine.parse("| makeresults | eval v=sigfig(1.00*1111)")
