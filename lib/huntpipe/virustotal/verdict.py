"""How the counts of the engines become one word."""

from __future__ import annotations

from dataclasses import dataclass

VERDICTS = ("malicious", "suspicious", "harmless", "undetected", "unknown")


@dataclass(frozen=True)
class Thresholds:
    """Numbers of engines from which a verdict is given.

    :param malicious: engines that call it malicious. Single engines err often, five at once do
        not.
    :param suspicious: engines that call it malicious or suspicious.
    """

    malicious: int = 5
    suspicious: int = 1


def verdict(
    malicious: int, suspicious: int, harmless: int, undetected: int, thresholds: Thresholds
) -> str:
    """Return one of ``VERDICTS`` for the numbers of engines that gave each answer.

    In this order: ``malicious`` from the first threshold on, ``suspicious`` from the second on,
    ``unknown`` when no engine gave an answer, ``harmless`` when more engines vouch for it than
    have nothing to say, ``undetected`` otherwise.
    """
    if malicious >= thresholds.malicious:
        return "malicious"
    if malicious + suspicious >= thresholds.suspicious:
        return "suspicious"
    if harmless + undetected == 0:
        return "unknown"
    return "harmless" if harmless > undetected else "undetected"
