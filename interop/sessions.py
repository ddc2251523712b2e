"""Lets our sessions talk to those of others over real sockets, one conversation for each control type.

sessions.py OURS PYTHON RUST FOLDER [FAMILY…]   our session program, the Python interpreter that has s2-python, the
                                               folder with the Rust programs, and where scripts and recordings go
"""

import concurrent.futures
import dataclasses
import pathlib
import subprocess
import sys
import threading

import conversations
from adapter import Check

HERE = pathlib.Path(__file__).parent
PATIENCE = 25  # seconds; our side gives up after 20
BETA, ONE = "0.0.2-beta", "1.0.0"


@dataclasses.dataclass(frozen=True)
class Peer:
    """A program that holds the other end: PROGRAM rm|cem listen|connect URL PROFILE SCRIPT."""

    name: str
    command: list[str]
    speaks: tuple[str, ...]
    listens_as: tuple[str, ...]  # in these roles it listens and we connect


@dataclasses.dataclass(frozen=True)
class Pairing:
    """One conversation."""

    peer: Peer
    role: str  # of the peer
    profile: str
    family: str

    def name(self) -> str:
        return f"session {self.family}, peer is {self.role.upper()}"


def peers(python: str, rust: str) -> list[Peer]:
    return [
        Peer("s2-python", [python, str(HERE / "peers/python/session.py")], (BETA,), ()),
        Peer("s2energy", [f"{rust}/session-s2energy"], (BETA,), ("cem",)),
        Peer("s2-kit", [f"{rust}/session-s2-kit"], (BETA, ONE), ("cem",)),
    ]


def pairings(all_peers: list[Peer], families: tuple[str, ...]) -> list[Pairing]:
    return [
        Pairing(peer, role, profile, family)
        for peer in all_peers
        for profile in peer.speaks
        for role in ("rm", "cem")
        for family in families
    ]


class Program:
    """A running program of which every line is kept."""

    def __init__(self, command: list[str]):
        self.lines: list[str] = []
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def url(self) -> str:
        """Where it listens; empty when it does not."""
        for line in self.process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())
            if self.lines[-1].startswith("listening "):
                return self.lines[-1].split()[1]
        return ""

    def finish(self) -> int:
        killer = threading.Timer(PATIENCE, self.process.kill)
        killer.start()
        self.lines += [line.decode(errors="replace").rstrip() for line in self.process.stdout]
        status = self.process.wait()
        killer.cancel()
        return status


def talk(our_program: str, pairing: Pairing, folder: pathlib.Path) -> Check:
    """Runs both sides; what went wrong, in the words of both."""
    peer, role = pairing.peer, pairing.role
    our_role = "cem" if role == "rm" else "rm"
    stem = folder / f"{peer.name}-{role}-{pairing.profile}-{pairing.family}"
    for side, script in conversations.scripts(HERE / "sessions", pairing.family, pairing.profile).items():
        pathlib.Path(f"{stem}.{side}.script").write_text(script)
    theirs = lambda way, url: [*peer.command, role, way, url, pairing.profile, f"{stem}.{role}.script"]
    ours = lambda way, url: [our_program, our_role, way, url, f"{stem}.{our_role}.script", f"{stem}.s2log"]
    listener, caller = (theirs, ours) if role in peer.listens_as else (ours, theirs)
    first = Program(listener("listen", "ws://127.0.0.1:0"))
    second = Program(caller("connect", first.url()))
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        other = pool.submit(second.finish)
        statuses = {id(first): first.finish(), id(second): other.result()}
    us, them = (second, first) if listener is theirs else (first, second)
    pathlib.Path(f"{stem}.txt").write_text("\n".join(["ours:", *us.lines, "", f"{peer.name}:", *them.lines, ""]))
    said = [line for line in us.lines if line.startswith(("problem: ", "error of "))]
    said += [f"{peer.name}: {line}" for line in them.lines if line.startswith("problem: ")]
    if not said and any(statuses.values()):
        said.append(f"ended with {statuses[id(us)]} here and {statuses[id(them)]} there")
    return Check(peer.name, pairing.profile, pairing.name(), "; ".join(said))


def every_check(
    our_program: str,
    all_peers: list[Peer],
    folder: pathlib.Path,
    families: tuple[str, ...] = tuple(conversations.CONTROL_TYPES),
) -> list[Check]:
    """All conversations, a few at a time: they wait more than they compute."""
    folder.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda pairing: talk(our_program, pairing, folder), pairings(all_peers, families)))


def main(our_program: str, python: str, rust: str, folder: str, *families: str) -> None:
    wanted = families or tuple(conversations.CONTROL_TYPES)
    for check in every_check(our_program, peers(python, rust), pathlib.Path(folder), wanted):
        print(f"{check}: {check.problem[:400] or 'passed'}")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
