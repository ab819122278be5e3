"""What a search needs of the Splunk daemon that runs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from preview.wire import Session

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Daemon:
    """The daemon around a search.

    :ivar session: what it tells the app's commands of itself.
    :ivar passwords: what its password store holds, by realm and name.
    :ivar notices: what a search has to say when it runs a command of the app, by the command.
    """

    session: Session = field(default_factory=Session)
    passwords: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
