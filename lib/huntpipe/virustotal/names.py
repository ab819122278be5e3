"""The names that a search uses: kinds of indicators in, fields out."""

KINDS = ("file", "ip", "domain", "url")

FIELDS = (
    "verdict",
    "malicious",
    "suspicious",
    "engines",
    "ratio",
    "label",
    "names",
    "type",
    "tags",
    "reputation",
    "first_seen",
    "last_analysis",
    "link",
    "source",
    "status",
    "error",
)
