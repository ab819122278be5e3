"""Conversion functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/conversion-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # tonumber: binary conversion, basic examples.
        ('tonumber("0101", 2)', "5"),
        ('tonumber("0A4", 16)', "164"),
        ("tonumber(trim(spaced))", "21.5"),
        ("tonumber(spaced)", None),  # a space makes a field no number
        ("tonumber(word)", None),
        ("tonumber(word, 16)", None),
        ("tonumber(missing)", None),
        ('tonumber("12")', "12"),
        ('tonumber("12.5")', "12.5"),
        # tostring: binary conversion, basic examples.
        ('tostring(9, "binary")', "1001"),
        (
            'tostring(1==1) + " " + tostring(15, "hex") + " " + tostring(12345.6789, "commas")',
            "True 0xF 12,345.68",
        ),
        ('tostring(foo, "duration")', "00:10:15"),
        ('tostring(1234567, "commas")', "1,234,567"),
        ('tostring(word, "commas")', "seven"),  # the format is for numbers only
        ("tostring(1==2)", "False"),
        # eval, example 9.
        ('"$".tostring(1000000.1278, "commas")', "$1,000,000.13"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    fields = 'spaced=" 21.5 ", word="seven", foo=615'
    (row,) = rows(f"| makeresults | eval {fields} | eval v={expression}")
    assert row.get("v") == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        # Supported conversion specifiers.
        ('"%c,%c", 65, "Foo"', "A,F"),
        ('"%d,%i,%d", -2, +4, 30', "-2,4,30"),
        ('"%.2e", 5139', "5.14e+03"),
        ('"%.2f", pi()', "3.14"),
        ('"%.2g,%.2g", pi(), 123', "3.1,1.2e+02"),
        ('"%o", 255', "377"),
        ('"%s%z", "foo", "bar"', "foobar"),
        ('"%u", 99', "99"),
        ('"%x,%X,%p", 10, 10, 10', "a,A,A"),
        ('"100%%"', "100%"),
        # Flag characters.
        ('"%\'d", 12345', "12,345"),
        ('"%-4d|", 1', "1   |"),
        ('"%04d", 1', "0001"),
        ('"%+4d", 1', "  +1"),
        ('"% -4d|", 1', " 1  |"),
        ('"%#x", 1', "0x1"),
        # Specifying field width, with an asterisk.
        ('"%*d", 5, 123', "  123"),
        ('"%.*f", 1, 1.23', "1.2"),
        ('"%*.*e", 9, 2, pi()', " 3.14e+00"),
        # Specifying precision.
        ('"%.3d", 7', "007"),
        ('"%.0d|", 0', "|"),  # no character for 0
        ('"%.f", 2.75', "3"),  # no number is 0
        ('"%f", 1.5', "1.500000"),  # the default is 6
        ('"%.2s", "abc"', "ab"),
        # Basic example.
        ('"%04.4f %-5s|", 1.5, "x"', "1.5000 x    |"),
    ],
)
def test_printf(rows: Run, arguments: str, expected: str) -> None:
    assert rows(f"| makeresults | eval v=printf({arguments})")[0]["v"] == expected


@pytest.mark.parametrize(
    "expression",
    [
        # Unsupported conversion specifiers, and hexadecimal floats.
        'printf("%C", 65)',
        'printf("%S", "a")',
        'printf("%n", 1)',
        'printf("%1$s", "a")',
        'printf("%a", 1)',
        # What neither the page nor C defines.
        'printf("%d", 3.7)',
        'printf("%d", "x")',
        'printf("%x", -1)',
        'printf("%s", missing)',
        'printf("%05s", "a")',
        'printf("%\'08d", 12345)',
        'printf("%d", 1, 2)',
        'printf("%d %d", 1)',
        'printf("%")',
        # tostring: "Only integers in the range of 0 to 2^53-1", HH:MM:SS, no text for null.
        'tostring(-1, "commas")',
        'tostring(1.5, "hex")',
        'tostring("5", "binary")',
        'tostring(90061, "duration")',
        'tostring(1.125, "commas")',
        "tostring(missing)",
        'tostring(1, "roman")',
        # tonumber: other digits than those of the base.
        'tonumber("0x1F", 16)',
        'tonumber("7", 37)',
        'tonumber("1e3")',
    ],
)
def test_what_the_page_does_not_tell_is_refused(rows: Run, expression: str) -> None:
    with pytest.raises(SearchError):
        rows(f"| makeresults | eval v={expression}")


def test_a_text_in_the_search_that_is_no_number_is_an_error(engine: Engine) -> None:
    # "For example, the following search fails"
    with pytest.raises(SearchError, match="is no number"):
        engine.parse('| makeresults | eval result=tonumber("seven")')
