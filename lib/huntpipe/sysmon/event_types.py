"""The event types of Sysmon: one row each, and nothing else to add for a new one.

Names and fields: https://github.com/Sysinternals/SysmonCommon, manifest.xml, and the schema that
``sysmon -s`` prints. Fields stand in the order of the latest schema; ``@4.1`` behind one says that
the event was there before and got the field in schema 4.1.
"""

from __future__ import annotations

from typing import NamedTuple, Tuple


class EventType(NamedTuple):
    """What is known of one event id.

    ``last_field`` is the last field that every version of the event has: a message without it
    was cut. ``subject`` is the field with the path of the program or file the event is about.
    ``sentence`` are the clauses of its summary, see :mod:`huntpipe.sysmon.summary`.
    ``former_names`` are the titles older versions of Sysmon gave it. ``layouts`` are the fields in
    the schemas since 3.10, each as it wrote them, the latest first.
    """

    id: str
    name: str
    fields: Tuple[str, ...]
    last_field: str
    subject: str
    sentence: Tuple[str, ...]
    former_names: Tuple[str, ...]
    layouts: Tuple[Tuple[str, ...], ...]


def _row(  # noqa: PLR0913 - the columns of the table
    number: int,
    name: str,
    fields: str,
    last_field: str,
    subject: str,
    *sentence: str,
    former_names: Tuple[str, ...] = (),
) -> EventType:
    marked = [field.partition("@")[::2] for field in fields.split()]
    since = [float(schema or 0) for _, schema in marked]
    layouts = tuple(
        tuple(field for (field, _), added in zip(marked, since) if added <= schema)
        for schema in sorted({0.0, *since}, reverse=True)
    )
    return EventType(
        str(number), name, layouts[0], last_field, subject, sentence, former_names, layouts
    )


