"""Wider pipes to splunkd, where the system lets a process ask for them.

A chunk of 20 MB crosses a pipe of Linux's usual 64 kB in more than 300 turns, and each is a change
from one process to the other. See fcntl(2), F_SETPIPE_SZ.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

WIDTH = 1 << 20
"""What /proc/sys/fs/pipe-max-size allows every process unless the administrator lowers it."""

_F_SETPIPE_SZ = 1031  # fcntl has the name from Python 3.10 on


def widen(*streams: IO[Any]) -> None:
    """Make pipes wider; what is no pipe, or may not be wider, stays as it is."""
    if sys.platform != "linux":
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    for stream in streams:
        try:
            fcntl.fcntl(stream.fileno(), _F_SETPIPE_SZ, WIDTH)
        except (OSError, ValueError):  # noqa: PERF203 - two streams
            continue
