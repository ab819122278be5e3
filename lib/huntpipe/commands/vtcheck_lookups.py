"""How ``vtcheck`` finds its answers: what a search shares, and the function of each field."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Sequence, Type, Union

from huntpipe.commands.vtcheck_settings import VirusTotalSettings
from huntpipe.splunk.kvstore import KvCollection
from huntpipe.splunk.secrets import MissingSecretError, read_secret
from huntpipe.splunk.service import connect
from huntpipe.splunk.settings import read_settings
from huntpipe.virustotal.cache import Cache
from huntpipe.virustotal.collection import Collection, FallbackCollection
from huntpipe.virustotal.dispatch import Dispatcher
from huntpipe.virustotal.fields import Row, described, dismissed
from huntpipe.virustotal.indicator import Indicator, parse_indicator
from huntpipe.virustotal.privacy import reason_to_withhold
from huntpipe.virustotal.quota import Quota
from huntpipe.virustotal.resolver import Resolution, Resolver

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Value, Values

CACHE = "huntpipe_vt_cache"
QUOTA = "huntpipe_vt_quota"
API_KEY = "virustotal_api_key"
PROXY_CREDENTIALS = "virustotal_proxy"


class Lookups:
    """What all fields of a search share: settings, cache, quota and client.

    ``unanswered`` counts the values without a fresh answer by the reason.

    :param searchinfo: what splunkd tells of the search: its address and the session key.
    :param max_age: seconds that an answer in the cache is good for, ``None`` for the setting's.
    :param no_cache: ask for every value anew.
    :param max_lookups: how many values to ask for at most, ``None`` for the setting's.
    :param offline: ask nothing.
    :raises ValueError: if a setting makes no sense. The message names it.
    """

    def __init__(
        self,
        searchinfo: Any,
        *,
        max_age: Optional[float],
        no_cache: bool,
        max_lookups: Optional[int],
        offline: bool,
    ) -> None:
        self._searchinfo = searchinfo
        self._of_store: Dict[Type[OSError], str] = {}
        self.unanswered: Counter[str] = Counter()
        self.settings = VirusTotalSettings.read(read_settings())
        policy = self.settings.policy(
            max_age=max_age, no_cache=no_cache, max_lookups=max_lookups, offline=offline
        )
        self.resolver = Resolver(Cache(self._collection(CACHE)), policy, self._dispatcher)

    def warnings(self) -> List[str]:
        """Return what the user is to know at the end of the search."""
        found = list(self._of_store.values())
        for message, count in self.unanswered.items():
            values = "1 value" if count == 1 else f"{count} values"
            found.append(f"{message} ({values} without a fresh answer)")
        return found

    @cached_property
    def _splunkd(self) -> Any:
        return connect(self._searchinfo.splunkd_uri, self._searchinfo.session_key)

    def _collection(self, name: str) -> Collection:
        return FallbackCollection(KvCollection(lambda: self._splunkd, name), self._warn_of_store)

    def _warn_of_store(self, failure: OSError) -> None:
        # Cache and quota lie in one store: where it is down, one warning is enough.
        self._of_store.setdefault(
            type(failure), f"{failure}: this search goes on without what others know"
        )

    def _dispatcher(self) -> Dispatcher:
        from huntpipe.virustotal.client import Client  # noqa: PLC0415 - not needed for the cache

        settings = self.settings
        try:
            api_key = read_secret(self._splunkd, API_KEY)
            proxy_credentials = self._proxy_credentials() if settings.proxy else ""
        except ConnectionError as error:
            raise ValueError(str(error)) from error
        client = Client(settings.connection(api_key, proxy_credentials))
        quota = Quota(self._collection(QUOTA), settings.limits)
        return Dispatcher(client, quota, settings.pace)

    def _proxy_credentials(self) -> str:
        try:
            return read_secret(self._splunkd, PROXY_CREDENTIALS)
        except MissingSecretError:
            return ""


class Check:
    """The function of the enrichment: multivalue in, multivalue out, position by position.

    :param kind: one of ``KINDS``, or ``auto``.
    """

    def __init__(self, kind: str, lookups: Lookups) -> None:
        self._kind = kind
        self._lookups = lookups
        self._settings = lookups.settings
        self._resolved: Dict[Indicator, Resolution] = {}

    def resolve(self, inputs: List[Values]) -> None:
        """Find the answers to all values of a chunk."""
        texts = {text for (value,) in inputs for text in _texts(value)}
        readings = map(self._read, texts)
        indicators = [reading for reading in readings if isinstance(reading, Indicator)]
        try:
            self._resolved = self._lookups.resolver.resolve(indicators)
        except Exception as error:  # noqa: BLE001 - a look-up that fails must not end the search
            failed = Resolution("error", message=f"the look-up failed ({type(error).__name__})")
            self._resolved = dict.fromkeys(indicators, failed)
        self._lookups.unanswered.update(r.message for r in self._resolved.values() if r.message)

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
