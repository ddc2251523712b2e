"""What our decoder says of a frame, and whether it says so for the reason that the schemas have."""

import subprocess
from typing import NamedTuple

from official import Refusal

# What we may call that which a keyword refuses. `enum` is asked before `type`. GEN-003 and GEN-012 speak of message_id,
# GEN-003 also of a message_type that cannot be read and might have been a ReceptionStatus.
RULES = {
    "JSON": {"GEN-001", "GEN-002", "GEN-003", "GEN-012"},
    "message_type": {"GEN-002", "GEN-003", "GEN-004", "GEN-005", "GEN-006"},
    "required": {"GEN-003", "GEN-007", "GEN-014"},
    "additionalProperties": {"GEN-009", "GEN-014"},
    "type": {"GEN-003", "GEN-008", "NUM-002"},
    "enum": {"GEN-008", "GEN-010", "REV-008"},
    "pattern": {"GEN-003", "ID-001"},
    "format": {"TIME-001"},
    "minimum": {"NUM-002"},
    "minItems": {"GEN-011"},
    "maxItems": {"GEN-011"},
}
TOO_DEEP = "GEN-013"  # comes before any reason the schemas may have


class Verdict(NamedTuple):
    status: str  # "accepted", or the status of the answer
    findings: list[tuple[str, str]]  # rule and pointer; of an accepted frame, what was noted

    @property
    def accepted(self) -> bool:
        return self.status == "accepted"

    @property
    def rules(self) -> list[str]:
        return sorted({rule for rule, _ in self.findings})

    def shares_reason(self, refusal: Refusal) -> bool:
        """Whether one of our findings is what the schemas complain of first. INVALID_DATA comes with one finding, about
        the frame; otherwise ours is at the place of theirs or, for a member that is missing, just below."""
        whole = self.status == "INVALID_DATA"
        if self.rules == [TOO_DEEP]:
            return True
        return any(
            rule in RULES[refusal.keyword] and (whole or f"{pointer}/".startswith(f"{refusal.pointer}/"))
            for rule, pointer in self.findings
        )

    def __str__(self) -> str:
        return " ".join([self.status, *(f"{rule} {pointer or '/'}" for rule, pointer in self.findings[:5])])


class Ours:
    def __init__(self, program: str):
        self.program = program

    def make(self, seed: int) -> list[tuple[str, str]]:
        """Profile and text of a random message of every type in every profile."""
        return [tuple(line.split("\t", 1)) for line in self.run(["make", str(seed)], "")]

    def judge(self, frames: list[tuple[str, str]]) -> list[Verdict]:
        lines = self.run(["judge"], "".join(f"{profile}\t{frame}\n" for profile, frame in frames))
        if len(lines) != len(frames):
            raise ValueError(f"{len(frames)} frames, {len(lines)} verdicts")
        return [verdict_in(line) for line in lines]

    def run(self, words: list[str], text: str) -> list[str]:
        done = subprocess.run([self.program, *words], input=text.encode(), stdout=subprocess.PIPE, check=True)
        return done.stdout.decode().split("\n")[:-1]


def verdict_in(line: str) -> Verdict:
    status, *findings = line.split("\t")
    return Verdict(status, [tuple(finding.split(" ", 1)) for finding in findings])
