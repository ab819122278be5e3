"""format, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/format
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

THREE = (
    '| makeresults | eval r=split("syslog.log syslog my;bob.log syslog bobs;l.log syslog l", ";") '
    '| mvexpand r | rex field=r "(?<source>.*) (?<sourcetype>.*) (?<host>.*)" '
)
TWO = "| head 2 | fields source, sourcetype, host | format "


@pytest.mark.parametrize(
    ("spl", "expected"),
    [
        # Example 1: the fields in alphabetical order.
        (
            THREE + TWO,
            '( ( host="my" AND source="syslog.log" AND sourcetype="syslog" ) OR '
            '( host="bobs" AND source="bob.log" AND sourcetype="syslog" ) )',
        ),
        (
            THREE + TWO + "maxresults=1",
            '( ( host="my" AND source="syslog.log" AND sourcetype="syslog" ) )',
        ),
        # Example 2.
        (
            THREE + TWO + '"[" "[" "&&" "]" "||" "]"',
            '[ [ host="my" && source="syslog.log" && sourcetype="syslog" ] || '
            '[ host="bobs" && source="bob.log" && sourcetype="syslog" ] ]',
        ),
        # Example 3: a separator for the values of a field.
        (
            '| makeresults | eval foo="eventtype,log_level" | makemv delim="," foo | fields foo '
            '| format mvsep="mvseparator" "{" "[" "AND" "]" "AND" "}"',
            '{ [ ( foo="eventtype" mvseparator foo="log_level" ) ] }',
        ),
        # Example 4: internal fields alone are no results.
        ('| makeresults count=1 | format emptystr="Error Found"', "Error Found"),
        ("| makeresults count=1 | format", "NOT ( )"),
        ("| makeresults count=0 | format", "NOT ( )"),
        # Search Manual, "Change the format of subsearch results": fields named search and query.
        ('| makeresults | eval search="a OR b", n=1 | format', '( ( n="1" AND a OR b ) )'),
        ('| makeresults | eval query="a" | format', "( ( a ) )"),
        ('| makeresults | eval search=split("a b", " ") | format', "( ( a ) )"),
    ],
)
def test_rows_become_conditions(rows: Run, spl: str, expected: str) -> None:
    assert rows(spl) == [{"search": expected}]


@pytest.mark.parametrize("arguments", ['"(" "("', "( ( AND ) OR )", "maxresults=x"])
def test_bad_arguments_are_refused(engine: Engine, arguments: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(f"| makeresults | format {arguments}")
