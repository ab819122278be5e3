"""Macros, by the Knowledge Manager Manual, "Search macros", and macros.conf of the Admin Manual.

https://help.splunk.com/en/splunk-enterprise/manage-knowledge-objects/knowledge-management-manual/10.0/search-macros
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import Engine, MissingError, SearchError

if TYPE_CHECKING:
    from pathlib import Path

MACROS = """
[src]
definition = index=main sourcetype=t

[both(2)]
args = a, b
definition = $a$ OR "$b$"

[outer]
definition = `src` `both(x, "y, z")`

[made(1)]
args = n
definition = "head " . ($n$ + 1)
iseval = 1

[checked(1)]
args = n
definition = head $n$
validation = isnum($n$)
errormsg = n is a number

[told(1)]
args = n
definition = head $n$
validation = if(isnum($n$), null(), "not a number: $n$")
errormsg = not shown

[unknown(1)]
args = n
definition = head $n$
validation = $n$ > 5
errormsg = more than 5

[quoted(1)]
args = word
definition = "<$word$>"

[plain]
args = ignored
definition = index=main

[number]
definition = 1 + 1
iseval = true

[endless]
definition = `endless`
"""


@pytest.fixture
def with_macros(app: Path, engine: Engine) -> Engine:
    (app / "default" / "macros.conf").write_text(MACROS, encoding="utf-8")
    return engine


def commands(engine: Engine, spl: str) -> list[str]:
    return [call.name for call, _ in engine.parse(spl).commands]


def test_macros_expand_inside_macros_with_arguments(with_macros: Engine) -> None:
    (call, _), *_ = with_macros.parse("`outer` | head").commands
    assert call.arguments.text.strip() == 'index=main sourcetype=t x OR "y, z"'


def test_an_eval_macro_gives_the_text_of_its_result(with_macros: Engine) -> None:
    (_, (call, _)) = with_macros.parse("index=x | `made(4)`").commands
    assert call.name + call.arguments.text.rstrip() == "head 5"


@pytest.mark.parametrize(
    ("spl", "text"),
    [
        # Search macro examples: arguments by their names.
        ("`both(a=x, b=y)`", 'x OR "y"'),
        ("`both(b=y, a=x)`", 'x OR "y"'),
        ("`both(z=x, y)`", 'z=x OR "y"'),
        # macros.conf, definition: an argument is put in even inside of quotation marks.
        ("`quoted(Event)`", '"<Event>"'),
        # macros.conf, args: ignored where the name has no number of arguments.
        ("`plain`", "index=main"),
    ],
)
def test_arguments_are_put_into_the_definition(with_macros: Engine, spl: str, text: str) -> None:
    ((call, _),) = with_macros.parse(f"search index=main {spl}").commands
    assert call.arguments.text.strip() == f"index=main {text}"


def test_a_validation_that_gives_null_instead_of_a_text_is_passed(with_macros: Engine) -> None:
    # macros.conf, validation: "If it returns NULL, validation is considered a success."
    assert commands(with_macros, "index=x | `told(3)`") == ["search", "head"]


def test_a_macro_in_quotation_marks_is_text(with_macros: Engine) -> None:
    assert commands(with_macros, 'index=x "`src`"') == ["search"]


@pytest.mark.parametrize(
    ("spl", "error", "message"),
    [
        ("index=x `none`", MissingError, "`none` does not exist"),
        ("index=x `both(1)`", MissingError, r"`both\(1\)` does not exist"),
        ('index=x | `checked("a")`', SearchError, "n is a number"),
        ('index=x | `told("a")`', SearchError, "not a number: a"),
        # A Boolean that is NULL fails.
        ("index=x | `unknown(nosuch)`", SearchError, "more than 5"),
        ("index=x | head `number`", SearchError, "must give a string"),
        ("index=x `endless`", SearchError, "nest deeper"),
    ],
)
def test_a_bad_call_is_refused_at_its_place(
    with_macros: Engine, spl: str, error: type[SearchError], message: str
) -> None:
    with pytest.raises(error, match=message) as refusal:
        with_macros.parse(spl)
    assert refusal.value.position == spl.index("`")


def test_a_fault_after_a_macro_keeps_the_place_as_typed(with_macros: Engine) -> None:
    spl = "`src` | stats cuont"
    with pytest.raises(SearchError) as refusal:
        with_macros.parse(spl)
    assert refusal.value.position == spl.index("cuont")


def test_comments_are_left_out_before_macros_are_read(with_macros: Engine) -> None:
    spl = "index=x ```not | a `macro` ``` | head ```or this```"
    assert commands(with_macros, spl) == ["search", "head"]
