"""Measures this library, bare simdjson and three peers on the same bytes and prints the table of docs/performance.md.

driver.py [--check] [--rounds N] CHILD PYTHON RUST_FOLDER

--check runs everything once, quickly, and says nothing about speed: for CI.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys

from aims import AIMS

HERE = pathlib.Path(__file__).parent
MESSAGES = {"status": "ours", "battery": "s2-kit", "ten-modes": "ours"}  # and who makes them
# s2-kit's battery has ids that are no UUIDs.
UNREADABLE = {("s2energy", "battery"), ("s2-python", "battery")}
OPERATIONS = ("decode", "decode-fresh", "decode-copied", "encode", "peek", "validate", "receive", "open")


class Subject:
    """A program that is measured; see main.cpp for what it understands."""

    def __init__(self, name: str, command: list[str]):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def ask(self, *words: str) -> str:
        print(*words, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline().rstrip("\n")
        if not line:
            sys.exit(f"{self.name} died of: {' '.join(words)[:200]}")
        return line

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


class Series:
    """One operation of one subject on one message, measured again and again."""

    def __init__(self, subject: Subject, message: str, operation: str):
        self.subject, self.message, self.operation = subject, message, operation
        self.count = 1
        self.times: list[float] = []  # ns a run

    def possible(self) -> bool:
        return not self.subject.ask(self.operation, self.message, "1").startswith("-")

    def calibrate(self, slice_ns: int) -> None:
        """Finds how many runs fill a slice of time, short enough to lie often between two interruptions."""
        while self.count < 1 << 24 and (taken := self.run()) < slice_ns:
            self.count = max(self.count * 2, int(self.count * slice_ns / max(taken, 1)) // 2)
        self.times.clear()

    def run(self) -> int:
        taken = int(self.subject.ask(self.operation, self.message, str(self.count)))
        self.times.append(taken / self.count)
        return taken


def start(child: str, python: str, rust: str) -> list[Subject]:
    return [
        Subject("ours", [child, "ours"]),
        Subject("bare walk", [child, "walk"]),
        Subject("s2-kit", [f"{rust}/measured-s2-kit"]),
        Subject("s2energy", [f"{rust}/measured-s2energy"]),
        Subject("s2-python", [python, str(HERE / "python_child.py")]),
    ]


def load(subjects: list[Subject]) -> tuple[dict[str, int], list[Series]]:
    """Gives every message to every subject: lengths in bytes, and what can be measured."""
    makers = {subject.name: subject for subject in subjects}
    sizes, series = {}, []
    for message, maker in MESSAGES.items():
        frame = makers[maker].ask("make", message)
        json.loads(frame)
        sizes[message] = len(frame.encode())
        for subject in subjects:
            answer = subject.ask("load", message, frame)
            if (answer != "ok") != ((subject.name, message) in UNREADABLE):
                sys.exit(f"{subject.name} reads {message}: {answer}")
            if answer != "ok":
                continue
            candidates = [Series(subject, message, operation) for operation in OPERATIONS]
            series += [candidate for candidate in candidates if candidate.possible()]
    return sizes, series


def measure(series: list[Series], rounds: int, slice_ns: int) -> None:
    """All series in turn, again and again, so that what disturbs the machine disturbs all of them."""
    for one in series:
        one.calibrate(slice_ns)
    for _ in range(rounds):
        for one in series:
            one.run()


def print_table(sizes: dict[str, int], series: list[Series], subjects: list[Subject]) -> None:
    names = [subject.name for subject in subjects]
    print("µs a run: smallest / median")
    print(f"{'message':<12}{'bytes':>6}  {'operation':<14}" + "".join(f"{name:>18}" for name in names))
    found = {(s.message, s.operation, s.subject.name): s for s in series}
    for message, size in sizes.items():
        for operation in OPERATIONS:
            row = [found.get((message, operation, name)) for name in names]
            if any(row):
                cells = [f"{min(s.times) / 1e3:.3f} / {statistics.median(s.times) / 1e3:.3f}" if s else "" for s in row]
                print(f"{message:<12}{size:>6}  {operation:<14}" + "".join(f"{cell:>18}" for cell in cells))
    print()


def print_aims(series: list[Series]) -> None:
    best = {(s.subject.name, s.message, s.operation): min(s.times) for s in series}
    print("aims, by the smallest times")
    for aim in AIMS:
        try:
            value = aim.value(best)
        except KeyError as missing:
            print(f"  {aim}: not measured, for want of {missing}")
            continue
        print(f"  {'ok  ' if aim.met(value) else 'MISS'} {value:6.2f}  {aim}")
    print()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("child")
    parser.add_argument("python")
    parser.add_argument("rust")
    options = parser.parse_args()

    subjects = start(options.child, options.python, options.rust)
    sizes, series = load(subjects)
    measure(series, rounds=1 if options.check else options.rounds, slice_ns=10_000 if options.check else 1_000_000)
    for subject in subjects:
        subject.close()
    if options.check:
        print(f"{len(series)} passed, 0 failed")
    else:
        print_table(sizes, series, subjects)
        print_aims(series)


if __name__ == "__main__":
    main()
