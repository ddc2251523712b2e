"""What we want to reach, each as one row: a ratio of two measured times and its bound."""

import dataclasses

Times = dict[tuple[str, str, str], float]  # (subject, message, operation) -> ns


@dataclasses.dataclass(frozen=True)
class Aim:
    """`above` / `below` has to be at least `bound`; or at most, when `at_most` is set."""

    above: tuple[str, str, str]
    below: tuple[str, str, str]
    bound: float
    at_most: bool = False

    def value(self, times: Times) -> float:
        return times[self.above] / times[self.below]

    def met(self, value: float) -> bool:
        return value <= self.bound if self.at_most else value >= self.bound

    def __str__(self) -> str:
        return f"{' '.join(self.above)} / {' '.join(self.below)} {'<=' if self.at_most else '>='} {self.bound:g}"


def faster(message: str, operation: str, than: str, times: float) -> Aim:
    """We need at most the time of another, divided by `times`."""
    return Aim((than, message, operation), ("ours", message, operation), times)


def near_walk(message: str, times: float) -> Aim:
    """We need at most `times` the time of the bare walk."""
    return Aim(("ours", message, "decode"), ("bare walk", message, "decode"), times, at_most=True)


AIMS = [
    faster("status", "decode", "s2-kit", 3.5),
    faster("status", "decode", "s2energy", 1.3),
    faster("status", "decode", "s2-python", 40),
    near_walk("status", 1.3),
    faster("battery", "decode", "s2-kit", 3),
    near_walk("battery", 1.4),
    faster("ten-modes", "decode", "s2-kit", 3),
    near_walk("ten-modes", 1.4),
    faster("status", "encode", "s2-kit", 2),
    faster("battery", "encode", "s2-kit", 2),
    faster("ten-modes", "encode", "s2-kit", 2),
    faster("battery", "peek", "s2-kit", 10),
    # A session under fill rate based control: read, judge, register, answer; and two sessions shaking hands.
    faster("status", "receive", "s2-kit", 4),
    faster("status", "open", "s2-kit", 2),
    faster("status", "validate", "s2-kit", 2),
    faster("battery", "validate", "s2-kit", 3),
    faster("ten-modes", "validate", "s2-kit", 3),
    # Type and id stand at the front of both: the rest of the frame must not matter.
    Aim(("ours", "ten-modes", "peek"), ("ours", "battery", "peek"), 1.25, at_most=True),
]
