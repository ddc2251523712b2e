"""The differences that are meant, from differences.toml."""

import dataclasses
import pathlib
import tomllib


@dataclasses.dataclass
class Difference:
    rule: str
    ours: str
    changes: list[str]
    reason: str
    count: int = 0


class Differences:
    def __init__(self, path: pathlib.Path):
        with open(path, "rb") as file:
            self.all = [Difference(**entry) for entry in tomllib.load(file)["difference"]]

    def covers(self, change: str, accepted: bool, rules: list[str]) -> bool:
        """Whether a disagreement is meant: each of our reasons has to be on the list."""
        ours = "accepted" if accepted else "refused"
        found = [self.find(change, ours, rule) for rule in rules]
        if not found or None in found:
            return False
        for difference in found:
            difference.count += 1
        return True

    def find(self, change: str, ours: str, rule: str) -> Difference | None:
        return next((d for d in self.all if (d.rule, d.ours) == (rule, ours) and change in d.changes), None)

    def stale(self) -> list[Difference]:
        return [difference for difference in self.all if difference.count == 0]
