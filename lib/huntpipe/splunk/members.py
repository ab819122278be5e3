"""The little of ``inspect`` that the Splunk SDK needs to read the options off a command's class.

Most of ``inspect`` is for source text: it imports the parser, the tokenizer and the disassembler,
which takes a tenth of the time that a command needs to start.
"""

from __future__ import annotations

from types import FunctionType, ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, List, Tuple


def getmembers(owner: type, predicate: Callable[[Any], bool]) -> List[Tuple[str, Any]]:
    """Return the members of a class that the predicate holds for, by name."""
    members = [(name, getattr(owner, name, None)) for name in dir(owner)]
    return [(name, member) for name, member in members if predicate(member)]


def isclass(value: Any) -> bool:
    """Tell whether it is a class."""
    return isinstance(value, type)


def isfunction(value: Any) -> bool:
    """Tell whether it is a function written in Python."""
    return isinstance(value, FunctionType)


def inspect_stand_in() -> ModuleType:
    """Return a module to import in place of ``inspect``."""
    module = ModuleType("inspect")
    module.__dict__.update(getmembers=getmembers, isclass=isclass, isfunction=isfunction)
    return module
