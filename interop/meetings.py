"""Lets our endpoint pair with those of others over real TLS, and hold sessions of S2 Connect with them.

meetings.py PAIRING RUST FOLDER   our pairing program, the folder with the Rust programs, and where scripts and
                                  recordings go
"""

import concurrent.futures
import dataclasses
import pathlib
import queue
import subprocess
import sys
import threading

import conversations
from adapter import Check
from pairings import FAMILY, ONE

SCRIPTS = pathlib.Path(__file__).parent / "sessions"
PATIENCE = 25  # seconds for an answer; an attempt to pair takes 15 at most
WRONG_CODE = ("the other device does not know this pairing code", "the challenge response does not match")


class Stuck(Exception):
    """A meeting cannot go on."""


class Partner:
    """A program with an endpoint and one node, which is told what to do; see ours/pairing_peer.hpp."""

    def __init__(self, name: str, command: list[str]):
        self.name = name
        self.lines: list[str] = []
        self.heard: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        for line in self.process.stdout:
            line = line.rstrip()
            self.heard.put(line)
            self.lines.append("code" if line.startswith("code ") else line)
        self.heard.put(None)

    def hear(self, *words: str) -> str:
        """What comes behind one of these words; what is said meanwhile is kept for the record alone. A failure is one
        unless it is among the words."""
        try:
            while (line := self.heard.get(timeout=PATIENCE)) is not None:
                word, _, rest = line.partition(" ")
                if word in words:
                    return rest if len(words) == 1 else line
                if word in ("failed", "problem:"):
                    raise Stuck(f"{self.name}: {rest}")
        except queue.Empty:
            pass
        raise Stuck(f"{self.name} did not say {' or '.join(words)}")

    def tell(self, command: str) -> None:
        self.lines.append(f"> {command.split()[0]}")  # a code is secret, here and in read()
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Stuck(f"{self.name} is gone") from None

    def ask(self, command: str, *words: str) -> str:
        self.tell(command)
        return self.hear(*words)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdin.close()
        self.process.stdout.close()


ALL_STEPS = (  # of a whole meeting
    "wrong code",
    "right code",
    "session",
    "session again",
    "client unpairs",
    "paired anew",
    "server unpairs",
)


@dataclasses.dataclass(frozen=True)
class Way:
    """How a meeting is held: with what helps the peer, unless it is told otherwise."""

    name: str = ""
    steps: tuple[str, ...] = ALL_STEPS
    assume_v1: bool = True  # our side
    with_version: bool = True  # the pairing URL names the version, as that of the peer does and as it needs it of ours
    host: str = "localhost"  # in the pairing URL
    words: tuple[str, ...] = ()  # for the peer's program


PLAIN = Way()
NO_SWITCH = Way("without assume_v1", ("right code",), assume_v1=False, with_version=False)
NO_SWITCH_URL = Way("without assume_v1 and at the URL it announces", ("right code",), assume_v1=False)
BASE_URL = Way("pairing at the URL we announce", ("right code",), with_version=False)
SESSION_URL = Way("sessions at the URL we announce", ("right code", "session"), words=("plain-url",))
OTHER_HOST = Way("at a host our certificate is not for", ("refusal",), host="127.0.0.1")
LEAF = Way("announcing its leaf instead of its root", ("right code", "session"), words=("leaf",))
SHORT_ID = Way("with an id as in its examples", ("right code",), words=("short-id",))

# Role of the peer, who types the code, way. Both are in the LAN, so that the CEM is the communication server.
MEETINGS = (
    ("rm", "peer", PLAIN),
    ("cem", "peer", PLAIN),
    ("rm", "us", PLAIN),
    ("cem", "us", PLAIN),
    ("cem", "us", NO_SWITCH),
    ("cem", "us", NO_SWITCH_URL),
    ("rm", "peer", BASE_URL),
    ("rm", "peer", SESSION_URL),
    ("rm", "peer", OTHER_HOST),
    ("cem", "peer", LEAF),
    ("rm", "peer", SHORT_ID),
)


