"""The commands over rows, by the examples and rules of their pages in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/<command>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError

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


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("join [search x]", "not supported"),
        ("append x", "square brackets"),
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


def test_a_fault_in_a_value_names_the_command(engine: Engine) -> None:
    with pytest.raises(SearchError, match="is no network") as refusal:
        engine.search('| makeresults | eval n="x" | where cidrmatch(n, "10.0.0.1")')
    assert refusal.value.command == "where"
