"""Lets our endpoint pair with those of others over real TLS, and hold sessions of S2 Connect with them.

meetings.py PAIRING S2 RUST FOLDER   our pairing program, the program s2, the folder with the Rust programs, and where
                                     scripts and recordings go
"""

import concurrent.futures
import dataclasses
import pathlib
import sys

import conversations
from adapter import Check
from pairings import FAMILY, ONE
from partners import CommandLine, Partner, Program, Stuck

SCRIPTS = pathlib.Path(__file__).parent / "sessions"
WRONG_CODE = ("the other device does not know this pairing code", "the challenge response does not match")


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
    by_s2: bool = False  # our side is the program s2


PLAIN = Way()
S2 = Way("s2 is our side", ("wrong code", "right code", "client unpairs"), by_s2=True)
NO_SWITCH = Way("s2 without --assume-v1", ("right code",), assume_v1=False, with_version=False, by_s2=True)
NO_SWITCH_URL = Way(
    "s2 without --assume-v1 and at the URL it announces", ("right code",), assume_v1=False, by_s2=True
)
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
    ("cem", "us", S2),
    ("cem", "us", NO_SWITCH),
    ("cem", "us", NO_SWITCH_URL),
    ("rm", "peer", BASE_URL),
    ("rm", "peer", SESSION_URL),
    ("rm", "peer", OTHER_HOST),
    ("cem", "peer", LEAF),
    ("cem", "us", LEAF),
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
        for one in filter(lambda one: one.shows_tokens, (self.us, self.peer)):
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


@dataclasses.dataclass(frozen=True)
class Places:
    """The programs, and the folder for what they read and write."""

    ours: str
    s2: str
    theirs: str
    folder: pathlib.Path

    def our_side(self, role: str, way: Way, stem: pathlib.Path) -> Partner:
        if way.by_s2:
            return CommandLine(self.s2, stem.with_name(f"{stem.name}.db"), ["--assume-v1"] if way.assume_v1 else [])
        switch = ["assume-v1"] if way.assume_v1 else []
        return Program("ours", [self.ours, role, str(script(self.folder, role)), str(stem), *switch])

    def peer(self, role: str, way: Way) -> Partner:
        return Program("s2-kit", [self.theirs, role, str(script(self.folder, role)), *way.words])


def meet(places: Places, role: str, typed_by: str, way: Way) -> list[Check]:
    """The outcome of every step of a meeting. After one that got stuck the others are not reached."""
    stem = places.folder / "-".join(["meeting", role, typed_by, *way.name.split()])
    partners = [places.our_side("cem" if role == "rm" else "rm", way, stem), places.peer(role, way)]
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


def every_check(ours: str, s2: str, rust: str, folder: pathlib.Path) -> list[Check]:
    """All meetings at once: they wait more than they compute."""
    for role, text in conversations.scripts(SCRIPTS, FAMILY, ONE).items():
        script(folder, role).write_text(text)
    places = Places(ours, s2, f"{rust}/pairing-s2-kit", folder)
    with concurrent.futures.ThreadPoolExecutor(len(MEETINGS)) as pool:
        outcomes = pool.map(lambda one: meet(places, *one), MEETINGS)
        return [check for outcome in outcomes for check in outcome]


def main(ours: str, s2: str, rust: str, folder: str) -> None:
    for check in every_check(ours, s2, rust, pathlib.Path(folder)):
        print(f"{check}: {check.problem[:600] or 'passed'}")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