class Meeting:
    """Two endpoints and what they do with each other."""

    def __init__(self, us: Partner, peer: Partner, role: str, typed_by: str, way: Way):
        self.us, self.peer = us, peer
        self.client, self.server = (peer, us) if role == "rm" else (us, peer)  # of the sessions
        self.initiator, self.responder = (peer, us) if typed_by == "peer" else (us, peer)
        urls = {one: one.hear("listening") for one in (us, peer)}
        base = urls[self.responder].removesuffix("v1/").replace("localhost", way.host, 1)
        self.url = base + ("v1/" if way.with_version else "")  # as the initiator's user types it

    def expect_peers(self, count: int) -> str:
        """Whether each side is paired with so many; and with one another, where it is one."""
        for one in (self.us, self.peer):
            peers = one.ask("peers", "peers").split()
            if len(peers) != count:
                return f"{one.name} is paired with {len(peers)}"
        return ""

    def expect_tokens(self, about: str) -> str:
        for one in (self.us, self.peer):
            if one.ask("token", "token") != "new":
                return f"{one.name} has the access token of {about} again"
        return ""

    def wrong_code(self) -> str:
        code = self.responder.ask("code", "code")
        code = code[:-1] + ("Q" if code[-1] != "Q" else "R")
        outcome = self.initiator.ask(f"pair {self.url} {code}", "paired", "failed")
        if not any(reason in outcome for reason in WRONG_CODE):
            return f"{self.initiator.name}: {outcome}"
        return self.expect_peers(0)

    def refusal(self) -> str:
        code = self.responder.ask("code", "code")
        outcome = self.initiator.ask(f"pair {self.url} {code}", "paired", "failed")
        return f"{self.initiator.name} pairs" if outcome.startswith("paired") else ""

    def right_code(self) -> str:
        code = self.responder.ask("code", "code")
        with_whom = self.initiator.ask(f"pair {self.url} {code}", "paired")
        if wrong := self.expect_peers(1):
            raise Stuck(wrong)
        if with_whom != self.initiator.ask("peers", "peers"):
            raise Stuck(f"{self.initiator.name} is paired with somebody else")
        return self.expect_tokens("another pairing")

    def session(self) -> str:
        self.server.tell("session")
        for one in (self.client, self.server):
            said = one.ask("session", "session") if one is self.client else one.hear("session")
            if said != "done":
                raise Stuck(f"{one.name}: {said}")
        return self.expect_tokens("another session")

    def client_unpairs(self) -> str:
        self.client.ask("unpair", "unpaired")
        return self.expect_peers(0)

    def server_unpairs(self) -> str:
        self.server.ask("unpair", "unpaired")
        said = self.client.ask("session", "session")
        if said == "done":
            return "a session although unpaired"
        wrong = self.expect_peers(0)
        return f"{wrong}: {said}" if wrong else ""


STEPS = {
    "wrong code": Meeting.wrong_code,
    "refusal": Meeting.refusal,
    "right code": Meeting.right_code,
    "session": Meeting.session,
    "session again": Meeting.session,
    "client unpairs": Meeting.client_unpairs,
    "paired anew": Meeting.right_code,
    "server unpairs": Meeting.server_unpairs,
}


def name_of(step: str, role: str, typed_by: str, way: Way) -> str:
    words = [f"pairing {step}", f"peer is {role.upper()}", f"code typed by {typed_by}"]
    return ", ".join([*words, way.name] if way.name else words)


def script(folder: pathlib.Path, role: str) -> pathlib.Path:
    return folder / f"meeting.{role}.script"


def meet(ours: str, theirs: str, folder: pathlib.Path, role: str, typed_by: str, way: Way) -> list[Check]:
    """The outcome of every step of a meeting. After one that got stuck the others are not reached."""
    our_role = "cem" if role == "rm" else "rm"
    stem = folder / "-".join(["meeting", role, typed_by, *way.name.split()])
    switch = ["assume-v1"] if way.assume_v1 else []
    partners = [
        Partner("ours", [ours, our_role, str(script(folder, our_role)), str(stem), *switch]),
        Partner("s2-kit", [theirs, role, str(script(folder, role)), *way.words]),
    ]
    problems, stuck = {}, ""
    try:
        meeting = Meeting(*partners, role, typed_by, way)
    except Stuck as error:
        stuck = str(error)
    for step in way.steps:
        try:
            problems[step] = f"not reached: {stuck}" if stuck else STEPS[step](meeting)
        except Stuck as error:
            problems[step] = stuck = str(error)
    for one in partners:
        one.end()
    said = [line for one in partners for line in [f"{one.name}:", *one.lines, ""]]
    stem.with_name(f"{stem.name}.txt").write_text("\n".join(said))
    return [Check("s2-kit", ONE, name_of(step, role, typed_by, way), problem) for step, problem in problems.items()]


def every_check(ours: str, rust: str, folder: pathlib.Path) -> list[Check]:
    """All meetings at once: they wait more than they compute."""
    for role, text in conversations.scripts(SCRIPTS, FAMILY, ONE).items():
        script(folder, role).write_text(text)
    with concurrent.futures.ThreadPoolExecutor(len(MEETINGS)) as pool:
        outcomes = pool.map(lambda one: meet(ours, f"{rust}/pairing-s2-kit", folder, *one), MEETINGS)
        return [check for outcome in outcomes for check in outcome]


def main(ours: str, rust: str, folder: str) -> None:
    for check in every_check(ours, rust, pathlib.Path(folder)):
        print(f"{check}: {check.problem[:600] or 'passed'}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
