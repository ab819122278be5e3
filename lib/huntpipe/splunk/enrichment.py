"""What a command tells the record path: which fields go in, which come out, and the function."""

from __future__ import annotations

TYPE_CHECKING = False  # typing takes longer to import than a command's own modules
if TYPE_CHECKING:
    from typing import Callable, List, Mapping, Optional, Sequence, Tuple, Union

    Value = Union[str, List[str], None]
    """A field of an event: text, the values of a multivalue field, or ``None`` where it has no such
    column. An empty cell is ``""``."""

    Values = Tuple[Value, ...]

    WrittenResult = Tuple[Tuple[str, ...], Tuple[bytes, ...]]
    """A result as it goes on the wire: its names, and for each what stands between the quotes of
    its cell, UTF-8 with ``"`` doubled. A multivalue field has a second name, ``__mv_<field>``."""

ERROR_STATUS = "error"
"""What the status field says of an event whose function raised."""


class Enrichment:
    """A pure function from the values of some fields to the values of some others.

    :param inputs: names of the fields that ``function`` takes, in order.
    :param outputs: names of the fields that it gives, in order. Every event gets all of them.
    :param function: takes one :data:`Value` per input, gives one per output. It is called once for
        each distinct input, so it must be pure.
    :param status: the output that becomes :data:`ERROR_STATUS` when ``function`` raises.
    :param glance: tells from many cells at once, as they came, quoted or not, what ``function``
        would give for some of them; these are never decoded. It is asked where this is the only
        enrichment and the input of an event is one cell. Where it raises, ``function`` is called.
    :param resolve: called before ``function`` with all inputs of a chunk that are not known yet,
        for commands that answer many values at once.
    :param many: what ``function`` gives for the inputs of some hundred events at once, for work
        that is quicker in bulk. Where it raises, ``function`` is called for each.
    """

    def __init__(  # noqa: PLR0913 - what a command may state
        self,
        inputs: Tuple[str, ...],
        outputs: Tuple[str, ...],
        function: Callable[..., Sequence[Value]],
        status: str,
        resolve: Optional[Callable[[List[Values]], None]] = None,
        many: Optional[Callable[[List[Values]], List[Sequence[Value]]]] = None,
        glance: Optional[Callable[[List[bytes]], Mapping[bytes, Sequence[Value]]]] = None,
    ) -> None:
        self.inputs = inputs
        self.outputs = outputs
        self.function = function
        self.status = status
        self.resolve = resolve
        self.many = many
        self.glance = glance


class OpenEnrichment:
    """An enrichment whose output fields are known only from the event.

    :param inputs: names of the fields that ``function`` takes, in order.
    :param outputs: names of the fields that every event gets.
    :param function: takes one :data:`Value` per input, gives the output fields by name. The header
        of a chunk is the union over its events.
    :param status: the output that becomes :data:`ERROR_STATUS` when ``function`` raises.
    :param overwrite: whether a field that the event has already is replaced. An event keeps any
        field that ``function`` does not give for it.
    :param prefix: what stands before all these names in the event.
    :param excerpt: a short cut for values that stand in the one input as they are to be written:
        takes what stands between the quotes of its cell, nothing for a multivalue, and gives what
        ``function`` would give, or ``None`` where it cannot. Where it raises, ``function`` is
        called.
    """

    def __init__(  # noqa: PLR0913 - what a command may state
        self,
        inputs: Tuple[str, ...],
        outputs: Tuple[str, ...],
        function: Callable[..., Mapping[str, Value]],
        status: str,
        overwrite: bool = True,
        prefix: str = "",
        excerpt: Optional[Callable[[bytes], Optional[WrittenResult]]] = None,
    ) -> None:
        self.inputs = inputs
        self.outputs = outputs
        self.function = function
        self.status = status
        self.overwrite = overwrite
        self.prefix = prefix
        self.excerpt = excerpt
