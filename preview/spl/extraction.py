"""Search-time field extraction: props.conf of the app, then JSON or key=value pairs.

Follows the Knowledge Manager Manual, "The sequence of search-time operations": EXTRACT, REPORT,
KV_MODE, FIELDALIAS, EVAL, LOOKUP; and props.conf of the Admin Manual. XML is not extracted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from preview.spl import windows
from preview.spl.clock import Clock
from preview.spl.conf import is_true
from preview.spl.errors import DataError, MissingError, SearchError, UnsupportedError
from preview.spl.expression import Compiler
from preview.spl.jsonpath import documents, flatten
from preview.spl.lookups import LookupCall
from preview.spl.pcre import Pcre, compile_pcre
from preview.spl.source import Source
from preview.spl.transform import Transform, clean_key
from preview.spl.typed import as_field
from preview.spl.values import Row, assign, collapse, texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from preview.spl.configuration import Configuration

_KEY = r'(?<![^\s,;&|?({\["\'])([A-Za-z0-9_.:\-]+)\s?=\s?'
_PAIR = re.compile(_KEY + r'("[^"]*"|[^\s,;&|"]+)')
_ESCAPED_PAIR = re.compile(_KEY + r'("(?:\\.|[^"\\])*"|[^\s,;&|"]+)')
_MODES = ("none", "auto", "auto_escaped", "json")

# limits.conf, [kv]: the characters and the fields that automatic extraction looks at.
MAX_CHARACTERS = 10_240
MAX_FIELDS = 100


class Extractions:
    """The extractor of each sourcetype and source."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._known: dict[tuple[str, str], Extractor] = {}

    def of(self, sourcetype: str, source: str) -> Extractor:
        """Return the extractor of the events of a sourcetype and source."""
        key = (sourcetype, source)
        if key not in self._known:
            settings: dict[str, str] = dict(windows.settings(sourcetype))
            props = self._configuration.props
            # What is set for a source wins over what is set for a sourcetype.
            for stanza in sorted(props, key=lambda stanza: stanza.startswith("source::")):
                if _applies(stanza, sourcetype, source):
                    settings.update(props[stanza])
            self._known[key] = Extractor(settings, self._configuration)
        return self._known[key]


def _applies(stanza: str, sourcetype: str, source: str) -> bool:
    if "::" not in stanza:
        return stanza == sourcetype
    kind, _, pattern = stanza.partition("::")
    if kind != "source":
        raise UnsupportedError(f"props.conf: the stanza [{stanza}] is not supported")
    return _source_pattern(pattern).fullmatch(source) is not None


