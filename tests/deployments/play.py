"""How a row of the table is played."""

import contextlib
import pathlib
import shutil
import time
import uuid

import topology
from daemon import Daemon
from process import Failure, Node
from rows import CEM, LAN, OTHER, RM, WAN, Row


class Play:
    """One row, from strangers to an instruction, and again from what both have stored."""

    def __init__(self, row: Row, program: str, folder: pathlib.Path, daemon: Daemon | None = None):
        self.row = row
        self.program = program
        self.daemon = daemon  # does service discovery on its host; else each node does it itself
        self.folder = folder / (f"row-{row.number}-daemon" if daemon else f"row-{row.number}")
        self.certificates = folder / "certificates"
        self.ids = {role: str(uuid.uuid4()) for role in (CEM, RM)}
        self.stack = contextlib.ExitStack()
        self.seconds: list[float] = []
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def log(self, name: str) -> pathlib.Path:
        return self.folder / f"{name}.log"

    def run(self):
        with self.stack:
            self.timed(self.meet)
            self.timed(self.meet_again)

    def timed(self, part):
        began = time.monotonic()
        part()
        self.seconds.append(time.monotonic() - began)

    # --- The two meetings ---

    def meet(self):
        """Strangers: a code is shown at one side and typed at the other."""
        row = self.row
        responder = self.start_stand_in() if row.stands_in else self.start(OTHER[row.initiator], "--respond")
        url = responder.wait_for("ready")["url"]
        code = responder.wait_for("code")["text"]
        initiator = self.start(row.initiator, *self.how_to_pair(url), typed=code)
        self.expect_roles({row.initiator: initiator, OTHER[row.initiator]: responder})
        if row.stands_in:
            responder.finish()
            responder = self.start(OTHER[row.initiator], "--take-over", str(self.hand_over()))
        self.expect_instruction({row.initiator: initiator, OTHER[row.initiator]: responder})

    def meet_again(self):
        """The same two after a restart: what is stored has to be enough."""
        nodes = {}
        for role in (self.row.session_server, OTHER[self.row.session_server]):
            nodes[role] = self.start(role)
            nodes[role].wait_for("ready")
        self.expect_instruction(nodes)
        for node in nodes.values():
            node.never_said("paired")

    def how_to_pair(self, url: str) -> list[str]:
        """The responder's URL is typed only where nobody can find it."""
        if self.row.polls:
            return ["--pair-polling", self.ids[self.row.client]]
        if self.row.deployment[self.row.server] == LAN and not self.row.stands_in:
            return ["--pair-found", self.row.name(self.row.server).removesuffix(".local")]
        return ["--pair", url]

    # --- What has to come of them ---

    def expect_roles(self, nodes: dict[str, Node]):
        said = {role: node.wait_for("paired")["as"] for role, node in nodes.items()}
        wanted = {self.row.session_server: "server", OTHER[self.row.session_server]: "client"}
        if said != wanted:
            raise Failure(f"in sessions they are {said}, not {wanted}")
        # A pairing server that will serve the sessions as well is asked how (A); another one is told (B).
        branch = "A" if said[self.row.server] == "server" else "B"
        if branch != self.row.branch:
            raise Failure(f"they took branch {branch}, not {self.row.branch}")

    def expect_instruction(self, nodes: dict[str, Node]):
        row = self.row
        for role, node in nodes.items():
            session = node.wait_for("session")
            if role == row.session_server:
                self.expect_source(session["peer"])
        nodes[RM].wait_for("instruction")
        nodes[CEM].wait_for("status")
        for node in nodes.values():
            node.finish()

    def expect_source(self, peer: str):
        """Who the communication server saw: the router from outside, and at home the very host."""
        row = self.row
        client = OTHER[row.session_server]
        address = address_of(peer)
        plug = topology.HOSTS[row.host(client)]
        wanted = {plug.v4, plug.v6}
        if plug.switch == "home" and row.deployment[row.session_server] == WAN:
            wanted = {topology.OUTSIDE}
        if address not in wanted and not (plug.switch == "home" and address.startswith("fe80:")):
            raise Failure(f"the session came from {address}, not from {' or '.join(sorted(wanted))}")

    # --- The programs ---

    def start(self, role: str, *how: str, typed: str = "") -> Node:
        row = self.row
        words = ["--role", role.lower(), "--deployment", row.deployment[role].lower()]
        words += ["--id", self.ids[role], "--store", str(self.folder / f"{role.lower()}.db")]
        words += ["--authorities", str(self.certificates / "authority.pem")]
        if row.deployment[role] == LAN:
            words.append("--discover")
        if row.serves(role):
            words += ["--serve", row.name(role), "--port", str(row.port())]
            words += self.certificate_of(row.name(role)) if row.deployment[role] == WAN else []
        return self.launch(role, row.host(role), [*words, *how], typed)

    def start_stand_in(self) -> Node:
        """A service of the maker in the WAN, which pairs in the name of a node at home (C-133)."""
        row = self.row
        words = ["--role", row.server.lower(), "--deployment", "lan", "--id", self.ids[row.server]]
        words += ["--store", str(self.folder / "maker.db"), "--stand-in", str(self.hand_over())]
        words += ["--serve", row.stand_in_name(), "--port", str(row.port()), *self.certificate_of(row.stand_in_name())]
        return self.launch("maker", row.stand_in_host(), [*words, "--respond"])

    def hand_over(self) -> pathlib.Path:
        return self.folder / "hand-over.db"

    def certificate_of(self, name: str) -> list[str]:
        return ["--certificate", f"{self.certificates}/{name}.pem", "--key", f"{self.certificates}/{name}.key"]

    def launch(self, name: str, host: str, words: list[str], typed: str = "") -> Node:
        command = topology.at(host, self.program, *words)
        if self.daemon and self.daemon.host == host:
            command = self.daemon.at_host(self.program, *words, "--daemon")
        node = Node(f"the {name}", command, self.log(name.lower()), typed)
        self.stack.callback(node.kill)
        return node


def address_of(peer: str) -> str:
    """The address of "203.0.113.1:443" or "[fe80::1%eth0]:443"."""
    address = peer.rsplit(":", 1)[0].strip("[]").split("%")[0]
    return address.removeprefix("::ffff:")
