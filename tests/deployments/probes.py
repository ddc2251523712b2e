"""What the network and the endpoints in it let through: the firewall, and the guard of what is for the LAN alone."""

import pathlib
import subprocess
import sys
import uuid

import topology
from process import Failure, Node

PORT = 8440
HOME, GUEST, OUTSIDE = "lan-b", "guest", "cloud-a"
SILENCE = 2  # seconds after which a connection that nobody answers has failed

# GET of a URL by address alone, without caring who answers: the answer's status, or nothing.
ASK = """
import http.client, ssl, sys
context = ssl._create_unverified_context()
connection = http.client.HTTPSConnection(sys.argv[1], int(sys.argv[2]), timeout=float(sys.argv[4]), context=context)
try:
    connection.request("GET", sys.argv[3])
    print(connection.getresponse().status)
except OSError as trouble:
    print(f"nothing ({trouble})")
"""


class Resident:
    """A CEM that lives on lan-a and waits."""

    def __init__(self, program: str, folder: pathlib.Path):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("resident*"):
            old.unlink()
        words = ["--role", "cem", "--deployment", "lan", "--id", str(uuid.uuid4()), "--respond"]
        words += ["--store", str(folder / "resident.db"), "--serve", "resident.local", "--port", str(PORT)]
        command = topology.at("lan-a", program, *words)
        self.node = Node("the resident", command, folder / "resident.log")

    def __enter__(self):
        url = self.node.wait_for("ready")["url"]
        self.path = "/" + url.split("/", 3)[3]
        return self

    def __exit__(self, *_):
        self.node.kill()

    def ask(self, host: str, target: str, *addresses: str) -> list[str]:
        """What a host is answered at each address, all at once."""

        def begin(address: str):
            words = ["-c", ASK, address, str(PORT), self.path + target, str(SILENCE)]
            return subprocess.Popen(topology.at(host, sys.executable, *words), stdout=subprocess.PIPE, text=True)

        return [asking.communicate()[0].strip() for asking in map(begin, addresses)]


def expect(what: str, said: list[str], wanted: str):
    if any(not one.startswith(wanted) for one in said):
        raise Failure(f"{what}: {', '.join(said)} where {wanted} was to come")


def firewall(resident: Resident):
    """From outside no connection reaches the home, by no address, although a neighbour gets through."""
    plug = topology.HOSTS["lan-a"]
    expect("at home", resident.ask(HOME, "", plug.v4, plug.v6), "200")
    before = topology.refused()
    expect("from outside", resident.ask(OUTSIDE, "", plug.v4, plug.v6, topology.OUTSIDE), "nothing")
    if topology.refused() < before + 3:
        raise Failure("it was not the firewall that refused")


def subnet_guard(resident: Resident):
    """Who visits from another network may pair, and may not look around (C-096, C-097)."""
    plug = topology.HOSTS["lan-a"]
    for target, at_home, from_guests in (("", "200", "200"), ("v1/endpoint", "200", "401"), ("v1/nodes", "200", "401")):
        expect(f"{target} at home", resident.ask(HOME, target, plug.v4, plug.v6), at_home)
        expect(f"{target} from guests", resident.ask(GUEST, target, plug.v4, plug.v6), from_guests)
