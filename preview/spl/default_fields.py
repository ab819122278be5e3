"""The fields that Splunk has for every event: what the preview knows of them, and what not.

Follows the Knowledge Manager Manual, "Use default fields".
"""

METADATA = ("index", "sourcetype", "host", "source")

# Splunk extracts these from every event; the preview does not, so it must not call them null.
UNKNOWN_FIELDS = frozenset(
    [
        "date_hour",
        "date_mday",
        "date_minute",
        "date_month",
        "date_second",
        "date_wday",
        "date_year",
        "date_zone",
        "punct",
        "timestartpos",
        "timeendpos",
        "eventtype",
        "tag",
        "_indextime",
        "_cd",
        "_bkt",
        "_si",
        "_serial",
        "_sourcetype",
        "linecount",
        "splunk_server",
    ]
)
