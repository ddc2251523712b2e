"""Namespaces of our own: whatever is built in them goes with the last process in them, however that ends."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys

SKIPPED = 75  # exit status: the machine does not permit it, which says nothing about us
TOOLS = {"unshare": "util-linux", "nsenter": "util-linux", "mount": "mount", "ip": "iproute2", "nft": "nftables"}
INSIDE = "S2_DEPLOYMENTS_INSIDE"

# Its own network, mounts and processes. When the first process goes, the kernel ends the others and takes down the
# network with them; --kill-child lets the first one go when whoever started it was killed.
COMMAND = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]


def skip(reason: str):
    print(f"SKIPPED: {reason}: 0 passed, nothing was shown")
    sys.exit(SKIPPED)


def command() -> list[str]:
    """How to get inside; ends the program when there is no way."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"  # where Debian has ip and nft, and not every user looks
    for tool, package in TOOLS.items():
        if not shutil.which(tool):
            skip(f"there is no program {tool} (Debian: {package})")
    way = COMMAND + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
    trial = subprocess.run([*way, "mount", "-t", "tmpfs", "tmpfs", "/run"], capture_output=True, text=True)
    if trial.returncode:
        skip(f"namespaces are not permitted here ({trial.stderr.strip() or trial.returncode})")
    return way


def enter() -> int | None:
    """Runs the program again inside and returns its status; returns nothing when it is inside already."""
    if os.environ.get(INSIDE):
        return None
    way = [*command(), sys.executable, "-B", *sys.argv]
    child = subprocess.Popen(way, env={**os.environ, INSIDE: "1"}, start_new_session=True)
    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, lambda number, _: sys.exit(128 + number))
    try:
        return child.wait()
    finally:
        child.kill()


def cover_files(folder: pathlib.Path, hosts: str) -> None:
    """Lets names be those of this text and nobody else's, and hides the machine's services; here inside alone."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)  # among them a D-Bus with an Avahi
    covers = {"/etc/hosts": hosts, "/etc/nsswitch.conf": "hosts: files\n", "/etc/resolv.conf": ""}
    for path, text in covers.items():
        if not pathlib.Path(path).exists():
            continue
        cover = folder / pathlib.Path(path).name
        cover.write_text(text)
        subprocess.run(["mount", "--bind", str(cover), path], check=True)
