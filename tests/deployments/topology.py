"""The network: a home with two hosts and a guest network behind a router, and two clouds on the other side of it.

                    cloud-a 203.0.113.11   cloud-b 203.0.113.12
                          |                      |
        wan  -------------+------+---------------+
                                 | 203.0.113.1
                              router   NAT; from wan it lets nothing in
                  192.168.77.1 |  | 192.168.88.1
        home  --+-----------+--+  +---- guest ----+
                |           |                     |
              lan-a .10   lan-b .20             guest .30

Each host is a network namespace with one cable (a veth pair) called eth0; the three switches are bridges. IPv6 has the
same shape (2001:db8:77::/64 at home, 2001:db8:88::/64 for guests, 2001:db8:203::/64 outside) without NAT. The clouds
know a way to the home, by IPv4 too: only the firewall keeps them out.
"""

import dataclasses
import pathlib
import re
import subprocess

import sandbox


@dataclasses.dataclass(frozen=True)
class Plug:
    """Where a host is plugged in, and how it is addressed there."""

    switch: str
    v4: str
    v6: str
    cable: str = "eth0"


HOSTS = {
    "lan-a": Plug("home", "192.168.77.10", "2001:db8:77::10"),
    "lan-b": Plug("home", "192.168.77.20", "2001:db8:77::20"),
    "guest": Plug("guest", "192.168.88.30", "2001:db8:88::30"),
    "cloud-a": Plug("wan", "203.0.113.11", "2001:db8:203::11"),
    "cloud-b": Plug("wan", "203.0.113.12", "2001:db8:203::12"),
}
ROUTER = {
    "home": Plug("home", "192.168.77.1", "2001:db8:77::1", "home"),
    "guest": Plug("guest", "192.168.88.1", "2001:db8:88::1", "guest"),
    "wan": Plug("wan", "203.0.113.1", "2001:db8:203::1", "wan"),
}
OUTSIDE = ROUTER["wan"].v4  # the address of the home, seen from the clouds

# Guests may visit the home, so that something that is no neighbour reaches it (C-096).
RULES = """
table inet home {
  counter refused { }
  chain pass {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    iifname { "home", "guest" } accept
    iifname "wan" counter name refused
  }
  chain enter {
    type filter hook input priority filter; policy accept;
    ct state established,related accept
    meta l4proto ipv6-icmp accept
    iifname "wan" counter name refused drop
  }
  chain leave {
    type nat hook postrouting priority srcnat;
    meta nfproto ipv4 oifname "wan" masquerade
  }
}
"""


def run(*words: str, text: str | None = None) -> str:
    """The output of a command that has to succeed."""
    done = subprocess.run(words, input=text, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def at(host: str, *words: str) -> list[str]:
    """The command that runs words on a host."""
    return ["nsenter", f"--net=/run/netns/{host}", *words]


def plug_in(host: str, plug: Plug) -> None:
    port = f"to-{host}-{plug.cable}" if host == "router" else f"to-{host}"
    run("ip", "link", "add", port, "type", "veth", "peer", "name", plug.cable, "netns", host)
    run("ip", "link", "set", port, "master", plug.switch, "up")
    run(*at(host, "ip", "address", "add", f"{plug.v4}/24", "dev", plug.cable))
    run(*at(host, "ip", "address", "add", f"{plug.v6}/64", "dev", plug.cable))
    run(*at(host, "ip", "link", "set", plug.cable, "up"))


def add_host(host: str) -> None:
    run("ip", "netns", "add", host)
    # Addresses are given out by hand, so nobody has to ask first whether they are taken.
    run(*at(host, "sh", "-c", "for each in all default; do echo 0 >/proc/sys/net/ipv6/conf/$each/accept_dad; done"))
    run(*at(host, "ip", "link", "set", "lo", "up"))


def add_switch(name: str) -> None:
    # A plain switch: it floods multicast, and forwards from the first moment on.
    run("ip", "link", "add", name, "type", "bridge", "forward_delay", "0", "mcast_snooping", "0")
    run("sh", "-c", f"echo 1 >/proc/sys/net/ipv6/conf/{name}/disable_ipv6")
    run("ip", "link", "set", name, "up")


def add_router() -> None:
    add_host("router")
    for plug in ROUTER.values():
        plug_in("router", plug)
    run(*at("router", "nft", "-f", "-"), text=RULES)
    run(*at("router", "sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"))
    run(*at("router", "sh", "-c", "echo 1 >/proc/sys/net/ipv6/conf/all/forwarding"))


def build(folder: pathlib.Path, names: dict[str, str]) -> None:
    """Builds all of it, with so many names for hosts beside mDNS."""
    sandbox.cover_files(folder, "127.0.0.1 localhost\n" + "".join(f"{HOSTS[h].v4} {n}\n" for n, h in names.items()))
    for switch in ROUTER:
        add_switch(switch)
    add_router()
    for host, plug in HOSTS.items():
        add_host(host)
        plug_in(host, plug)
        for version, gateway in (("-4", ROUTER[plug.switch].v4), ("-6", ROUTER[plug.switch].v6)):
            run(*at(host, "ip", version, "route", "add", "default", "via", gateway))


def refused() -> int:
    """How many packets the firewall has refused so far."""
    return int(re.search(r"packets (\d+)", run(*at("router", "nft", "list", "counter", "inet", "home", "refused")))[1])
