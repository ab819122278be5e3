"""``b64decode``: free text to the base64 payloads in it, unwrapped."""

from __future__ import annotations

import re
from typing import List, Sequence

from huntpipe.base64text.budget import Limits
from huntpipe.base64text.unwrap import MODES, STATUSES, Unwrapper
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment, Value
from huntpipe.splunk.sdk import Configuration, Option, validators

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
    maxdepth = Option(default=Limits.maxdepth, validate=validators.Integer(1, 100))
    minlength = Option(default=Limits.minlength, validate=validators.Integer(4, 10_000))
    maxbytes = Option(default=Limits.maxbytes, validate=validators.Integer(1, 100 << 20))
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
        limits = Limits(self.maxdepth, self.minlength, self.maxbytes)
        outputs = tuple(f"{self.prefix}{name}" for name in FIELDS)
        return [
            Enrichment(
                inputs=fields,
                outputs=outputs,
                function=Decode(Unwrapper(self.mode, limits)),
                status=outputs[-1],
            )
        ]


class Decode:
    """The function of the enrichment: the values of all fields to one list of payloads."""

    def __init__(self, unwrap: Unwrapper) -> None:
        self._unwrap = unwrap

    def __call__(self, *values: Value) -> Sequence[Value]:
        """Return the output values for the values of the fields, in order."""
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
