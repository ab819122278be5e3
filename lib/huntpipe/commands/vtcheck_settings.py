"""The stanza ``[virustotal]`` of huntpipe.conf, in the terms of the domain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Optional, Tuple

from huntpipe.splunk.certificates import default_ca_bundle
from huntpipe.splunk.duration import parse_duration
from huntpipe.virustotal.dispatch import Pace
from huntpipe.virustotal.resolver import Policy
from huntpipe.virustotal.verdict import Thresholds
from huntpipe.virustotal.windows import Limits

if TYPE_CHECKING:
    from huntpipe.splunk.settings import Settings
    from huntpipe.virustotal.client import Connection

STANZA = "virustotal"


@dataclass(frozen=True)
class VirusTotalSettings:
    """What an administrator decides about look-ups; README/huntpipe.conf.spec explains each."""

    base_url: str
    ca_bundle: str
    proxy: str
    internal_domains: Tuple[str, ...]
    limits: Limits
    thresholds: Thresholds
    pace: Pace
    default_policy: Policy

    @classmethod
    def read(cls, settings: Settings) -> VirusTotalSettings:
        """Return the settings.

        :raises ValueError: one is missing or malformed; the message names it.
        """

        def text(key: str) -> str:
            return settings.text(STANZA, key)

        def number(key: str, lowest: int = 0) -> int:
            value = settings.number(STANZA, key)
            if value != int(value) or value < lowest:
                raise ValueError(
                    f"huntpipe.conf, [{STANZA}] {key} = {value:g}: use a whole number from "
                    f"{lowest} up."
                )
            return int(value)

        def duration(key: str) -> float:
            try:
                return parse_duration(text(key))
            except ValueError as error:
                raise ValueError(f"huntpipe.conf, [{STANZA}] {key}: {error}") from error

        return cls(
            base_url=text("base_url"),
            ca_bundle=text("ca_bundle"),
            proxy=text("proxy"),
            internal_domains=tuple(text("internal_domains").replace(",", " ").split()),
            limits=Limits(number("quota_minute"), number("quota_day"), number("quota_month")),
            thresholds=Thresholds(number("malicious_engines", 1), number("suspicious_engines", 1)),
            pace=Pace(
                concurrency=number("concurrency", 1),
                timeout=max(duration("timeout"), 1.0),
                max_wait=duration("max_wait"),
            ),
            default_policy=Policy(
                max_age=duration("maxage"),
                max_age_not_found=duration("maxage_not_found"),
                max_lookups=number("maxlookups"),
                offline=settings.boolean(STANZA, "offline"),
            ),
        )

    def policy(
        self, *, max_age: Optional[float], no_cache: bool, max_lookups: Optional[int], offline: bool
    ) -> Policy:
        """Return the policy of a search: what its options say, and the settings for the rest."""
        default = self.default_policy
        return replace(
            default,
            max_age=default.max_age if max_age is None else max_age,
            no_cache=no_cache,
            max_lookups=default.max_lookups if max_lookups is None else max_lookups,
            offline=offline or default.offline,
        )

    def connection(self, api_key: str, proxy_credentials: str) -> Connection:
        """Return how VirusTotal is reached."""
        from huntpipe.virustotal.client import Connection  # noqa: PLC0415 - see vtcheck

        return Connection(
            api_key=api_key,
            base_url=self.base_url,
            ca_bundle=self.ca_bundle or default_ca_bundle(),
            proxy=self.proxy,
            proxy_credentials=proxy_credentials,
            concurrency=self.pace.concurrency,
            timeout=self.pace.timeout,
        )
