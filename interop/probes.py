"""Frames that are worth a look, from probes.toml."""

import dataclasses
import json
import pathlib
import tomllib

from adapter import Adapter


@dataclasses.dataclass(frozen=True)
class Probe:
    name: str
    rule: str  # the rule it breaks; empty when it is legal
    frame: str


def problems(probes: list[Probe], peer: Adapter, ours: Adapter, profile: str) -> dict[str, str]:
    """What is wrong with the way an implementation takes each probe, by name; empty when nothing is."""
    answers = peer.read(profile, {probe.name: probe.frame for probe in probes})
    legal = {p.name: (p.frame, answers[p.name][1]) for p in probes if not p.rule and answers[p.name][0] == "ok"}
    compared = ours.compare(profile, legal)
    outcome = {}
    for probe in probes:
        verdict, answer = compared.get(probe.name) or answers[probe.name]
        if not probe.rule:
            outcome[probe.name] = "" if verdict == "ok" else f"{verdict}: {answer}"
        elif verdict == "ok":
            outcome[probe.name] = f"accepted, although it breaks {probe.rule}"
        else:
            # Only from ourselves do we demand the right reason.
            right = peer is not ours or probe.rule in answer
            outcome[probe.name] = "" if right else f"refused, but not for {probe.rule}: {answer}"
    return outcome


def load(folder: pathlib.Path, profile: str) -> list[Probe]:
    """The probes for a profile."""
    with open(folder / "probes.toml", "rb") as file:
        entries = tomllib.load(file)["probe"]
    return [
        Probe(entry["name"], "" if entry["is"] == "legal" else entry["is"], frame_of(entry, folder, profile))
        for entry in entries
        if entry.get("profile", profile) == profile
    ]


def frame_of(entry: dict, folder: pathlib.Path, profile: str) -> str:
    if "frame" in entry:
        return entry["frame"]
    paths = [folder / "messages" / place / f"{entry['from']}.json" for place in (profile, "any")]
    text = next(path for path in paths if path.exists()).read_text(encoding="utf-8")
    text = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    assert entry["old"] in text, f"{entry['name']}: {entry['old']} is not in {entry['from']}"
    return text.replace(entry["old"], entry["new"], 1)
