"""A running node: lines come out of it, and each is waited for with a deadline."""

import pathlib
import queue
import subprocess
import threading
import time

PATIENCE = 40  # seconds for one line; mandatory waits and lost multicast included
LEAST = 30  # seconds that a node may need to end by itself


class Failure(Exception):
    """Something was not as it has to be; a sentence."""


class Node:
    """A program on a host. Its lines are kept in a file as well."""

    def __init__(self, name: str, command: list[str], log: pathlib.Path, typed: str = ""):
        self.name = name
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.said: list[str] = []
        self.log = log
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=self._read, daemon=True).start()
        self.process.stdin.write(f"{typed}\n".encode())
        self.process.stdin.close()

    def _read(self):
        began = time.monotonic()
        with self.log.open("a") as log:
            for line in self.process.stdout:
                text = line.decode(errors="replace").rstrip()
                print(f"{time.monotonic() - began:7.3f} {hidden(text)}", file=log, flush=True)
                self.lines.put(text)
        self.lines.put(None)

    def wait_for(self, word: str) -> dict[str, str]:
        """The next line that begins with the word, as its name=value parts."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                line = self.lines.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                raise Failure(f"{self.name} did not say '{word}' within {PATIENCE} s") from None
            if line is None:
                raise Failure(f"{self.name} ended before it said '{word}'{self._last_problem()}")
            self.said.append(line)
            if line.split(" ")[0] == word:
                return dict(part.split("=", 1) for part in line.split(" ")[1:] if "=" in part)

    def _last_problem(self) -> str:
        problems = [line for line in self.said if line.startswith("problem")]
        return f" ({problems[-1]})" if problems else ""

    def finish(self):
        """Waits until it has ended, which has to be in good order."""
        try:
            status = self.process.wait(LEAST)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.name} did not end within {LEAST} s") from None
        while (line := self.lines.get()) is not None:
            self.said.append(line)
        if status:
            raise Failure(f"{self.name} ended with {status}{self._last_problem()}")

    def never_said(self, word: str):
        """After finish(): it has to have done without."""
        if any(line.split(" ")[0] == word for line in self.said):
            raise Failure(f"{self.name} said '{word}'")

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def hidden(line: str) -> str:
    """A line for a log: codes are for people who stand at the device."""
    return "code text=…" if line.startswith("code ") else line


def tail(log: pathlib.Path, lines: int = 12) -> str:
    return "\n".join(f"    {line}" for line in log.read_text().splitlines()[-lines:])

