"""Who talks to whom, about what, and in which way."""

import dataclasses
import pathlib

HERE = pathlib.Path(__file__).parent
BETA, ONE = "0.0.2-beta", "1.0.0"
FAMILY = "FRBC"  # what is talked about in other ways than the plain one; all peers can


@dataclasses.dataclass(frozen=True)
class Way:
    """How a conversation is held."""

    name: str = ""  # at the end of the names of checks
    encrypted: bool = False  # over wss, with a certificate that the run made
    asks_to_reconnect: str = ""  # "us" or "peer"; nobody when empty
    talk: bool = False  # our side is `s2 talk` with a script
    library: bool = False  # the peer begins as its library does by itself, where we found another way


PLAIN = Way()
WSS = Way("over wss", encrypted=True)
RECONNECT_BY_US = Way("reconnect asked by us", asks_to_reconnect="us")
RECONNECT_BY_PEER = Way("reconnect asked by the peer", asks_to_reconnect="peer")
TALK = Way("s2 talk is our side", talk=True)
LIBRARY_START = Way("started by the library", library=True)
LIBRARY_WSS = Way("wss opened by the library", encrypted=True, library=True)
OTHER_WAYS = (WSS, RECONNECT_BY_US, RECONNECT_BY_PEER, TALK, LIBRARY_START, LIBRARY_WSS)


@dataclasses.dataclass(frozen=True)
class Peer:
    """A program that holds the other end: PROGRAM rm|cem listen|connect URL PROFILE SCRIPT CERTIFICATES [library]."""

    name: str
    command: list[str]
    speaks: tuple[str, ...]
    listens_as: tuple[str, ...] = ()  # in these roles it listens and we connect
    serves_tls: bool = False  # also over wss
    library_ways: tuple[tuple[str, Way], ...] = ()  # role and way


@dataclasses.dataclass(frozen=True)
class Pairing:
    """One conversation."""

    peer: Peer
    role: str  # of the peer
    profile: str
    family: str
    way: Way = PLAIN

    def our_role(self) -> str:
        return "cem" if self.role == "rm" else "rm"

    def peer_listens(self) -> bool:
        return self.role in self.peer.listens_as and (self.peer.serves_tls or not self.way.encrypted)

    def asks_to_reconnect(self) -> str:
        """The role of who does."""
        return {"us": self.our_role(), "peer": self.role}.get(self.way.asks_to_reconnect, "")

    def name(self) -> str:
        return ", ".join(filter(None, [f"session {self.family}", f"peer is {self.role.upper()}", self.way.name]))

    def file_name(self) -> str:
        """Without ending, for what a run leaves behind."""
        words = [self.peer.name, self.role, self.profile, self.family, *self.way.name.split()]
        return "-".join(words)


def peers(python: str, rust: str) -> list[Peer]:
    own_wss = tuple((role, LIBRARY_WSS) for role in ("rm", "cem"))
    return [
        Peer("s2-python", [python, str(HERE / "peers/python/session.py")], (BETA,)),
        Peer("s2energy", [f"{rust}/session-s2energy"], (BETA,), ("cem",), library_ways=(("rm", LIBRARY_START), *own_wss)),
        Peer("s2-kit", [f"{rust}/session-s2-kit"], (BETA, ONE), ("cem",), serves_tls=True),
    ]


def pairings(all_peers: list[Peer], families: tuple[str, ...]) -> list[Pairing]:
    result = []
    for peer in all_peers:
        for profile in peer.speaks:
            for role in ("rm", "cem"):
                result += [Pairing(peer, role, profile, family) for family in families]
                result += [
                    Pairing(peer, role, profile, FAMILY, way)
                    for way in OTHER_WAYS
                    if not way.library or (role, way) in peer.library_ways
                ]
    return result
