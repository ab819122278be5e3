"""How a search looks for payloads, and what becomes of an event."""

AUTO, WHOLE, SCAN = "auto", "whole", "scan"
MODES = (AUTO, WHOLE, SCAN)

DECODED, NONE, TRUNCATED, LIMIT, EMPTY = "decoded", "none", "truncated", "limit", "empty"
STATUSES = (DECODED, NONE, TRUNCATED, LIMIT, EMPTY)
