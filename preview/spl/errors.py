"""Why a search is refused: always with the command, the argument and the position."""

from __future__ import annotations


class SearchError(ValueError):
    """A search that is not run, or not finished.

    :ivar message: what is wrong and what to do.
    :ivar command: the search command at fault, ``""`` where there is none.
    :ivar position: 0-based character offset into the search as typed (a macro's text
        counts as the place of its call), None where the fault has no place.
    """

    kind = "malformed"

    def __init__(self, message: str, command: str = "", position: int | None = None) -> None:
        self.message = message
        self.command = command
        self.position = position
        super().__init__(message)

    def at(self, command: str, position: int | None) -> SearchError:
        """Return the same refusal with a command and a place."""
        return type(self)(self.message, command, position)

    def __str__(self) -> str:
        where = f"Error in '{self.command}' command" if self.command else "Error in the search"
        place = "" if self.position is None else f" at position {self.position}"
        return f"{where}{place}: {self.message}"


class UnsupportedError(SearchError):
    """Splunk knows it, this preview does not: refused by name, never guessed."""

    kind = "unsupported"


class MissingError(SearchError):
    """The search names a macro, lookup, saved search or file that the app does not have."""

    kind = "missing"


def unsupported(
    what: str, command: str = "", position: int | None = None, instead: str = ""
) -> UnsupportedError:
    """Make the refusal of something that Splunk has and the preview has not.

    :param instead: what to do.
    """
    hint = f": {instead}" if instead else ""
    return UnsupportedError(f"{what} is not supported by the preview{hint}", command, position)


class DataError(SearchError):
    """Only the data showed that the preview cannot answer as Splunk does."""

    kind = "data"
