"""Lets our sessions talk to those of others over real sockets: a conversation for each control type, and one in each
other way of pairings.py.

sessions.py OURS S2 PYTHON RUST FOLDER [FAMILY…]   our session program, the program s2, the Python interpreter that has
                                                  s2-python, the folder with the Rust programs, and where scripts and
                                                  recordings go
"""

import concurrent.futures
import pathlib
import re
import signal
import subprocess
import sys
import threading

import conversations
from adapter import Check
from pairings import Pairing, Peer, pairings, peers

SCRIPTS = pathlib.Path(__file__).parent / "sessions"
PATIENCE = 25  # seconds; our side gives up after 20
ALONE = 2  # seconds for one side to notice that the other one failed


class Program:
    """A running program of which every line is kept."""

    def __init__(self, command: list[str]):
        self.lines: list[str] = []
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def url(self) -> str:
        """Where it listens; empty when it does not."""
        for line in self.process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())
            if listening := re.search(r"\blistening (?:on )?(\S+)", self.lines[-1]):
                return listening[1]
        return ""

    def finish(self) -> int:
        killer = threading.Timer(PATIENCE, self.process.kill)
        killer.start()
        self.lines += [line.decode(errors="replace").rstrip() for line in self.process.stdout]
        status = self.process.wait()
        killer.cancel()
        return status


class OurSide:
    """The command of our side, with what it needs in files beside each other."""

    def __init__(self, session_program: str, s2: str, folder: pathlib.Path):
        self.session_program = session_program
        self.s2 = s2
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([session_program, "certificates", str(folder)], check=True)

    def stem(self, pairing: Pairing) -> str:
        return str(self.folder / pairing.file_name())

    def write_scripts(self, pairing: Pairing) -> None:
        about = (SCRIPTS, pairing.family, pairing.profile)
        for side, script in conversations.scripts(*about, pairing.asks_to_reconnect()).items():
            pathlib.Path(f"{self.stem(pairing)}.{side}.script").write_text(script)
        if pairing.way.talk:
            script = conversations.talk_script(*about, pairing.our_role())
            pathlib.Path(f"{self.stem(pairing)}.s2talk").write_text(script)
            details = conversations.frame(conversations.details(pairing.family))
            pathlib.Path(f"{self.stem(pairing)}.details.json").write_text(details)

    def command(self, pairing: Pairing, way: str, url: str) -> list[str]:
        stem, role = self.stem(pairing), pairing.our_role()
        recording = f"{stem}.s2log"
        if not pairing.way.talk:
            return [self.session_program, role, way, url, f"{stem}.{role}.script", recording, str(self.folder)]
        pathlib.Path(recording).unlink(missing_ok=True)  # it would go on with the old one
        where = ["--listen", url.removeprefix("ws://")] if way == "listen" else [url]
        files = ["--script", f"{stem}.s2talk", "--record", recording]
        details = ["--details", f"{stem}.details.json"] if role == "rm" else []
        return [self.s2, "talk", *where, "--as", role, *files, *details]


def talk(our_side: OurSide, pairing: Pairing) -> Check:
    """Runs both sides; what went wrong, in the words of both."""
    peer, stem = pairing.peer, our_side.stem(pairing)
    our_side.write_scripts(pairing)

    def ours(way: str, url: str) -> list[str]:
        return our_side.command(pairing, way, url)

    def theirs(way: str, url: str) -> list[str]:
        files = [f"{stem}.{pairing.role}.script", str(our_side.folder)]
        own_way = ["library"] if pairing.way.library else []
        return [*peer.command, pairing.role, way, url, pairing.profile, *files, *own_way]

    listener, caller = (theirs, ours) if pairing.peer_listens() else (ours, theirs)
    first = Program(listener("listen", f"{'wss' if pairing.way.encrypted else 'ws'}://127.0.0.1:0"))
    second = Program(caller("connect", first.url()))
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        other = pool.submit(first.finish)
        statuses = {id(second): second.finish()}
        if statuses[id(second)] and not other.done():
            concurrent.futures.wait([other], ALONE)
            first.process.send_signal(signal.SIGINT)  # nothing happens when it has ended
        statuses[id(first)] = other.result()
    us, them = (second, first) if listener is theirs else (first, second)
    pathlib.Path(f"{stem}.txt").write_text("\n".join(["ours:", *us.lines, "", f"{peer.name}:", *them.lines, ""]))
    said = [line for line in us.lines if line.startswith(("problem: ", "error of ", "failed: "))]
    said += [f"{peer.name}: {line}" for line in them.lines if line.startswith("problem: ")]
    if not said and any(statuses.values()):
        said.append(f"ended with {statuses[id(us)]} here and {statuses[id(them)]} there")
    return Check(peer.name, pairing.profile, pairing.name(), "; ".join(said))


def every_check(
    our_side: OurSide, all_peers: list[Peer], families: tuple[str, ...] = tuple(conversations.CONTROL_TYPES)
) -> list[Check]:
    """All conversations, a few at a time: they wait more than they compute."""
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda pairing: talk(our_side, pairing), pairings(all_peers, families)))


def main(our_program: str, s2: str, python: str, rust: str, folder: str, *families: str) -> None:
    wanted = families or tuple(conversations.CONTROL_TYPES)
    our_side = OurSide(our_program, s2, pathlib.Path(folder))
    for check in every_check(our_side, peers(python, rust), wanted):
        print(f"{check}: {check.problem[:400] or 'passed'}")


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
