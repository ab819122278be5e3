"""How often and after what pause a failed request is sent again.

Exponential backoff with full jitter:
https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class RetryPolicy:
    """When to send again and when to give up.

    :param attempts: times one request is sent at most.
    :param base: seconds, the longest first pause.
    :param cap: seconds, the longest pause.
    :param failures_in_a_row: after so many the server counts as down, and nothing more is sent.
    :param jitter: returns a number between two bounds.
    """

    attempts: int = 3
    base: float = 0.5
    cap: float = 8.0
    failures_in_a_row: int = 12
    jitter: Callable[[float, float], float] = random.uniform

    def pause(self, failed_attempts: int) -> float:
        """Return the seconds to wait after so many failed attempts."""
        return self.jitter(0.0, min(self.cap, self.base * 2 ** (failed_attempts - 1)))
