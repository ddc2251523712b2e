"""Whom a meeting brings together."""

import json
import pathlib
import queue
import subprocess
import threading

PATIENCE = 25  # seconds for an answer; an attempt to pair takes 15 at most


class Stuck(Exception):
    """A meeting cannot go on."""


class Partner:
    """Somebody with an endpoint and one node, who is told what to do by the commands of ours/pairing_peer.hpp."""

    name: str
    lines: list[str]  # for the record
    shows_tokens = True

    def hear(self, *words: str) -> str:
        """What comes behind one of these words; with the word, when there are several."""
        raise NotImplementedError

    def tell(self, command: str) -> None:
        raise NotImplementedError

    def ask(self, command: str, *words: str) -> str:
        self.tell(command)
        return self.hear(*words)

    def end(self) -> None:
        """Lets it go."""

    def answer(self, line: str, words: tuple[str, ...]) -> str | None:
        """What a line says; nothing when it is about something else. A failure is one unless it is among the words."""
        word, _, rest = line.partition(" ")
        if word in words:
            return rest if len(words) == 1 else line
        if word in ("failed", "problem:"):
            raise Stuck(f"{self.name}: {rest}")
        return None


class Program(Partner):
    """A program that reads commands and says what came of them."""

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
        try:
            while (line := self.heard.get(timeout=PATIENCE)) is not None:
                if (answer := self.answer(line, words)) is not None:
                    return answer
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

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdin.close()
        self.process.stdout.close()


class CommandLine(Partner):
    """A device by the verbs of `s2` and a store in a file. It has no sessions and is not called."""

    name = "s2"
    shows_tokens = False

    def __init__(self, s2: str, store: pathlib.Path, options: list[str]):
        self.lines = []
        self.s2, self.store, self.options = s2, store, ["--no-discovery", *options]
        self.said = "listening "
        for old in store.parent.glob(f"{store.name}*"):
            old.unlink()

    def hear(self, *words: str) -> str:
        answer = self.answer(self.said, words)
        if answer is None:
            raise Stuck(f"{self.name} did not say {' or '.join(words)}")
        return answer

    def tell(self, command: str) -> None:
        verb, *rest = command.split()
        if verb == "pair":
            url, code = rest
            status, said = self.run(["pair", *self.options, url], code)
            self.said = f"paired {' '.join(self.peers())}" if status == 0 else f"failed {said[-1]['text']}"
        elif verb == "peers":
            self.said = f"peers {' '.join(self.peers())}"
        elif verb == "unpair":
            status, said = self.run(["unpair", *self.options, "all"])
            self.said = "unpaired" if status == 0 else f"failed {said[-1]['text']}"
        else:
            raise Stuck(f"{self.name} cannot {verb}")

    def peers(self) -> list[str]:
        return [pairing["peer"] for pairing in self.run(["pairings"])[1]]

    def run(self, words: list[str], code: str = "") -> tuple[int, list[dict]]:
        """Its status and what it said; the code goes by the standard input."""
        verb, *rest = words
        command = [self.s2, verb, "--json", "--store", str(self.store), *rest]
        try:
            done = subprocess.run(command, input=f"{code}\n", capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise Stuck(f"{self.name} {verb} did not end") from None
        said = [line for line in (done.stdout + done.stderr).splitlines() if line]
        self.lines += [f"> {verb}", *said]
        return done.returncode, [json.loads(line) if line[0] == "{" else {"text": line} for line in said]
