"""eval, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/eval
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Field names: single quotation marks where they have other characters than letters.
        ("user=ann | eval 'a b'=n+1, v='a b'*2", "v", ["20"]),
        ("user=ann | eval server-1=4, v=n+'server-1'", "v", ["13"]),
        ("user=ann | eval Last.Name=\"x\", v='Last.Name'", "v", ["x"]),
        # Example 3: a target needs none.
        ("user=ann | eval low-user=lower(user)", "low-user", ["ann"]),
        ('user=ann | eval v="server-".host', "v", ["server-web2"]),
        ('user=ann | eval v=n+1 ```one more``` | eval v=v."x"', "v", ["10x"]),
        ("user=ann | `sum(2, 3)`", "s", ["5"]),
        # Example 1: a field that is missing makes the result null.
        ("* | eval v=n/2", "v", ["5", "4.5", "50", None, "3.5"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # Operators that produce numbers, and strings.
        ("2 + 3 * 4 - 6 / 2", "11"),
        ("(2 + 3) * 4", "20"),
        ("-3 + 5", "2"),
        ("7 % 4", "3"),
        ("7 / 2", "3.5"),
        ("6 / 2", "3"),
        ('"a" + "b"', "ab"),
        ('"1" + "2"', "12"),  # two strings
        ('"a" . 1 . "b"', "a1b"),
        ("1 . 2", "12"),
        ('1.50 . ""', "1.50"),  # "in their string represented form"
        # Numeric calculations: double precision, null by division by zero.
        ("10 / 3", "3.3333333333333335"),
        ("1 / 0", None),
        ("missing + 1", None),
        ('missing . "x"', None),
        # "If, at search time, the expression cannot be evaluated successfully for a given event,
        # the eval command erases the resulting field": the same page in earlier releases.
        ("word * 2", None),
        # Rounding: as many figures as the least precise input; integers do not count (acos(0) *
        # 180 / pi() has the twelve of pi on the page of trigonometry), exact() takes them off.
        ("1.00 * 1111", "1111"),  # Mathematical functions, sigfig, example 1
        ("2.5 * 3", "7.5"),
        ("2.0 * 3", "6.0"),  # as cos(pi()) is -1.00000000000
        ("exact(1.50 * 1.50)", "2.25"),
        ("round(8.250 * 0.2, 3)", "1.650"),
        # sigfig, "Usage": a sum has the decimals of the least precise number.
        ("1.50 + 1.25", "2.75"),
        ("1.50 + 1", "2.50"),
        # Example 10: the largest number, and the next.
        ("pow(2, 53) - 1", "9007199254740991"),
        ("pow(2, 53) - 1 + 1", "9007199254740992"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f'| makeresults | eval word="x" | eval v={expression}')
    assert row.get("v") == expected


@pytest.mark.parametrize(
    "expression",
    [
        # The example of "Rounding" shows 2, 1.7 and 1.65. Whether a later command calculates
        # with those or with all figures is not documented.
        "8.250 * 0.2",
        "8.250 * 0.20",
        "8.250 * 0.200",
        "0.5 + 0.25",
        "0.1 + 0.2",
        "3 * 0.5",  # 2, https://wiki.splunk.com/Community:BadMath
        "0.014 * 0.23",  # 0.0032, https://idelta.co.uk/2021/01/22/getting-it-right-with-splunk/
        '"x" . (3 * 0.5)',
        "0.0 * 5",
        "1 / 1000000",  # 1e-06 or not
        "pow(2, 60)",
    ],
)
def test_numbers_that_splunk_prints_rounded_are_refused(rows: Run, expression: str) -> None:
    with pytest.raises(DataError):
        rows(f"| makeresults | eval v={expression}")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # Boolean expressions: NOT, AND, OR, XOR.
        ("1=1 XOR 1=1 OR 1=1", False),
        ("1=1 OR 1=1 XOR 1=1", False),
        ("1=1 OR 1=2 AND 1=2", True),
        ("NOT 1=2 AND 1=2", False),
        ("1=1 xor 1=2", True),
        # Operators that produce Booleans: two numbers or two strings; = is ==.
        ("10 > 9", True),
        ('"10" > "9"', False),
        ('"B" < "a"', True),
        ("ten > nine", True),  # fields with the text of numbers
        ("ten = 10", True),
        ("ten == 10.0", True),
        ('ten = "10"', True),
        ('ten != "9"', True),
        ('word = "x"', True),
        ('word = "X"', False),
        ("word = 5", False),
        ("word != 5", True),
        ('word LIKE "_"', True),
        # Null is neither equal nor different (head: "evaluates to NULL instead of true or false").
        ('missing = "x"', False),
        ('missing != "x"', False),
        # NOT of it is true: https://qiita.com/frozencatpisces/items/bb0adbf22712565c15e1, 3
        ('NOT missing = "x"', True),
        ("NOT missing != missing", True),
        ('NOT (missing = "x" OR 1=2)', True),
        ('NOT (missing = "x" AND 1=1)', True),
        ('NOT missing = "x" AND word = "x"', True),
        ('NOT match(missing, "x")', True),
        ('NOT missing IN ("x", "y")', True),
        ('missing = "x" OR 1=1', True),
        ('missing = "x" AND 1=1', False),
    ],
)
def test_conditions(rows: Run, condition: str, expected: object) -> None:
    fields = 'ten="10", nine="9", word="x"'
    (row,) = rows(f'| makeresults | eval {fields} | eval v=if({condition}, "yes", "no")')
    assert (row["v"] == "yes") is expected


@pytest.mark.parametrize(
    "condition",
    [
        # Numbers and strings compare differently, and the page mixes neither.
        'five > "10"',
        'five = "5.0"',
        "five = five_text",
        "word > 5",
        "exponent = 1000",
        "spaced = 5",
        '"5" < 10.5 AND "5" < 10',
        "large = 9007199254740993",
        "split_ = 1",
        "split_ != 1",
        "split_ > 0",
    ],
)
def test_comparisons_of_a_number_and_a_text_are_refused(rows: Run, condition: str) -> None:
    fields = (
        'exponent="1e3", spaced=" 5", '
        'five="5", five_text="5.0", word="x", large="9007199254740992", split_=split("1,2", ",")'
    )
    with pytest.raises(DataError):
        rows(f"| makeresults | eval {fields} | where {condition}")


def test_long_numbers_that_differ_as_texts_are_refused(rows: Run) -> None:
    # "Long numbers": both are the same double.
    long = 'a="9007199254740993", b="9007199254740992"'
    with pytest.raises(DataError, match="two texts"):
        rows(f"| makeresults | eval {long} | where a=b")
    assert rows(f"| makeresults | eval {long} | where a=a")


def test_assignments_see_those_before_them(rows: Run) -> None:
    (row,) = rows('| makeresults | eval a=1, b=a+1, a="x"')
    assert (row["a"], row["b"]) == ("x", "2")


def test_a_field_name_may_end_with_a_space_but_not_start_with_one(rows: Run) -> None:
    # "Field names"
    assert rows("| makeresults | eval \"first  \" = 123 | eval v='first  '")[0]["v"] == "123"
    with pytest.raises(SearchError, match="space"):
        rows("| makeresults | eval \" first\" = 123 | eval v=' first'")


def test_quoted_field_names_and_string_escapes(rows: Run) -> None:
    (row,) = rows(r'| makeresults | eval "User Name"="a\"b\\c" | eval copy=' + "'User Name'")
    assert row["copy"] == 'a"b\\c'


def test_example_8(rows: Run) -> None:
    names = 'first_name="Ann", last_name="Lee"'
    (row,) = rows(
        f"| makeresults | eval {names} "
        '| eval full_name = first_name." ".last_name, low_name = lower(full_name)'
    )
    assert (row["full_name"], row["low_name"]) == ("Ann Lee", "ann lee")


def test_extended_example_4(rows: Run) -> None:
    (row,) = rows(
        '| makeresults | eval mailfrom="na.lui@sample.net" | eval accountname=split(mailfrom,"@"), '
        "from_user=mvindex(accountname,0), from_domain=mvindex(accountname,-1)"
    )
    assert (row["from_user"], row["from_domain"]) == ("na.lui", "sample.net")


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
        ("mvfilter(match(a, b))", "exactly one field"),
        ("1 +", "ends too early"),
        ('"5" * 2', "a number is needed"),
        ('5 - "2"', "a number is needed"),
        ('-"2"', "a number is needed"),
        # Overview: what takes a number takes "literal numbers or any numeric field".
        ('round("x")', "a number is needed"),
        ('mvindex(m, "x")', "a number is needed"),
        ("(1=1) + 1", "no operand"),
    ],
)
def test_a_bad_expression_is_refused_before_any_event_is_read(
    engine: Engine, expression: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message) as refusal:
        engine.parse(f"| makeresults | eval result={expression}")
    assert refusal.value.command == "eval"


@pytest.mark.parametrize(
    "assignment",
    [
        'v=lookup("x", "y")',
        "v=date_hour",
        "v=[search x]",
        'v="a" . "b" + 1',  # which comes first?
        "v=1e3",
        "v=1.5E-3",
        "a{0}=1",  # a place in JSON, or the value of the field 0?
        "v=true",  # a field, or true()?
        "v=null",
        "v=if(n=True, 1, 2)",
        "v=Lower(n)",  # "The eval expression is case-sensitive."
    ],
)
def test_what_the_preview_lacks_is_refused_by_name(engine: Engine, assignment: str) -> None:
    with pytest.raises(UnsupportedError, match="not supported"):
        engine.parse(f"| makeresults | eval {assignment}")


@pytest.mark.parametrize(
    "expression",
    [
        'n + "x"',
        'n + "5"',
        "n . m",
        "n * m",
        "n + m",
        'substr("123", 1, 2) * 2',  # a function makes text, not a number
        "spaced * 2",
        "exponent * 2",
        "7.5 % 2",
        "-7 % 2",
        "7 % 0",
    ],
)
def test_operands_that_the_page_does_not_have_are_refused(rows: Run, expression: str) -> None:
    fields = 'n=1, spaced=" 5", exponent="1e3", m=split("1,2", ",")'
    with pytest.raises(DataError):
        rows(f"| makeresults | eval {fields} | eval v={expression}")


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        # Dynamic field name creation.
        ('aName="counter", aValue=1234 | eval {aName}=aValue', {"counter": "1234"}),
        ('field1="counter", {field1}="1234"', {"field1": "counter", "counter": "1234"}),
        ('p="q", v_{p}=p', {"v_q": "q"}),
        ('a="x", b=1, "{a} {b}"=2', {"x 1": "2"}),
        ('"a{}.b"=1', {"a{}.b": "1"}),
    ],
)
def test_dynamic_field_names(rows: Run, assignments: str, expected: dict[str, str]) -> None:
    (row,) = rows(f"| makeresults | eval {assignments}")
    assert expected.items() <= row.items()


def test_each_result_has_its_own_name(rows: Run) -> None:
    numbered = "| makeresults count=2 | streamstats count as n | table n"
    assert rows(f'{numbered} | eval name="f".n, {{name}}=n | fields - n name') == [
        {"f1": "1"},
        {"f2": "2"},
    ]


@pytest.mark.parametrize(
    "assignments",
    [
        # Its search that "doesn't produce results".
        'p="{p}", v_{p} = p',
        "{missing}=1",
        'a="", {a}=1',
        'a=split("x,y", ","), {a}=1',
    ],
)
def test_a_name_without_one_value_is_refused(rows: Run, assignments: str) -> None:
    with pytest.raises(DataError, match="to name another"):
        rows(f"| makeresults | eval {assignments}")
