"""The eval functions, by the categories of the Search Reference, "Evaluation functions"."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from preview.spl.functions.registry import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.expression import Compiler, Expression

# Each module of this package declares its functions.
for _path in sorted(Path(__file__).parent.glob("*.py")):
    if _path.stem != "__init__":
        import_module(f"{__name__}.{_path.stem}")

# Functions of Splunk that no search of this app uses.
UNSUPPORTED = frozenset(
    """acos acosh asinh atan atan2 atanh bit_and bit_not bit_or bit_shift_left bit_shift_right
    bit_xor commands cosh hypot ifnull ipmask isarray isdouble ismv isobject json json_append
    json_array json_array_to_mv json_delete json_entries json_extend json_extract_exact
    json_has_key_exact json_keys json_object json_set json_set_exact lookup mv_to_json_array
    random sha512_hmac sigfig sinh tan tanh toarray tobool todouble toint tojson tomv
    toobject""".split()  # noqa: SIM905 # a list is a page long
)


def build_call(
    compiler: Compiler, name: str, arguments: Sequence[Expression], position: int
) -> Expression:
    """Compile the call of a function by its name."""
    known = FUNCTIONS.get(name)
    if known is None:
        if name.lower() in UNSUPPORTED or name.lower() in FUNCTIONS:
            # "The eval expression is case-sensitive", and every function is in lower case.
            instead = "" if name.islower() else f"write {name.lower()}()"
            raise compiler.unsupported(f"the function {name}()", position, instead)
        near = get_close_matches(name, FUNCTIONS, 1)
        hint = f" Did you mean {near[0]}()?" if near else ""
        raise compiler.error(f"the function {name}() does not exist.{hint}", position)
    too_many = known.maximum is not None and len(arguments) > known.maximum
    if len(arguments) < known.minimum or too_many:
        counts = f"{known.minimum}" if known.minimum == known.maximum else f"{known.minimum} to "
        if known.minimum != known.maximum:
            counts += "any number of" if known.maximum is None else str(known.maximum)
        raise compiler.error(
            f"the function {name}() takes {counts} arguments, {len(arguments)} are given", position
        )
    return known.build(compiler, arguments, position)
