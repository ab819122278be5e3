"""``vtcheck``: file hash, address, domain or URL to what VirusTotal says of it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any, Dict, List, Sequence, Union

from huntpipe.commands.vtcheck_settings import VirusTotalSettings
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.duration import parse_duration
from huntpipe.splunk.enrichment import Enrichment, Value, Values
from huntpipe.splunk.kvstore import KvCollection
from huntpipe.splunk.sdk import Configuration, Option, validators
from huntpipe.splunk.secrets import MissingSecretError, read_secret
from huntpipe.splunk.service import connect
from huntpipe.splunk.settings import read_settings
from huntpipe.virustotal.cache import Cache
from huntpipe.virustotal.collection import Collection, FallbackCollection, MemoryCollection
from huntpipe.virustotal.dispatch import Dispatcher
from huntpipe.virustotal.fields import FIELDS, Row, described, dismissed
from huntpipe.virustotal.indicator import KINDS, Indicator, parse_indicator
from huntpipe.virustotal.privacy import reason_to_withhold
from huntpipe.virustotal.quota import Quota
from huntpipe.virustotal.resolver import Resolution, Resolver

CACHE = "huntpipe_vt_cache"
QUOTA = "huntpipe_vt_quota"
API_KEY = "virustotal_api_key"
PROXY_CREDENTIALS = "virustotal_proxy"


# The key, the cache and the quota are on the search head, so the command stays there.
@Configuration(distributed=False)
class VtCheckCommand(EnrichingCommand):
    """Adds what VirusTotal says of file hashes, addresses, domains and URLs."""

    syntax = (
        "vtcheck [type=auto|file|ip|domain|url] [maxage=<duration>] [nocache=<bool>] "
        "[maxlookups=<int>] [offline=<bool>] [prefix=<string>] <field> [<field> ...]"
    )

    type = Option(default="auto", validate=validators.Set("auto", *KINDS))
    maxage = Option()
    nocache = Option(default=False, validate=validators.Boolean())
    maxlookups = Option(validate=validators.Integer(minimum=0))
    offline = Option(default=False, validate=validators.Boolean())
    prefix = Option(default="vt_")

    def __init__(self) -> None:
        super().__init__()
        self._warnings: Dict[str, None] = {}
        self._unanswered: Counter[str] = Counter()

    def enrichments(self) -> Sequence[Enrichment]:
        """Return one enrichment per field."""
        fields = list(dict.fromkeys(self.fieldnames))
        if not fields:
            raise ValueError("name at least one field of hashes, addresses, domains or URLs.")
        self._settings = VirusTotalSettings.read(read_settings())
        policy = self._settings.policy(
            max_age=None if self.maxage is None else parse_duration(self.maxage),
            no_cache=self.nocache,
            max_lookups=self.maxlookups,
            offline=self.offline,
        )
        resolver = Resolver(Cache(self._collection(CACHE)), policy, self._dispatcher)
        enrichments = []
        for field in fields:
            prefix = self.prefix if len(fields) == 1 else f"{self.prefix}{field}_"
            check = Check(self.type, self._settings, resolver, self._unanswered)
            enrichments.append(
                Enrichment(
                    inputs=(field,),
                    outputs=tuple(f"{prefix}{name}" for name in FIELDS),
                    function=check,
                    status=f"{prefix}status",
                    resolve=check.resolve,
                )
            )
        return enrichments

    def finish_search(self) -> None:
        """Write what was reported, and why values have no answer."""
        super().finish_search()
        for warning in self._warnings:
            self.write_warning(f"{self.name}: {warning}")
        for message, count in self._unanswered.items():
            values = "1 value" if count == 1 else f"{count} values"
            self.write_warning(f"{self.name}: {message} ({values} without a fresh answer)")

    @cached_property
    def _splunkd(self) -> Any:
        searchinfo = self.metadata.searchinfo
        return connect(searchinfo.splunkd_uri, searchinfo.session_key)

    def _collection(self, name: str) -> Collection:
        return FallbackCollection(KvCollection(lambda: self._splunkd, name), self._warn_of_store)

    def _warn_of_store(self, failure: str) -> None:
        self._warnings[f"{failure}: this search goes on without what others know"] = None

    def _dispatcher(self) -> Dispatcher:
        from huntpipe.virustotal.client import Client  # noqa: PLC0415 - not needed for the cache

        settings = self._settings
        try:
            api_key = read_secret(self._splunkd, API_KEY)
            proxy_credentials = self._proxy_credentials() if settings.proxy else ""
        except ConnectionError as error:
            raise ValueError(str(error)) from error
        client = Client(settings.connection(api_key, proxy_credentials))
        log = MemoryCollection() if settings.limits.unlimited else self._collection(QUOTA)
        return Dispatcher(client, Quota(log, settings.limits), settings.pace)

    def _proxy_credentials(self) -> str:
        try:
            return read_secret(self._splunkd, PROXY_CREDENTIALS)
        except MissingSecretError:
            return ""


class Check:
    """The function of the enrichment: multivalue in, multivalue out, position by position.

    :param kind: one of ``KINDS``, or ``auto``.
    :param unanswered: counts the values without a fresh answer by the reason.
    """

    def __init__(
        self,
        kind: str,
        settings: VirusTotalSettings,
        resolver: Resolver,
        unanswered: Counter[str],
    ) -> None:
        self._kind = kind
        self._settings = settings
        self._resolver = resolver
        self._unanswered = unanswered
        self._resolved: Dict[Indicator, Resolution] = {}

    def resolve(self, inputs: List[Values]) -> None:
        """Find the answers to all values of a chunk."""
        texts = {text for (value,) in inputs for text in _texts(value)}
        readings = map(self._read, texts)
        indicators = [reading for reading in readings if isinstance(reading, Indicator)]
        try:
            self._resolved = self._resolver.resolve(indicators)
        except Exception as error:  # noqa: BLE001 - a look-up that fails must not end the search
            failed = Resolution("error", message=f"the look-up failed ({type(error).__name__})")
            self._resolved = dict.fromkeys(indicators, failed)
        self._unanswered.update(r.message for r in self._resolved.values() if r.message)

    def __call__(self, value: Value) -> Sequence[Value]:
        """Return the output values for one field's value."""
        rows = [self._row(text) for text in _texts(value)]
        if len(rows) == 1:
            return rows[0]
        return [[_joined(cell) for cell in column] for column in zip(*rows)]

    def _row(self, text: str) -> Row:
        reading = self._read(text)
        if isinstance(reading, Indicator):
            return described(reading, self._resolved[reading], self._settings.thresholds)
        return reading

    def _read(self, text: str) -> Union[Indicator, Row]:
        """Return what is to be looked up, or the fields of a value that is not."""
        if not text.strip():
            return dismissed("empty")
        try:
            indicator = parse_indicator(text, self._kind)
        except ValueError as error:
            return dismissed("invalid", str(error))
        reason = reason_to_withhold(indicator, self._settings.internal_domains)
        return dismissed("skipped_private", reason, indicator.kind) if reason else indicator


def _texts(value: Value) -> List[str]:
    """Return the values of a field, at least one."""
    return (value if isinstance(value, list) else [value or ""]) or [""]


def _joined(cell: Union[str, List[str]]) -> str:
    """Return a list as one text: its place in the multivalue is that of the value it is about."""
    return "; ".join(cell) if isinstance(cell, list) else cell