EVENT_TYPES = (
    _row(
        1,
        "Process Create",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image FileVersion@4.0 Description@4.0"
        " Product@4.0 Company@4.0 OriginalFileName@4.21 CommandLine CurrentDirectory User"
        " LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid"
        " ParentProcessId ParentImage ParentCommandLine ParentUser@4.80",
        "ParentCommandLine",
        "Image",
        "{Image.name} ({Image}) was run",
        " by {User}",
        " with the command line {CommandLine}",
        " in the directory {CurrentDirectory}",
        ", started by {ParentImage.name}",
        " with the command line {ParentCommandLine}",
    ),
    _row(
        2,
        "File creation time changed",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime"
        " PreviousCreationUtcTime User@4.80",
        "PreviousCreationUtcTime",
        "Image",
        "{Image} changed the creation time of {TargetFilename}",
        " from {PreviousCreationUtcTime}",
        " to {CreationUtcTime}",
        ", running as {User}",
    ),
    _row(
        3,
        "Network connection detected",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image User Protocol Initiated SourceIsIpv6"
        " SourceIp SourceHostname SourcePort SourcePortName DestinationIsIpv6 DestinationIp"
        " DestinationHostname DestinationPort DestinationPortName",
        "DestinationPortName",
        "Image",
        "{Image} had a {Protocol} connection from {SourceIp} port {SourcePort}"
        " to {DestinationIp} port {DestinationPort}",
        " ({DestinationHostname})",
        ", running as {User}",
        ", initiated by the process: {Initiated}",
    ),
    _row(
        4,
        "Sysmon service state changed",
        "UtcTime State Version@3.2 SchemaVersion@3.2",
        "State",
        "",
        "The Sysmon service changed its state to {State}",
        ", version {Version}",
        ", schema {SchemaVersion}",
    ),
    _row(
        5,
        "Process terminated",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image User@4.80",
        "Image",
        "Image",
        "{Image} ended",
        " (process id {ProcessId})",
        ", running as {User}",
    ),
    _row(
        6,
        "Driver loaded",
        "RuleName@4.1 UtcTime ImageLoaded Hashes Signed Signature SignatureStatus@3.2",
        "Signature",
        "ImageLoaded",
        "The driver {ImageLoaded} was loaded",
        ", signed by {Signature}",
        ", signature status {SignatureStatus}",
    ),
    _row(
        7,
        "Image loaded",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion@4.0"
        " Description@4.0 Product@4.0 Company@4.0 OriginalFileName@4.21 Hashes Signed Signature"
        " SignatureStatus@3.2 User@4.80",
        "Signature",
        "ImageLoaded",
        "{Image} loaded {ImageLoaded}",
        ", signed by {Signature}",
        ", signature status {SignatureStatus}",
        ", running as {User}",
    ),
    _row(
        8,
        "CreateRemoteThread detected",
        "RuleName@4.1 UtcTime SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid"
        " TargetProcessId TargetImage NewThreadId StartAddress StartModule StartFunction"
        " SourceUser@4.80 TargetUser@4.80",
        "NewThreadId",
        "SourceImage",
        "{SourceImage} started a thread in {TargetImage}",
        " at address {StartAddress}",
        " in module {StartModule}",
        ", function {StartFunction}",
        ", running as {SourceUser}",
        ", the target as {TargetUser}",
    ),
    _row(
        9,
        "RawAccessRead detected",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image Device User@4.80",
        "Device",
        "Image",
        "{Image} read the device {Device} directly",
        ", running as {User}",
    ),
    _row(
        10,
        "Process accessed",
        "RuleName@4.1 UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage"
        " TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace SourceUser@4.80"
        " TargetUser@4.80",
        "CallTrace",
        "SourceImage",
        "{SourceImage} opened the process {TargetImage}",
        " with access {GrantedAccess}",
        ", running as {SourceUser}",
        ", the target as {TargetUser}",
    ),
    _row(
        11,
        "File created",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime User@4.80",
        "CreationUtcTime",
        "Image",
        "{Image} created or overwrote the file {TargetFilename}",
        ", running as {User}",
    ),
    _row(
        12,
        "Registry object added or deleted",
        "RuleName@4.1 EventType UtcTime ProcessGuid ProcessId Image TargetObject User@4.80",
        "TargetObject",
        "Image",
        "{Image} {EventType|added or deleted the registry object} {TargetObject}",
        ", running as {User}",
    ),
    _row(
        13,
        "Registry value set",
        "RuleName@4.1 EventType UtcTime ProcessGuid ProcessId Image TargetObject Details User@4.80",
        "Details",
        "Image",
        "{Image} set the registry value {TargetObject}",
        " to {Details}",
        ", running as {User}",
    ),
    _row(
        14,
        "Registry object renamed",
        "RuleName@4.1 EventType UtcTime ProcessGuid ProcessId Image TargetObject NewName User@4.80",
        "NewName",
        "Image",
        "{Image} renamed the registry object {TargetObject}",
        " to {NewName}",
        ", running as {User}",
    ),
    _row(
        15,
        "File stream created",
        "RuleName@4.1 UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime Hash"
        " Contents@4.31 User@4.80",
        "Hash",
        "Image",
        "{Image} created the file stream {TargetFilename}",
        " with the contents {Contents}",
        ", running as {User}",
    ),
    _row(
        16,
        "Sysmon config state changed",
        "UtcTime Configuration ConfigurationFileHash",
        "ConfigurationFileHash",
        "",
        "The Sysmon configuration changed to {Configuration}",
        ", file hash {ConfigurationFileHash}",
    ),
    _row(
        17,
        "Pipe Created",
        "RuleName@4.1 EventType@4.21 UtcTime ProcessGuid ProcessId PipeName Image User@4.80",
        "Image",
        "Image",
        "{Image} created the named pipe {PipeName}",
        ", running as {User}",
    ),
    _row(
        18,
        "Pipe Connected",
        "RuleName@4.1 EventType@4.21 UtcTime ProcessGuid ProcessId PipeName Image User@4.80",
        "Image",
        "Image",
        "{Image} connected to the named pipe {PipeName}",
        ", running as {User}",
    ),
    _row(
        19,
        "WmiEventFilter activity detected",
        "RuleName@4.1 EventType UtcTime Operation User EventNamespace Name Query",
        "Query",
        "",
        "The WMI event filter {Name} was {Operation|changed}",
        " by {User}",
        " in the namespace {EventNamespace}",
        " with the query {Query}",
    ),
    _row(
        20,
        "WmiEventConsumer activity detected",
        "RuleName@4.1 EventType UtcTime Operation User Name Type Destination",
        "Destination",
        "",
        "The WMI event consumer {Name} was {Operation|changed}",
        " by {User}",
        ", type {Type}",
        ", destination {Destination}",
    ),
    _row(
        21,
        "WmiEventConsumerToFilter activity detected",
        "RuleName@4.1 EventType UtcTime Operation User Consumer Filter",
        "Filter",
        "",
        "The binding of the WMI event consumer {Consumer} to the filter {Filter}"
        " was {Operation|changed}",
        " by {User}",
    ),
    _row(
        22,
        "Dns query",
        "RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image User@4.80",
        "Image",
        "Image",
        "{Image} asked the DNS for {QueryName}",
        ", status {QueryStatus}",
        ", results {QueryResults}",
        ", running as {User}",
    ),
    _row(
        23,
        "File Delete archived",
        "RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable"
        " Archived",
        "Archived",
        "Image",
        "{Image} deleted the file {TargetFilename}",
        ", running as {User}",
        ", archived: {Archived}",
        ", executable: {IsExecutable}",
        former_names=("File Delete",),
    ),
    _row(
        24,
        "Clipboard changed",
        "RuleName UtcTime ProcessGuid ProcessId Image Session ClientInfo Hashes Archived User@4.80",
        "Archived",
        "Image",
        "{Image} changed the clipboard",
        " of session {Session}",
        " ({ClientInfo})",
        ", running as {User}",
        ", archived: {Archived}",
    ),
    _row(
        25,
        "Process Tampering",
        "RuleName UtcTime ProcessGuid ProcessId Image Type User@4.80",
        "Type",
        "Image",
        "Sysmon reported tampering with the process {Image}",
        " ({Type})",
        ", running as {User}",
    ),
    _row(
        26,
        "File Delete logged",
        "RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable",
        "IsExecutable",
        "Image",
        "{Image} deleted the file {TargetFilename}",
        ", running as {User}",
        ", executable: {IsExecutable}",
    ),
    _row(
        27,
        "File Block Executable",
        "RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes",
        "Hashes",
        "Image",
        "Sysmon stopped {Image} from creating the executable {TargetFilename}",
        ", running as {User}",
    ),
    _row(
        28,
        "File Block Shredding",
        "RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable",
        "IsExecutable",
        "Image",
        "Sysmon stopped {Image} from shredding the file {TargetFilename}",
        ", running as {User}",
        ", executable: {IsExecutable}",
    ),
    _row(
        29,
        "File Executable Detected",
        "RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes",
        "Hashes",
        "Image",
        "{Image} created the executable {TargetFilename}",
        ", running as {User}",
    ),
    _row(
        255,
        "Error report",
        "UtcTime ID Description",
        "Description",
        "",
        "Sysmon reported an error: {Description}",
        " ({ID})",
    ),
)

BY_ID = {event_type.id: event_type for event_type in EVENT_TYPES}
BY_TITLE = {
    title: event_type
    for event_type in EVENT_TYPES
    for title in (event_type.name, *event_type.former_names)
}
