"""Imports that a library makes at once though it may never need them, put off until it does.

A search command starts for every search, on every indexer. ``splunklib.searchcommands`` imports its
REST client (http, ssl, email) and ``logging.config`` for features that most commands never touch.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, Iterator


@contextmanager
def deferred(module: str, name: str) -> Iterator[None]:
    """Let ``from module import name`` give a callable that imports the real one when called.

    On leaving the block the module can be imported as usual.
    """
    if module in sys.modules:
        yield
        return

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    stand_in = ModuleType(module)
    setattr(stand_in, name, call)
    sys.modules[module] = stand_in
    try:
        yield
    finally:
        del sys.modules[module]
