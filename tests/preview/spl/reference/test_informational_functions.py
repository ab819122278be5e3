"""Informational functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/informational-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("isnull(missing)", True),
        ("isnotnull(missing)", False),
        ('isnull("")', False),  # the empty string is a value
        ("isnum(3)", True),
        ("isnum(a)", True),
        ('isnum("12")', False),  # a quoted text is a string, as "NaN" is on the page
        ('isstr("anystring")', True),
        ("isstr(3)", False),
        ("isint(a)", True),
        ("isint(4.5)", False),
        ('isint("a")', False),
        ("isbool(1==2)", True),
        ("isbool(a)", False),
    ],
)
def test_conditions(rows: Run, condition: str, expected: object) -> None:
    (row,) = rows(f'| makeresults | eval a="12" | eval v=if({condition}, "yes", "no")')
    assert (row["v"] == "yes") is expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # The examples of typeof; they end it with "Bool", the list of functions with "Boolean".
        ('typeof(12) + typeof("string") + typeof(badfield)', "NumberStringInvalid"),
        ("typeof(_time)", "Number"),
    ],
)
def test_typeof(rows: Run, expression: str, expected: str) -> None:
    assert rows(f"| makeresults | eval v={expression}")[0]["v"] == expected


def test_typeof_a_boolean_is_refused(engine: Engine) -> None:
    with pytest.raises(UnsupportedError, match="Boolean"):
        engine.parse("| makeresults | eval v=typeof(1==2)")


@pytest.mark.parametrize(
    "expression",
    [
        'typeof(split("a,b", ","))',
        'if(isnum(split("1,2", ",")), "number", "none")',
        'if(isstr(split("a,b", ",")), "string", "none")',
        'if(isint(5.0), "int", "not int")',
        'if(isnum("1e3"), "number", "none")',
        'if(isnum(nan), "number", "none")',  # a number in a field, a string in the search
        'if(isstr(nan), "string", "none")',
    ],
)
def test_what_the_page_does_not_tell_is_refused(rows: Run, expression: str) -> None:
    with pytest.raises(DataError):
        rows(f'| makeresults | eval nan="NaN" | eval v={expression}')
