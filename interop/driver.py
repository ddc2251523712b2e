"""Puts our messages before other people's code and theirs before ours, and judges what comes back.

driver.py OURS SESSION PAIRING S2 PYTHON RUST FOLDER [--write]
    our adapter program, our session program, our pairing program and the program s2, the Python interpreter that has
    s2-python, the folder with the programs of the Rust peers, and where scripts and recordings go; --write renews
    docs/reference/interop.md
"""

import json
import pathlib
import sys
from datetime import datetime

import known_faults
import meetings
import pairings
import probes
import report
import sessions
from adapter import Adapter, Check

HERE = pathlib.Path(__file__).parent
PAGE = HERE.parent / "docs/reference/interop.md"
BETA, ONE = "0.0.2-beta", "1.0.0"


def read_checks(ours: Adapter, peer: Adapter, profile: str) -> list[Check]:
    """We write, the peer reads and writes, we read and compare."""
    written = {
        name: frame
        for name, frame in ours.write(profile, HERE / "messages")
        # Random values make no sense as content, and s2-python judges content while it reads.
        if not (peer.judges_content and " random " in name)
    }
    back = peer.read(profile, written)
    returned = {name: answer for name, (verdict, answer) in back.items() if verdict == "ok"}
    pairs = {name: (written[name], returned[name]) for name in returned}
    compared = ours.compare(profile, pairs, peer.rounds_numbers)
    checks = []
    for name in written:
        verdict, answer = compared.get(name) or back[name]
        checks.append(Check(peer.name, profile, f"read {name}", "" if verdict == "ok" else f"{verdict}: {answer}"))
    return checks


def made_checks(ours: Adapter, peer: Adapter, profile: str) -> list[Check]:
    """The peer makes and writes, we read and write, the peer reads and writes: the values have to be its own."""
    made = peer.make(profile)
    here = ours.read(profile, made)
    there = peer.read(profile, {name: answer for name, (verdict, answer) in here.items() if verdict == "ok"})
    checks = []
    for name, frame in made.items():
        verdict, answer = here[name]
        problem = ""
        if verdict != "ok":
            problem = f"refused by us: {answer}"
        elif there[name][0] != "ok":
            problem = f"refused its own message as we wrote it: {there[name][1]}"
        elif not same_value(json.loads(frame), json.loads(there[name][1])):
            problem = f"came back as {there[name][1]}"
        checks.append(Check(peer.name, profile, f"made {name}", problem))
    return checks


def same_value(one, other) -> bool:
    """Whether two JSON values say the same; timestamps are compared as moments."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_value, one, other))
    if one == other:
        return type(one) is type(other) or not isinstance(one, bool) and not isinstance(other, bool)
    try:
        return datetime.fromisoformat(one) == datetime.fromisoformat(other)
    except (TypeError, ValueError):
        return False


def profile_check(peer: Adapter) -> Check:
    """The profiles a release speaks are part of what we know of it."""
    said = peer.profiles()
    problem = "" if sorted(said) == sorted(peer.speaks) else f"speaks {', '.join(said)}"
    return Check(peer.name, "-", f"profiles {', '.join(peer.speaks)}", problem)


def probe_checks(ours: Adapter, peer: Adapter, profile: str) -> list[Check]:
    """Frames that somebody is known to judge wrongly."""
    problems = probes.problems(probes.load(HERE, profile), peer, ours, profile)
    return [Check(peer.name, profile, f"probe {name}", problem) for name, problem in problems.items()]


def every_check(ours: Adapter, peers: list[Adapter]) -> list[Check]:
    checks = [check for profile in ours.speaks for check in probe_checks(ours, ours, profile)]
    for peer in peers:
        checks.append(profile_check(peer))
        for profile in peer.speaks:
            checks += read_checks(ours, peer, profile)
            checks += made_checks(ours, peer, profile)
            checks += probe_checks(ours, peer, profile)
    return checks


def stale_page(page: pathlib.Path, text: str, write: bool) -> list[str]:
    """Holds the page of the documents against this run, or writes it."""
    if write:
        page.write_text(text)
    return [] if page.is_file() and page.read_text() == text else [f"{page.name} says something else; see --write"]


def main(
    our_program: str, our_session: str, our_pairing: str, s2: str, python: str, rust: str, folder: str, *options: str
) -> int:
    ours = Adapter("ours", [our_program], (BETA, ONE))
    peers = [
        Adapter("s2-python", [python, str(HERE / "peers/python/adapter.py")], (BETA,), judges_content=True),
        Adapter("s2energy", [f"{rust}/adapter-s2energy"], (BETA,), rounds_numbers=True),
        Adapter("s2-kit", [f"{rust}/adapter-s2-kit"], (BETA, ONE)),
    ]
    faults = known_faults.load(HERE / "known_faults.toml")
    checks = every_check(ours, peers)
    our_side = sessions.OurSide(our_session, s2, pathlib.Path(folder))
    checks += sessions.every_check(our_side, pairings.peers(python, rust))
    checks += meetings.every_check(our_pairing, s2, rust, pathlib.Path(folder))
    print(report.as_text(report.message_rows(checks, faults)))
    print(report.as_text(report.session_rows(checks, faults)))
    print(report.as_text(report.other_way_rows(checks, faults)))
    print(report.as_text(report.meeting_rows(checks, faults)))
    faults.print()
    wrong = faults.judge(checks)
    wrong += stale_page(PAGE, report.document(checks, faults), "--write" in options)
    for line in wrong:
        print("FAILED", line)
    print(f"{max(0, len(checks) - len(wrong))} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 8:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
