"""Imports that a library makes at once though it may never need them, put off until it does.

A search command starts for every search, on every indexer. ``splunklib.searchcommands`` imports its
REST client (http, ssl, email), ``inspect``, ``tempfile`` and more for features that most commands
never touch: more than half of the time that it takes to start.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Iterator


@contextmanager
def deferred(*modules: str) -> Iterator[None]:
    """Let what is imported in this block put off its own imports of these modules.

    ``import module`` gives a stand-in that turns to the real module when it is used; of ``from
    module import name`` the name must be a callable. Modules that are loaded already are not
    touched. On leaving the block all can be imported as usual.
    """
    stand_ins = [_StandIn(module) for module in modules if module not in sys.modules]
    with replaced(*stand_ins):
        yield
    for stand_in in stand_ins:
        stand_in.is_importing = False


@contextmanager
def replaced(*stand_ins: ModuleType) -> Iterator[None]:
    """Let what is imported in this block import these modules in place of those of their names."""
    names = [stand_in.__name__ for stand_in in stand_ins]
    sys.modules.update(zip(names, stand_ins))
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


class _StandIn(ModuleType):
    """A module that is imported when it is used."""

    is_importing = True

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system's own questions
        if not self.is_importing:
            return getattr(import_module(self.__name__), name)

        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return call
