"""The types of indicators, in the order in which they are told."""

TYPES = (
    "ipv4",
    "ipv6",
    "domain",
    "url",
    "email",
    "md5",
    "sha1",
    "sha256",
    "cve",
    "registry",
    "path",
)
