"""``b64decode``: free text to the base64 payloads in it, unwrapped."""

from __future__ import annotations

import re

from huntpipe.base64text.outcomes import MODES, NONE, STATUSES
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import Configuration, Option, validators

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Mapping, Sequence

    from huntpipe.splunk.enrichment import Value

COLUMNS = ("decoded", "chain", "payload", "kind", "md5", "sha256")
FIELDS = (*COLUMNS, "count", "status")

_NOTHING = {status: (*(None,) * len(COLUMNS), "0", status) for status in STATUSES}
_is_prefix = re.compile(r"(?:[A-Za-z_]\w*)?", re.ASCII).fullmatch


@Configuration()
class B64DecodeCommand(EnrichingCommand):
    """Adds the plain text of base64 payloads, wherever they stand in a field."""

    syntax = (
        "b64decode [mode=auto|whole|scan] [maxdepth=<int>] [minlength=<int>] [maxbytes=<int>] "
        "[prefix=<string>] <field> [<field> ...]"
    )

    mode = Option(default=MODES[0], validate=validators.Set(*MODES))
    maxdepth = Option(default=10, validate=validators.Integer(1, 100))
    minlength = Option(default=16, validate=validators.Integer(4, 10_000))
    maxbytes = Option(default=1 << 20, validate=validators.Integer(1, 100 << 20))
    prefix = Option(default="b64_")

    def enrichments(self) -> Sequence[Enrichment]:
        """Return one enrichment over all fields."""
        fields = tuple(dict.fromkeys(self.fieldnames))
        if not fields:
            raise ValueError("name at least one field to look for base64 in.")
        if not _is_prefix(self.prefix):
            raise ValueError(
                f"prefix={self.prefix} cannot begin a field name: use letters, digits and "
                "underscores, a letter or underscore first."
            )
        outputs = tuple(f"{self.prefix}{name}" for name in FIELDS)
        return [
            Enrichment(
                inputs=fields,
                outputs=outputs,
                function=self._decode,
                status=outputs[-1],
                glance=self._glance,
            )
        ]

    def load(self) -> None:
        """Import the decoders."""
        from huntpipe.base64text.budget import Limits  # noqa: PLC0415 - not before it is needed
        from huntpipe.base64text.unwrap import Unwrapper  # noqa: PLC0415 - the same

        limits = Limits(self.maxdepth, self.minlength, self.maxbytes)
        self._unwrap = Unwrapper(self.mode, limits)

    def _decode(self, *values: Value) -> Sequence[Value]:
        """Return the payloads in the values of all fields, in order, as one list."""
        texts: List[str] = []
        for value in values:
            if isinstance(value, list):
                texts += value
            elif value:
                texts.append(value)
        findings, status = self._unwrap(texts)
        if not findings:
            return _NOTHING[status]
        if len(findings) == 1:
            return (*findings[0], "1", status)
        columns = [list(column) for column in zip(*findings)]
        return (*columns, str(len(findings)), status)

    def _glance(self, cells: List[bytes]) -> Mapping[bytes, Sequence[Value]]:
        """Return the output values of the cells that plainly hold nothing."""
        may_hold = zip(cells, self._unwrap.may_hold(cells))
        idle = [cell for cell, may in may_hold if not may and len(cell) > len('""')]
        return dict.fromkeys(idle, _NOTHING[NONE])
