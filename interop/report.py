"""The outcome of a run as tables, for the terminal and for docs/reference/interop.md."""

from collections import Counter

import known_faults
from adapter import Check

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
answered with OK in time, and that neither side broke a rule; a number is the known fault below that shows.

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
        if check.profile == "-" or kind == "session":
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


def session_rows(checks: list[Check], faults: known_faults.Faults) -> list[list[str]]:
    """A row for each peer, role and profile, a column for each control type."""
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for check in checks:
        if not check.name.startswith("session "):
            continue
        family, role = check.name.removeprefix("session ").split(", peer is ")
        outcome = "yes"
        if check.problem:
            fault = faults.of(check)
            outcome = str(faults.faults.index(fault) + 1) if fault else "NO"
        rows.setdefault((f"{check.peer} as {role}", check.profile), {})[family] = outcome
    families = list(next(iter(rows.values()), {}))
    return [["peer", "profile", *families], *([*pair, *cells.values()] for pair, cells in rows.items())]


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
        + FAULTS
        + "\n".join(listed)
        + "\n"
    )
