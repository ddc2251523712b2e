"""The programs that put an implementation behind lines of text, ours and those of the peers."""

import dataclasses
import pathlib
import subprocess


@dataclasses.dataclass(frozen=True)
class Check:
    """One thing that was tried, and what was wrong with the outcome; nothing when the text is empty."""

    peer: str
    profile: str
    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.peer} {self.profile} {self.name}"


@dataclasses.dataclass(frozen=True)
class Adapter:
    """An adapter program. The protocol is described in README.md."""

    name: str
    command: list[str]
    speaks: tuple[str, ...]
    judges_content: bool = False  # refuses messages that make no sense while it reads
    rounds_numbers: bool = False  # does not read every number as the nearest double

    def run(self, words: list[str], rows: list[tuple[str, ...]] = ()) -> list[list[str]]:
        """Runs the program with rows on its standard input; the rows of its answer."""
        text = "".join("\t".join(row) + "\n" for row in rows)
        done = subprocess.run([*self.command, *words], input=text.encode(), stdout=subprocess.PIPE, check=True)
        return [line.split("\t") for line in done.stdout.decode().split("\n")[:-1]]

    def profiles(self) -> list[str]:
        """The profiles the implementation says it speaks."""
        return [row[0] for row in self.run(["profiles"])]

    def write(self, profile: str, folder: pathlib.Path) -> list[tuple[str, str]]:
        """Ours only: the messages to put before the peers, by name."""
        return [(name, frame) for name, frame in self.run(["write", profile, str(folder)])]

    def make(self, profile: str) -> dict[str, str]:
        """Peers only: messages they made, by name."""
        return dict(self.run(["make", profile]))

    def read(self, profile: str, frames: dict[str, str]) -> dict[str, tuple[str, str]]:
        """Reads frames: by name, "ok" and the frame written again, or "refused" and the reason."""
        return self.answers(["read"], [(profile, name, frame) for name, frame in frames.items()])

    def compare(
        self, profile: str, pairs: dict[str, tuple[str, str]], rounded: bool = False
    ) -> dict[str, tuple[str, str]]:
        """Ours only: by name, "ok" when both frames are the same message, or "differs" and why."""
        words = ["compare", "rounded"] if rounded else ["compare"]
        return self.answers(words, [(profile, name, *pair) for name, pair in pairs.items()])

    def answers(self, words: list[str], rows: list[tuple[str, ...]]) -> dict[str, tuple[str, str]]:
        answers = {name: (verdict, text) for name, verdict, text in self.run(words, rows)}
        assert len(answers) == len(rows), f"{self.name} answered {len(answers)} of {len(rows)} frames"
        return answers
