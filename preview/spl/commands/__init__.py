"""The search commands: ``stats`` is the class ``Stats`` in ``stats.py``, and so on."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from preview.spl.errors import MissingError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl.command import Command
    from preview.spl.pipeline import Call

_ALIASES = {"bucket": "bin", "discretize": "bin"}

# The rest of the Search Reference's command quick reference.
_UNSUPPORTED = frozenset(
    """abstract accum addcoltotals addtotals analyzefields anomalies anomalousvalue
    anomalydetection appendcols arules associate audit autoregress bucketdir cefout cluster
    cofilter collect concurrency contingency correlate datamodel datamodelsimple dbinspect
    dbxquery delete delta diff erex eventcount eventtypes extract fieldformat filldown findtypes
    folderize from fromjson gauge gentimes geom geomfilter geostats highlight history iconify
    input inputcsv inputintelligence iplocation kmeans kv kvform loadjob localize localop
    makecontinuous map mcatalog mcollect metadata metasearch meventcollect mpreview msearch
    mstats multikv multisearch mvcombine nomv outlier outputcsv outputtext overlap pivot predict
    rangemap redistribute reltime rtorder replace require reverse run runshellscript scrub
    script searchtxn selfjoin sendalert sendemail set setfields shape sichart sirare sistats
    sitimechart sitop snowevent snowincident strcat tags tail timewrap tojson transaction
    transpose trendline tscollect typeahead typelearner typer union uniq untable walklex where
    x11 xmlkv xmlunescape xpath""".split()  # noqa: SIM905 # a list is a page long
)

NAMES = frozenset(path.stem for path in Path(__file__).parent.glob("*.py")) - {"__init__"}


def command_class(call: Call) -> type[Command]:
    """Return the class of a command.

    :raises UnsupportedError: Splunk has the command, the preview has not.
    :raises SearchError: nobody has it.
    """
    name = _ALIASES.get(call.name, call.name)
    if name in NAMES - {"external"}:
        module = import_module(f"{__name__}.{name}")
        return cast("type[Command]", getattr(module, name.capitalize()))
    if name in call.scope.configuration.commands:
        return cast("type[Command]", import_module(f"{__name__}.external").External)
    if name in _UNSUPPORTED:
        raise call.unsupported(f"the search command {name}")
    known = [*NAMES, *call.scope.configuration.commands, *_UNSUPPORTED]
    near = get_close_matches(name, known, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise MissingError(f"unknown search command {name!r}.{hint}", name, call.position)


def check_call(call: Call, kind: type[Command]) -> None:
    """Refuse a command in a place, or with a subsearch, that it does not take."""
    if call.subsearches and not kind.takes_subsearch:
        place = call.arguments.origin(min(call.subsearches))
        raise call.unsupported(f"a subsearch in {call.name}", place)
    if call.first and not kind.starts(call):
        raise UnsupportedError(
            f"{call.name} cannot start a search here: start with search, inputlookup, "
            "makeresults, tstats, rest or savedsearch",
            call.name,
            call.position,
        )
    if not call.first and not kind.follows(call):
        raise SearchError(
            f"{call.name} generates results and must be the first command", call.name, call.position
        )
