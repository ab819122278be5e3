"""Why a look-up gave no report, named by what the caller does about it."""

from __future__ import annotations


class LookupFailedError(Exception):
    """The value cannot be looked up; asking again would not help."""


class UnreadableAnswerError(LookupFailedError):
    """The server answered something that is no answer of VirusTotal."""


class ObjectNotFoundError(Exception):
    """VirusTotal does not know the value."""


class AccessDeniedError(Exception):
    """No further value can be looked up: the key, the account or the connection is refused."""


class QuotaExceededError(Exception):
    """VirusTotal wants no further request for now.

    :param retry_after: seconds the server asks to wait; ``None`` when it does not say.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TransientError(Exception):
    """The server or the network failed; asking again may help."""
