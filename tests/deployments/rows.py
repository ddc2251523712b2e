"""The nine ways to deploy a CEM and an RM (S2 Connect): who pairs with whom, and who serves the sessions."""

import dataclasses

WAN, LAN = "WAN", "LAN"
CEM, RM = "CEM", "RM"
OTHER = {CEM: RM, RM: CEM}


@dataclasses.dataclass(frozen=True)
class Row:
    """One row of the table."""

    number: int
    deployment: dict[str, str]  # of either role
    initiator: str
    client: str  # of pairing
    branch: str
    session_server: str
    stands_in: bool = False  # the pairing server, for a node in the LAN
    remark: str = ""

    @property
    def server(self) -> str:
        return OTHER[self.client]

    @property
    def polls(self) -> bool:
        """Long-polling: the client is the one that issued the code."""
        return self.initiator == self.server

    def host(self, role: str) -> str:
        """CEMs and RMs live on different hosts."""
        network = "lan" if self.deployment[role] == LAN else "cloud"
        return f"{network}-{'a' if role == CEM else 'b'}"

    def name(self, role: str) -> str:
        """Name of its server: in the LAN by mDNS, in the WAN by what stands for DNS."""
        return f"{role.lower()}-{self.number}{'.local' if self.deployment[role] == LAN else '.example'}"

    def stand_in_name(self) -> str:
        return f"maker-{self.number}.example"

    def stand_in_host(self) -> str:
        return "cloud-a" if self.server == CEM else "cloud-b"

    def serves(self, role: str) -> bool:
        """An RM in the LAN has no server where it can do without; no CEM can (C-107)."""
        if role == CEM or self.deployment[role] == WAN:
            return True
        return self.server == role and not self.stands_in

    def port(self) -> int:
        return 8440 + self.number


def row(number: int, cem: str, rm: str, initiator: str, client: str, branch: str, session_server: str, **more) -> Row:
    return Row(number, {CEM: cem, RM: rm}, initiator, client, branch, session_server, **more)


ROWS = [
    row(1, WAN, WAN, CEM, CEM, "B", CEM, remark="URL typed"),
    row(2, WAN, WAN, RM, RM, "A", CEM, remark="URL typed"),
    row(3, WAN, LAN, CEM, CEM, "B", CEM, stands_in=True, remark="the RM's maker pairs for it, hands over"),
    row(4, WAN, LAN, RM, RM, "A", CEM, remark="URL typed; RM behind NAT"),
    row(5, LAN, WAN, CEM, CEM, "A", RM, remark="URL typed; CEM behind NAT"),
    row(6, LAN, WAN, RM, RM, "B", RM, stands_in=True, remark="the CEM's maker pairs for it, hands over"),
    row(7, LAN, LAN, CEM, CEM, "B", CEM, remark="RM found by mDNS"),
    row(8, LAN, LAN, CEM, RM, "A", CEM, remark="CEM found by mDNS, long-polling"),
    row(9, LAN, LAN, RM, RM, "A", CEM, remark="CEM found by mDNS"),
]


def names() -> dict[str, str]:
    """Names in the WAN, with the host each is on."""
    found = {}
    for each in ROWS:
        found |= {each.name(role): each.host(role) for role in (CEM, RM) if each.deployment[role] == WAN}
        if each.stands_in:
            found[each.stand_in_name()] = each.stand_in_host()
    return found
