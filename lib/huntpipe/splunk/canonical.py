"""Brings a body that is CSV, but not as splunkd writes it, into that form.

Peers other than splunkd send quotes inside unquoted cells, mixed line ends or rows that lack their
last cells. The ``csv`` module, which the SDK reads with, understands them; after this pass the fast
path does too. Bytes that are not UTF-8 survive it.
"""

from __future__ import annotations

import csv
import io
import sys

from huntpipe.splunk.errors import IrregularRowsError

# csv of Python 3.9 and 3.10 refuses NUL. A lone surrogate that "surrogateescape" never makes
# (it makes U+DC80 to U+DCFF) stands in for it.
_NUL, _NUL_STAND_IN = "\0", "\udc00"


def canonical(body: bytes) -> bytes:
    r"""Return the body with every cell quoted that needs it, ``\\n`` line ends and full rows.

    :raises IrregularRowsError: if it is no CSV, or a row has more cells than the header.
    """
    text = body.decode("utf-8", "surrogateescape").replace(_NUL, _NUL_STAND_IN)
    csv.field_size_limit(sys.maxsize)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    width = None
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text))):
            width = width or len(row)
            if len(row) > width:
                raise IrregularRowsError(
                    f"row {number} of the chunk has {len(row)} cells, its header {width}"
                )
            writer.writerow(row + [""] * (width - len(row)))
    except csv.Error as error:
        raise IrregularRowsError(f"the chunk is not CSV: {error}") from error
    result = out.getvalue().replace(_NUL_STAND_IN, _NUL)
    return result.encode("utf-8", "surrogateescape")
