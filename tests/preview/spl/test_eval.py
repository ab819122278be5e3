"""eval expressions and functions.

Each case follows an example of the Search Reference, "Evaluation functions", by category:
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

# Examples of the page on comparison-and-conditional functions.
CONDITIONAL = [
    ('case(1=2, "a", 2=2, "b")', "b"),
    ('case(1=2, "a")', None),
    ('case(1=2, "a", true(), "Other")', "Other"),
    ('if(404=200, "OK", "Error")', "Error"),
    ('if(missing="x", "then", "else")', "else"),  # null is not true
    ('coalesce(missing, "b")', "b"),
    ('coalesce("", "b")', ""),  # the empty string is a value
    ('if(cidrmatch("10.0.0.0/24", "10.0.0.7"), "local", "not local")', "local"),
    ('if(cidrmatch("2001:db8::/32", "2001:db8::1"), "in", "out")', "in"),
    ('if(in(5, "4", "5"), "yes", "no")', "yes"),
    ('if("a" IN ("A", "b"), "yes", "no")', "no"),  # eval compares in case
    ('if(like("foobar", "foo%"), "yes", "no")', "yes"),
    ('if(like("fobar", "fo_ar"), "yes", "no")', "yes"),
    ('if("foobar" LIKE "bar%", "yes", "no")', "no"),
    (r'if(match("10.0.0.1", "^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$"), "ip", "no")', "ip"),
    ('nullif("a", "a")', None),
    ('validate(1=1, "first", 1=2, "second")', "second"),
    ("null()", None),
]

# Examples of the page on conversion functions.
CONVERSION = [
    ('tonumber("0A4", 16)', "164"),
    ('tonumber("x")', None),
    ('tostring(15, "hex")', "0xF"),
    ('tostring(12345.6789, "commas")', "12,345.68"),
    ('tostring(615, "duration")', "00:10:15"),
    ('tostring(90061, "duration")', "1+01:01:01"),
    ("tostring(1==1)", "True"),
    ('printf("%.2f", 3.14159)', "3.14"),
    ('printf("%5s|%-4d|%x|%%", "ab", 42, 255)', "   ab|42  |ff|%"),
]

# Examples of the page on mathematical functions.
MATHEMATICAL = [
    ("abs(-3)", "3"),
    ("ceil(1.9)", "2"),
    ("floor(1.9)", "1"),
    ("ln(1)", "0"),
    ("log(1000)", "3"),
    ("log(8, 2)", "3"),
    ("ln(0)", None),
    ("pow(2, 10)", "1024"),
    ("sqrt(9)", "3"),
    ("sqrt(-1)", None),
    ("sin(0)", "0"),
    ("cos(0)", "1"),
    ("asin(0)", "0"),
    ("asin(2)", None),
    ("round(3.5)", "4"),
    ("round(10.275, 2)", "10.28"),
    ("round(16.275, 2)", "16.27"),  # as observed on Splunk: the double is just below
    ("exact(3.14 * 2)", "6.28"),
    ("7 / 2", "3.5"),
    ("6 / 2", "3"),
    ("1 / 0", None),
    ("7 % 4", "3"),
    ("2 + 3 * 4", "14"),
    ("-3 + 5", "2"),
    ("missing + 1", None),
]

# Examples of the page on text functions.
TEXT = [
    ('lower("AbC")', "abc"),
    ('upper("AbC")', "ABC"),
    ('len("abc")', "3"),
    ('substr("string", 1, 3) . substr("string", -3)', "string"[:3] + "ing"),
    ('trim(" ZZZZabcZZ ", " Z")', "abc"),
    ('ltrim(" ZZZZabcZZ ", " Z")', "abcZZ "),
    ('rtrim(" ZZZZabcZZ ", " Z")', " ZZZZabc"),
    (r'replace("1/14/2023", "^(\d{1,2})/(\d{1,2})/", "\2/\1/")', "14/1/2023"),
    (
        'urldecode("http%3A%2F%2Fwww.splunk.com%2Fdownload%3Fr%3Dheader")',
        "http://www.splunk.com/download?r=header",
    ),
    ('"a" . 1 . "b"', "a1b"),
    ('"a" + "b"', "ab"),
]

# Examples of the page on date-and-time functions.
DATES = [
    ("now()", "1534809600"),
    ('strftime(1534809600, "%Y-%m-%dT%H:%M:%S")', "2018-08-21T00:00:00"),
    ('strftime(1534809600.5, "%F %T.%3N")', "2018-08-21 00:00:00.500"),
    ('strftime(1534809600, "%a %d %b %Y %I:%M %p %z")', "Tue 21 Aug 2018 12:00 AM +0000"),
    ('strptime("2018-08-13 11:22:33", "%Y-%m-%d %H:%M:%S")', "1534159353.000000"),
    ('strptime("2018-08-13T11:22:33.250Z", "%Y-%m-%dT%H:%M:%S.%3NZ")', "1534159353.250000"),
    ('strptime("13 Aug 2018 +02:00", "%d %b %Y %:z")', "1534111200.000000"),
    ('strptime("no date", "%Y")', None),
    ('relative_time(1534809600, "-1d@d")', "1534723200.000000"),
]

# Examples of the page on informational functions.
OTHERS = [
    ("typeof(12)", "Number"),
    ('typeof("string")', "String"),
    ("typeof(1==2)", "Boolean"),
    ("typeof(badfield)", "Invalid"),
    ('if(isnull(missing) AND NOT isnotnull(missing), "null", "no")', "null"),
    ('if(isnum(3) AND isstr("a") AND isint(4) AND NOT isint(4.5), "yes", "no")', "yes"),
    ('md5("hello")', "5d41402abc4b2a76b9719d911017c592"),
    ('sha1("hello")', "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"),
    ('sha256("hello")', "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
    ('max(1, 3, 6, 7, "foo", "bar")', "foo"),  # strings are greater than numbers
    ('min(1, 3, "foo")', "1"),
]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [*CONDITIONAL, *CONVERSION, *MATHEMATICAL, *TEXT, *DATES, *OTHERS],
)
def test_functions_give_what_the_reference_says(
    rows: Run, expression: str, expected: object
) -> None:
    (row,) = rows(f"| makeresults | eval result={expression}")
    assert row.get("result") == expected


def test_assignments_see_those_before_them(rows: Run) -> None:
    (row,) = rows('| makeresults | eval a=1, b=a+1, a="x"')
    assert (row["a"], row["b"]) == ("x", "2")


def test_a_null_result_removes_the_field(rows: Run) -> None:
    # "If the expression cannot be evaluated, eval erases the value in the result field."
    assert "a" not in rows('| makeresults | eval a="x" | eval a=null()')[0]


def test_field_text_that_reads_as_a_number_is_one(rows: Run) -> None:
    (row,) = rows(
        '| makeresults | eval a="10", b="9" | eval more=if(a>b, "yes", "no"), sum=a+b, text=a.b'
    )
    assert (row["more"], row["sum"], row["text"]) == ("yes", "19", "109")


def test_quoted_field_names_and_string_escapes(rows: Run) -> None:
    (row,) = rows(r'| makeresults | eval "User Name"="a\"b\\c" | eval copy=' + "'User Name'")
    assert row["copy"] == 'a"b\\c'


def test_multivalue_fields_equal_any_of_their_values(rows: Run) -> None:
    assert rows('| makeresults | eval a=split("x,y", ",") | where a="y"')
    assert not rows('| makeresults | eval a=split("x,y", ",") | where a="z"')


def test_null_is_neither_equal_nor_different(rows: Run) -> None:
    for condition in ('missing="x"', 'missing!="x"', 'NOT missing="x"'):
        assert not rows(f"| makeresults | eval other=1 | eval missing=null() | where {condition}")


def test_searchmatch_takes_search_conditions(rows: Run) -> None:
    (row,) = rows('| makeresults | eval x="hi", y="BYE" | eval t=if(searchmatch("x=hi y=b*"),1,0)')
    assert row["t"] == "1"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("nosuch(1)", "does not exist"),
        ("lowr(x)", r"Did you mean lower\(\)"),
        ("if(1=1, 2)", "takes 3 arguments"),
        ("1=1", "cannot be assigned a Boolean"),
        ('if("x", 1, 2)', "a Boolean expression is needed"),
        ('if(match(x, "("), 1, 2)', "is malformed"),
        ("a ==== 3", "not expected"),
        ("1 +", "ends too early"),
    ],
)
def test_a_bad_expression_is_refused_before_any_event_is_read(
    engine: Engine, expression: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message) as refusal:
        engine.parse(f"| makeresults | eval result={expression}")
    assert refusal.value.command == "eval"


@pytest.mark.parametrize(
    "expression", ["random()", 'lookup("x", "y")', "date_hour", "[search x]", '"a" . "b" + 1']
)
def test_what_the_preview_lacks_is_refused_by_name(engine: Engine, expression: str) -> None:
    with pytest.raises(UnsupportedError, match="not supported"):
        engine.parse(f"| makeresults | eval result={expression}")


def test_significant_figures_are_not_guessed(rows: Run) -> None:
    # Splunk shows 0.014 * 0.23 as 0.0032: two significant figures, as sigfig() documents.
    with pytest.raises(DataError, match="exact"):
        rows("| makeresults | eval x=0.014*0.23")
    assert rows("| makeresults | eval x=round(0.014*0.23, 4)")[0]["x"] == "0.0032"


def test_arithmetic_on_a_multivalue_field_is_refused(rows: Run) -> None:
    with pytest.raises(DataError, match="mvmap"):
        rows('| makeresults | eval a=split("1,2", ","), b=a*2')
