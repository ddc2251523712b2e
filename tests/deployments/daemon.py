"""Avahi's daemon on one of the hosts, with a D-Bus of its own."""

import pathlib
import queue
import shutil
import subprocess
import threading

import topology
from process import Failure

PROGRAMS = {"dbus-daemon": "dbus-daemon", "avahi-daemon": "avahi-daemon"}
PATIENCE = 40  # seconds until it is there
STARTED = "Server startup complete"

BUS = """<busconfig>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

AVAHI = """[server]
host-name={host}
enable-dbus=yes
[wide-area]
enable-wide-area=no
"""


def obstacle() -> str:
    """Why there can be none here; empty when there can be."""
    for program, package in PROGRAMS.items():
        if not shutil.which(program):
            return f"there is no program {program} (Debian: {package})"
    if pathlib.Path("/proc/self/uid_map").read_text().split() != ["0", "0", "4294967295"]:
        return "avahi-daemon wants to be begun by root"
    return ""


class Daemon:
    """Runs as long as the block does."""

    def __init__(self, host: str, folder: pathlib.Path):
        self.host = host
        self.folder = folder
        self.log = folder / "avahi-daemon.log"
        self.address = f"unix:path={folder}/bus"
        self.processes: list[subprocess.Popen] = []

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "bus").unlink(missing_ok=True)
        (self.folder / "bus.conf").write_text(BUS.format(address=self.address))
        (self.folder / "avahi.conf").write_text(AVAHI.format(host=self.host))
        try:
            self.begin(f"--config-file={self.folder}/bus.conf", "--nofork", "--nopidfile", "--print-address", word="unix:")
            self.begin("--no-drop-root", "--no-chroot", "--no-rlimits", "-f", f"{self.folder}/avahi.conf", word=STARTED)
        except Failure:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()

    def begin(self, *words: str, word: str):
        """Starts the next program, and waits until it has said a word."""
        program = list(PROGRAMS)[len(self.processes)]
        process = subprocess.Popen(
            self.at_host(program, *words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.processes.append(process)
        said: queue.Queue[bool] = queue.Queue()
        threading.Thread(target=self.read, args=(process, word, said), daemon=True).start()
        try:
            is_there = said.get(timeout=PATIENCE)
        except queue.Empty:
            is_there = False
        if not is_there:
            raise Failure(f"{program} did not begin")

    def read(self, process: subprocess.Popen, word: str, said: queue.Queue):
        with self.log.open("a") as log:
            for line in process.stdout:
                print(line.rstrip(), file=log, flush=True)
                if word in line:
                    said.put(True)
        said.put(False)

    def at_host(self, *words: str) -> list[str]:
        """The command that runs words on the host, with the daemon's bus for its system bus."""
        return topology.at(self.host, "env", f"DBUS_SYSTEM_BUS_ADDRESS={self.address}", *words)
