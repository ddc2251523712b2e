"""The outcome of a run as tables, for the terminal and for docs/reference/interop.md."""

from collections import Counter
from collections.abc import Callable

import known_faults
from adapter import Check
from conversations import CONTROL_TYPES
from meetings import STEPS
from pairings import FAMILY, OTHER_WAYS

INTRODUCTION = """# Interoperability

What implementations that we did not write made of ours, and we of theirs. Written by `interop/run.sh --write`, which
installs the releases pinned in `interop/peers` and lets them meet; `.ci/run interop` fails when an outcome is another
than here. How it is done stands in [interop/README.md](../../interop/README.md).

## Messages

Messages that we wrote and the peer read, or the other way round, without a change of value; and frames that somebody is
known to judge wrongly, judged rightly.

"""

SESSIONS = """
## Conversations

One conversation over a WebSocket for each control type: handshake, details, selection, description, statuses and
forecasts, an instruction with its life cycle, another that is revoked, deselection, termination. Both sides' messages
are judged by all rules while they pass. `yes` says that every step went as the script has it, that every message was
answered with OK in time, and that neither side broke a rule; a number is the known fault below that shows. The peers are
small programs on the libraries: where a library has no logic for a side (s2-python and s2energy as CEM), or one that
cannot work (s2energy as RM, see the faults), that logic is ours, on its messages and its transport.

"""

OTHER_WAYS_TEXT = f"""
The {FAMILY} conversation in other ways: over TLS, with a certificate that the run makes and the client is told to
believe; with a SessionRequest RECONNECT of either side while an instruction is carried out, after which everything is
said anew on another connection; with `s2 talk` and a script as our side. The last two columns tell what comes of the
library's own start, and of its own way to open wss, where the peers of all other columns have one of ours.

"""

MEETINGS_TEXT = """
## Pairing

Two endpoints in one LAN, of which ours is an `EndpointHost` and the other one s2-kit's own pairing client and server,
behind its own TLS. The one whose code it is serves the pairing; sessions are begun by the RM and served by the CEM. Each
step is checked at both: a wrong code pairs nobody and says so; the right one pairs both with a fresh access token; two
sessions, each with the whole FRBC conversation over WSS and a token renewed; the RM unpairs; both pair anew; the CEM
unpairs, and the RM learns it when it begins a session.

Our side has `assume_v1` on (`--assume-v1` of the program `s2`), and s2-kit gets URLs that name the version. The rows with
a way tell what comes of it without, and of what s2-kit or its examples do by themselves; `refusal` is a pairing that must
not succeed. The challenge response is that of 1.0.0, since we speak no earlier one; the WAN's form of it is not tried.

"""

FAULTS = """
## Known faults

Faults of the pinned releases, each confirmed by checks that have to fail; not all matter to all users.

"""


def message_rows(checks: list[Check], faults: known_faults.Faults) -> list[list[str]]:
    """How many checks of which kind went well, for each peer and profile."""
    counts: dict[tuple[str, str], Counter] = {}
    for check in checks:
        kind = check.name.split()[0]
        if check.profile == "-" or kind in ("session", "pairing"):
            continue
        row = counts.setdefault((check.peer, check.profile), Counter())
        row[kind] += 1
        row[kind, "good"] += not check.problem
        row["known"] += bool(check.problem and faults.of(check))
    rows = [["peer", "profile", "we write, it reads", "it writes, we read", "probes", "known faults"]]
    for pair, row in counts.items():
        cells = [f"{row[kind, 'good']} of {row[kind]}" if row[kind] else "" for kind in ("read", "made", "probe")]
        rows.append([*pair, *cells, str(row["known"] or "")])
    return rows


def outcome(check: Check, faults: known_faults.Faults) -> str:
    """A word, or the number of the known fault that shows."""
    if not check.problem:
        return "yes"
    fault = faults.of(check)
    return str(faults.faults.index(fault) + 1) if fault else "NO"


def conversation_rows(
    checks: list[Check], faults: known_faults.Faults, column_of: Callable[[str, str], str], columns: list[str]
) -> list[list[str]]:
    """A row for each peer, role and profile; column_of tells the column of a family and a way, or nothing."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for check in checks:
        if not check.name.startswith("session "):
            continue
        family, role, *way = check.name.removeprefix("session ").replace("peer is ", "").split(", ")
        row = rows.setdefault((f"{check.peer} as {role}", check.profile), {})
        if column := column_of(family, *way or [""]):
            row[column] = outcome(check, faults)
    return [["peer", "profile", *columns], *([*pair, *(row.get(c, "") for c in columns)] for pair, row in rows.items())]


def session_rows(checks: list[Check], faults: known_faults.Faults) -> list[list[str]]:
    """A column for each control type."""
    return conversation_rows(checks, faults, lambda family, way: "" if way else family, list(CONTROL_TYPES))


def other_way_rows(checks: list[Check], faults: known_faults.Faults) -> list[list[str]]:
    """A column for each other way."""
    return conversation_rows(checks, faults, lambda _, way: way, [way.name for way in OTHER_WAYS])


def meeting_rows(checks: list[Check], faults: known_faults.Faults) -> list[list[str]]:
    """A row for each meeting, a column for each step."""
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for check in checks:
        if not check.name.startswith("pairing "):
            continue
        step, role, code, *way = check.name.removeprefix("pairing ").split(", ")
        peer = f"{check.peer} as {role.removeprefix('peer is ')}"
        meeting = (peer, code.removeprefix("code typed by "), *(way or [""]))
        rows.setdefault(meeting, {})[step] = outcome(check, faults)
    head = ["peer", "code typed by", "way", *STEPS]
    return [head, *([*meeting, *(row.get(step, "") for step in STEPS)] for meeting, row in rows.items())]


def as_text(rows: list[list[str]]) -> str:
    """A table for the terminal."""
    widths = [max(map(len, column)) + 2 for column in zip(*rows)]
    return "\n".join("".join(map(str.ljust, row, widths)).rstrip() for row in rows) + "\n"


def as_markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines) + "\n"


def document(checks: list[Check], faults: known_faults.Faults) -> str:
    """The page of docs/reference."""
    listed = [f"{number}. {fault.peer}: {fault.name}" for number, fault in enumerate(faults.faults, 1)]
    return (
        INTRODUCTION
        + as_markdown(message_rows(checks, faults))
        + SESSIONS
        + as_markdown(session_rows(checks, faults))
        + OTHER_WAYS_TEXT
        + as_markdown(other_way_rows(checks, faults))
        + MEETINGS_TEXT
        + as_markdown(meeting_rows(checks, faults))
        + FAULTS
        + "\n".join(listed)
        + "\n"
    )
