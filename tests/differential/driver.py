"""Our decoder and an independent JSON-Schema validator judge the same changed messages. See README.md."""

import argparse
import os
import pathlib
import random
import sys
from collections import Counter
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
PROFILES = {"1.0.0": "v1.0.0", "0.0.2-beta": "v0.0.2-beta"}  # as we call them, and their folders
SKIPPED = 77  # for CTest
SHOWN = 10  # disagreements in full
MESSAGES_A_ROUND = 2000


def skip(reason: str):
    """Ends the run; that is a failure where the official files are required."""
    required = os.environ.get("S2_REQUIRE_SPEC") == "1"
    print(f"{'FAILED' if required else 'SKIPPED'}: {reason}")
    sys.exit(1 if required else SKIPPED)


try:
    from changes import CHANGES, OTHER_PROFILE, Change
    from differences import Differences
    from official import Official, Place, Refusal
    from sites import Site, respelled, sites_of
    from verdicts import Ours, Verdict
except ModuleNotFoundError as missing:
    skip(f"{missing}; Debian has it as python3-{missing.name}")


class Frame(NamedTuple):
    """A changed message, and what was done to it."""

    number: int
    profile: str  # it is read in
    name: str  # of the message that was changed
    place: Place
    change: Change
    text: str


class Run:
    """Makes changed messages, every change at every place as often as every other."""

    def __init__(self, official: dict[str, Official], seed: int):
        self.official = official
        self.choice = random.Random(seed)
        self.made = 0
        # How often each change was made: by profile, message, pointer and name of the change.
        self.counts = {key: 0 for key in self.every_change()}
        self.of_message = Counter((profile, name) for profile, name, _, _ in self.counts)

    def every_change(self):
        for profile, official in self.official.items():
            for name, places in official.places.items():
                for place in places.values():
                    yield from ((profile, name, place.pointer, c.name) for c in CHANGES if c.fits(place))

    def frames(self, profile: str, text: str, messages: int) -> list[Frame]:
        """Changes of one message: its part of so many, and the rarest of those that it lends itself to."""
        name = self.official[profile].name_in(text)
        wanted = -(-messages * self.of_message[profile, name] // len(self.counts))
        frames: list[Frame] = []
        text = respelled(text, self.choice)
        for site, change in self.rarest_first(profile, name, text):
            if len(frames) == wanted:
                break
            changed = change.make(text, site, self.choice)
            if changed is None:
                continue
            self.counts[profile, name, site.place.pointer, change.name] += 1
            self.made += 1
            read_in = next(p for p in PROFILES if p != profile) if change.name == OTHER_PROFILE else profile
            frames.append(Frame(self.made, read_in, name, site.place, change, changed))
        return frames

    def rarest_first(self, profile: str, name: str, text: str) -> list[tuple[Site, Change]]:
        sites = sites_of(text, self.official[profile].places[name])
        self.choice.shuffle(sites)
        one_each = {site.place.pointer: site for site in sites}
        pairs = [(site, change) for site in one_each.values() for change in CHANGES if change.fits(site.place)]
        self.choice.shuffle(pairs)
        return sorted(pairs, key=lambda pair: self.counts[profile, name, pair[0].place.pointer, pair[1].name])

    def covered(self) -> str:
        done = sum(1 for count in self.counts.values() if count)
        return f"{done} of {len(self.counts)} pairs of a change and a place in the official schemas were tried"


class Judgement:
    """Compares the verdicts and counts them."""

    def __init__(self, differences: Differences):
        self.differences = differences
        self.table: dict[str, Counter] = {change.name: Counter() for change in CHANGES}
        self.failed = 0

    def add(self, frame: Frame, ours: Verdict, schemas: Refusal | None) -> None:
        problem, column = self.compare(frame, ours, schemas)
        self.table[frame.change.name][column] += 1
        if problem:
            self.fail(frame, ours, schemas, problem)

    def compare(self, frame: Frame, ours: Verdict, schemas: Refusal | None) -> tuple[str, str]:
        """What is wrong, if anything is, and the column of the table."""
        if frame.change.schemas not in ("either", "refuse" if schemas else "accept"):
            return f"the schemas were to {frame.change.schemas} this", "failed"
        if ours.accepted != (schemas is None):
            if self.differences.covers(frame.change.name, ours.accepted, ours.rules):
                return "", "meant to differ"
            return "the verdicts differ", "failed"
        if schemas and not ours.shares_reason(schemas):
            return "refused by both, but for different reasons", "failed"
        return "", "both refuse" if schemas else "both accept"

    def fail(self, frame: Frame, ours: Verdict, schemas: Refusal | None, problem: str) -> None:
        self.failed += 1
        if self.failed > SHOWN:
            return
        print(f"FAILED message {frame.number}: {problem}")
        print(f"  change   {frame.change.name} at {frame.place.pointer or '/'} of {frame.name}, in {frame.profile}")
        print(f"  ours     {ours}")
        print(f"  schemas  {schemas or 'accepted'}")
        print(f"  frame    {frame.text}\n")

    def print(self) -> None:
        columns = ("both refuse", "both accept", "meant to differ", "failed")
        print(f"{'change':<36}" + "".join(f"{column:>16}" for column in columns))
        for name, row in self.table.items():
            print(f"{name:<36}" + "".join(f"{row[column] or '':>16}" for column in columns))
        print(f"{'':<36}" + "".join(f"{sum(row[column] for row in self.table.values()):>16}" for column in columns))
        print()
        for difference in self.differences.all:
            print(f"{difference.rule:<9}{difference.ours} by us {difference.count:>6} times: {difference.reason}")
        print()


def official_files() -> dict[str, Official]:
    default = HERE.parents[2] / "shared" / "spec"
    folder = pathlib.Path(os.environ.get("S2_SPEC_DIR") or default) / "s2-json"
    if not folder.is_dir():
        skip(f"no official files in {folder.parent}; S2_SPEC_DIR names their folder")
    return {profile: Official(folder / name) for profile, name in PROFILES.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ours", help="the program s2_differential")
    parser.add_argument("--messages", type=int, default=250_000, help="how many, at least (%(default)s)")
    parser.add_argument("--seed", type=int, default=2024, help="the same seed makes the same messages (%(default)s)")
    options = parser.parse_args()

    official = official_files()
    ours = Ours(options.ours)
    run = Run(official, options.seed)
    judgement = Judgement(Differences(HERE / "differences.toml"))
    rounds = -(-options.messages // MESSAGES_A_ROUND)
    for i in range(rounds):
        bases = ours.make(options.seed * 1_000_000 + i)
        frames = [f for profile, text in bases for f in run.frames(profile, text, -(-options.messages // rounds))]
        verdicts = ours.judge([(frame.profile, frame.text) for frame in frames])
        for frame, verdict in zip(frames, verdicts, strict=True):
            judgement.add(frame, verdict, official[frame.profile].judge(frame.text))

    judgement.print()
    stale = judgement.differences.stale()
    for difference in stale:
        print(f"FAILED: {difference.rule}, {difference.ours} by us: stale, no message of this run falls under it")
    print(run.covered())
    if judgement.failed:
        print(f"repeat with --messages {options.messages} --seed {options.seed}")
    print(f"{run.made - judgement.failed} passed, {judgement.failed + len(stale)} failed")
    return 1 if judgement.failed or stale else 0


if __name__ == "__main__":
    sys.exit(main())
