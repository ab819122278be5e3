"""What can be wrong with the bytes that come in."""


class ProtocolError(ValueError):
    """What came in breaks the chunked protocol; the message says how."""


class IrregularRowsError(ProtocolError):
    """The body of a chunk is not CSV in the form that splunkd writes."""
