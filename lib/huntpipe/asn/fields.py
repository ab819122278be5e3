"""The names of what is told of an address."""

FIELDS = ("asn", "as_org", "as_network", "as_status")
"""What is told of every value. ``as_status`` is ``found``, ``not_announced``, ``not_public``,
``invalid`` or ``empty``."""

ALL_FIELDS = (*FIELDS, "as_range", "as_scope", "as_database")
"""The same with the announced range, the kind of address, and name and date of the data."""