@lru_cache(maxsize=256)
def _source_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of sources: ``...`` is any text, ``*`` any but the path separator."""
    parts = re.split(r"(\.\.\.|\*)", pattern)
    marks = {"...": ".*", "*": r"[^/\\]*"}
    return re.compile("".join(marks.get(part, re.escape(part)) for part in parts), re.DOTALL)


class Extractor:
    """The search-time operations of one sourcetype.

    :ivar computed: the fields whose values need not stand in the raw text.
    """

    def __init__(self, settings: Mapping[str, str], configuration: Configuration) -> None:
        self._patterns = [_extract_setting(value) for value in _settings(settings, "EXTRACT-")]
        names = [
            name.strip() for value in _settings(settings, "REPORT-") for name in value.split(",")
        ]
        self._transforms = [Transform(_transform(name, configuration)) for name in names]
        self._mode = settings.get("KV_MODE", "auto").lower()
        if self._mode not in _MODES:
            raise UnsupportedError(f"props.conf: KV_MODE = {self._mode} is not supported")
        self._json = self._mode == "json" or (
            self._mode != "none" and is_true(settings, "AUTO_KV_JSON", default=True)
        )
        self._aliases = [
            pair for value in _settings(settings, "FIELDALIAS-") for pair in _aliases(value)
        ]
        targets = [target for _, target, _ in self._aliases]
        if len(set(targets)) < len(targets):
            raise UnsupportedError("props.conf: one alias of two fields, of which only one counts")
        compiler = Compiler("props.conf", Clock(0, 0, 0))
        self._evals = [
            (key[len("EVAL-") :], compiler.value(compiler.expression(Source.typed(value))))
            for key, value in sorted(settings.items())
            if key.startswith("EVAL-")
        ]
        self._lookups = [
            LookupCall.from_setting(value, configuration)
            for value in _settings(settings, "LOOKUP-")
        ]
        self.computed = self._computed()

    def _computed(self) -> frozenset[str]:
        """Return the fields that a calculation, a lookup or a composed format sets."""
        computed: set[str] = {name for name, _ in self._evals}
        for lookup in self._lookups:
            computed.update(lookup.output_names())
        for transform in self._transforms:
            computed.update(transform.composed())
        for source, target, _ in self._aliases:
            if source in computed:
                computed.add(target)
        return frozenset(computed)

    def extract(self, row: Row) -> None:
        """Add the fields of an event to its row."""
        for pattern, field in self._patterns:
            for text in texts(row.get(field)):
                found = pattern.search(text)
                if found:
                    _keep(row, {k: [v] for k, v in found.groupdict().items() if v is not None})
        for transform in self._transforms:
            transform.apply(row)
        self._key_values(row)
        self._alias(row)
        if self._evals:
            before = dict(row)
            for name, expression in self._evals:
                assign(row, name, as_field(expression.evaluate(before)))
        for lookup in self._lookups:
            lookup.apply(row)

    def _alias(self, row: Row) -> None:
        """Set the aliases; AS sets and removes, ASNEW only adds."""
        for source, target, only_new in self._aliases:
            if not only_new:
                assign(row, target, row.get(source))
            elif source in row and target not in row:
                row[target] = row[source]

    def _key_values(self, row: Row) -> None:
        raw = str(row["_raw"])
        found = documents(raw) if self._json and raw[:1] in ("{", "[") else []
        if found:
            fields = flatten(found[0])
            if len(raw) > MAX_CHARACTERS or len(fields) > MAX_FIELDS:
                raise DataError(
                    f"JSON of more than {MAX_CHARACTERS} characters or {MAX_FIELDS} fields is not "
                    "supported: Splunk reads a part of it"
                )
            _keep(row, fields)
        elif self._mode.startswith("auto") and not raw.startswith("<"):
            _keep(row, pairs(raw, escaped=self._mode == "auto_escaped"))


def pairs(text: str, *, escaped: bool = False) -> dict[str, list[str]]:
    r"""Return the key=value pairs of a text; the first value of a key counts, keys are cleaned.

    :param escaped: whether quoted values have ``\"`` and ``\\`` as escapes.
    """
    found: dict[str, list[str]] = {}
    for key, text_of_value in (_ESCAPED_PAIR if escaped else _PAIR).findall(text[:MAX_CHARACTERS]):
        name, value = clean_key(key), _unquoted(text_of_value, escaped=escaped)
        if name and value and name not in found and len(found) < MAX_FIELDS:
            found[name] = [value]
    return found


def _unquoted(value: str, *, escaped: bool) -> str:
    """Return a value without its quotation marks and the spaces within them (KV_TRIM_SPACES)."""
    if value[0] != '"':
        return value
    return (re.sub(r'\\(["\\])', r"\1", value[1:-1]) if escaped else value[1:-1]).strip(" ")


def _keep(row: Row, fields: Mapping[str, Sequence[str]]) -> None:
    """Add extracted fields that the row does not have yet."""
    for name, values in fields.items():
        if name not in row:
            assign(row, name, collapse(values))


def _settings(settings: Mapping[str, str], prefix: str) -> list[str]:
    return [value for key, value in sorted(settings.items()) if key.startswith(prefix)]


def _extract_setting(value: str) -> tuple[Pcre, str]:
    """Read ``<regular expression> [in <field>]``."""
    found = re.fullmatch(r"(.*)\s+in\s+(\w+)", value, re.DOTALL)
    pattern, field = found.groups() if found else (value, "_raw")
    try:
        return compile_pcre(f"(?ms){pattern}"), field
    except SearchError as error:
        raise SearchError(f"props.conf: {error.message}") from error


def _transform(name: str, configuration: Configuration) -> Mapping[str, str]:
    known = windows.TRANSFORMS.get(name) or configuration.transforms.get(name)
    if known is None:
        raise MissingError(f"props.conf names the transform {name}, which does not exist")
    return known


def _aliases(value: str) -> list[tuple[str, str, bool]]:
    """Read ``field AS alias``, repeated; ASNEW does not replace a field."""
    words = re.findall(r'"[^"]*"|\S+', value)
    triples = list(zip(words[::3], words[1::3], words[2::3]))
    if len(words) % 3 or any(verb.upper() not in ("AS", "ASNEW") for _, verb, _ in triples):
        raise UnsupportedError(f"props.conf: the field alias {value!r} is not understood")
    return [(s.strip('"'), t.strip('"'), verb.upper() == "ASNEW") for s, verb, t in triples]
