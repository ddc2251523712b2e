"""The outcome of a run as a table for the terminal, and the page of docs/reference."""

import dataclasses
import pathlib

import rows
import topology
from rows import CEM, OTHER, RM, Row

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs/reference/deployments.md"


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What came of a row or a probe: nothing is wrong when the problem is empty."""

    name: str
    seconds: tuple[float, ...]
    problem: str
    row: Row | None = None


INTRODUCTION = """# The nine deployments

A CEM and an RM can each live at home (LAN) or in the internet (WAN), and either can be where the user begins. S2 Connect
has nine rows for that. `make deployments` (or `.ci/run deployments`) plays all of them on one machine, between programs
on `EndpointHost` that each run on a host of their own: a network namespace with one cable. It needs root or user
namespaces, and says SKIPPED with the reason where neither is permitted. Whatever it builds is gone when it ends, however
it ends: all of it hangs on one process in namespaces of its own.

```
"""

PLAYED = """```

In each row two strangers pair with a code that one side shows and the other one types, the session opens over WSS, the
CEM selects OMBC and gives an instruction, the RM carries it out and reports that, the CEM ends the session. Then both are
started again from their stores alone: without pairing, to the same end. That the roles and the branch are those of the
table is checked, and so is where the communication server saw the session come from: from the router when the client is
at home and the server outside, else from the very host of the client.

"""

NOTES = """
- Names that end in `.local` are found by real mDNS between the two hosts at home; nothing else knows them. In rows 7 to 9
  the pairing URL (or that of long-polling) is found by DNS-SD as well; the code is all that is typed.
- Names in the WAN stand in a hosts file that only these namespaces see. Their certificates are from an authority that
  the run makes and the programs are told to believe.
- In rows 3 and 6 a WAN pairing server of the maker pairs in the name of the node at home and leaves the pairing in a
  store; the node takes it from there (C-133). How a maker does that is not part of the standard.

Beside the rows:

| What | How it is shown |
|---|---|
| no connection from outside reaches the home | an endpoint on lan-a answers lan-b, by IPv4 and IPv6; cloud-a, which has a route to it, gets no connection by either, nor at the router's own address, and the firewall counts what it refused |
| Avahi's daemon and its core understand each other | rows 7 and 9 once more, with avahi-daemon on lan-a, asked over a D-Bus of its own, while lan-b does service discovery in the process; left out where no daemon can be begun |
| LAN operations are for neighbours | `endpoint` and `nodes` are answered with 200 on lan-b and with 401 in the guest network, by IPv4 and IPv6; the version index is open to both (C-096, C-097) |
"""


def cells(row: Row) -> list[str]:
    """A row as the table has it."""
    server = f"the maker's, for the {row.server}" if row.stands_in else row.server
    sessions = f"{OTHER[row.session_server]} → {row.session_server}"
    where = [f"{row.deployment[role]}, {row.host(role)}" for role in (CEM, RM)]
    return [str(row.number), *where, row.initiator, f"{row.client} → {server}", row.branch, sessions, row.remark]


HEAD = ["Row", "CEM", "RM", "Initiator", "Pairing client → server", "Branch", "Session client → server", "How"]


def as_text(verdicts: list[Verdict]) -> str:
    """A table for the terminal."""
    table = [[*HEAD, "Took", "Verdict"]]
    for verdict in verdicts:
        took = " + ".join(f"{seconds:.1f}" for seconds in verdict.seconds) + " s"
        start = cells(verdict.row) if verdict.row else [verdict.name, *[""] * (len(HEAD) - 1)]
        table.append([*start, took, "FAILED" if verdict.problem else "ok"])
    widths = [max(map(len, column)) + 2 for column in zip(*table)]
    return "\n".join("".join(map(str.ljust, line, widths)).rstrip() for line in table) + "\n"


def document() -> str:
    """The page, which says what a run without failures has shown."""
    table = [HEAD, ["---"] * len(HEAD), *map(cells, rows.ROWS)]
    picture = topology.__doc__.split("\n\n", 2)[1].strip("\n")
    return (
        INTRODUCTION + picture + "\n" + PLAYED + "\n".join("| " + " | ".join(line) + " |" for line in table) + "\n" + NOTES
    )


def stale(write: bool) -> list[str]:
    """Holds the page against this run, or writes it."""
    if write:
        PAGE.write_text(document())
    return [] if PAGE.is_file() and PAGE.read_text() == document() else [f"{PAGE.name} says something else; see --write"]
