"""The known faults of the peers, from known_faults.toml: checks that have to fail."""

import dataclasses
import fnmatch
import pathlib
import tomllib

from adapter import Check


@dataclasses.dataclass(frozen=True)
class Fault:
    peer: str
    name: str
    checks: list[str]  # patterns, as for file names
    problem: str  # what the problem of each of them has to say

    def covers(self, check: Check) -> bool:
        return check.peer == self.peer and any(fnmatch.fnmatchcase(check.name, pattern) for pattern in self.checks)


class Faults:
    def __init__(self, faults: list[Fault]):
        self.faults = faults

    def of(self, check: Check) -> Fault | None:
        """The fault that a check falls under."""
        return next((fault for fault in self.faults if fault.covers(check)), None)

    def judge(self, checks: list[Check]) -> list[str]:
        """What is not as it was: new problems, and known ones that are gone."""
        wrong = []
        for check in checks:
            fault = self.of(check)
            if check.problem and not (fault and fault.problem in check.problem):
                wrong.append(f"{check}: {check.problem}")
            if fault and not check.problem:
                wrong.append(f'{check}: passes; the known fault "{fault.name}" is mended, take it off the list')
        for fault in self.faults:
            for pattern in fault.checks:
                if not any(fnmatch.fnmatchcase(c.name, pattern) for c in checks if c.peer == fault.peer):
                    wrong.append(f'{fault.peer}: "{fault.name}" names a check that does not exist: {pattern}')
        return wrong

    def print(self) -> None:
        for fault in self.faults:
            print(f"known fault of {fault.peer}: {fault.name}")
        print()


def load(path: pathlib.Path) -> Faults:
    with open(path, "rb") as file:
        return Faults([Fault(**entry) for entry in tomllib.load(file)["fault"]])
