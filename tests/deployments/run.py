"""The nine deployments of S2 Connect, each on hosts of its own in network namespaces, end to end.

run.py PROGRAM FOLDER [--write]
    the program s2_deployment_node and where stores and logs go; --write renews docs/reference/deployments.md

Ends with 0 when all went as they have to, with 75 when the machine permits no namespaces.
"""

import concurrent.futures
import pathlib
import subprocess
import sys
import time
import traceback
from collections.abc import Callable

import daemon
import probes
import report
import rows
import sandbox
import topology
from play import Play
from process import Failure, tail
from report import Verdict

BY_DAEMON = (7, 9)  # rows; it browses in the one and publishes in the other
AT_ONCE = 3  # rows; they wait more than they compute


def problem_of(what: Callable[[], None], logs: list[pathlib.Path]) -> str:
    """Runs something that fails by Failure; what was wrong with it, and what was said last."""
    try:
        what()
        return ""
    except Failure as failure:
        why = str(failure)
    except Exception:
        why = traceback.format_exc()
    return why + "".join(f"\n  {log.name}:\n{tail(log)}" for log in logs if log.exists())


def judge_row(program: str, folder: pathlib.Path, row: rows.Row, avahi: daemon.Daemon | None = None) -> Verdict:
    play = Play(row, program, folder, avahi)
    problem = problem_of(play.run, [play.log(name) for name in ("cem", "rm", "maker")])
    if avahi:
        return Verdict(f"row {row.number}, {avahi.host} by avahi-daemon", tuple(play.seconds), problem)
    return Verdict(f"row {row.number}", tuple(play.seconds), problem, row)


def judge_daemon(program: str, folder: pathlib.Path) -> list[Verdict]:
    """Rows in which two find each other, one of them by a daemon, the other by itself."""
    if reason := daemon.obstacle():
        print(f"SKIPPED rows by avahi-daemon: {reason}")
        return []
    verdicts = []

    def play_rows():
        with avahi:
            verdicts.extend(judge_row(program, folder, row, avahi) for row in rows.ROWS if row.number in BY_DAEMON)

    avahi = daemon.Daemon("lan-a", folder / "daemon")
    if problem := problem_of(play_rows, [avahi.log]):
        verdicts.append(Verdict("avahi-daemon", (), problem))
    return verdicts


def judge_probe(probe: Callable[[probes.Resident], None], resident: probes.Resident) -> Verdict:
    began = time.monotonic()
    problem = problem_of(lambda: probe(resident), [resident.node.log])
    return Verdict(probe.__name__.replace("_", " "), (time.monotonic() - began,), problem)


def judge_all(program: str, folder: pathlib.Path) -> list[Verdict]:
    certificates = folder / "certificates"
    certificates.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, "certify", str(certificates), *rows.names()], check=True)
    topology.build(folder, rows.names())
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(lambda row: judge_row(program, folder, row), rows.ROWS))
    verdicts += judge_daemon(program, folder)
    with probes.Resident(program, folder) as resident:
        for probe in (probes.firewall, probes.subnet_guard):
            verdicts.append(judge_probe(probe, resident))
    return verdicts


def main(program: str, folder: str, *options: str) -> int:
    status = sandbox.enter()
    if status is not None:
        return status
    verdicts = judge_all(program, pathlib.Path(folder).absolute())
    print(report.as_text(verdicts))
    for verdict in verdicts:
        if verdict.problem:
            print(f"FAILED {verdict.name}: {verdict.problem}")
    stale = report.stale("--write" in options) if not any(v.problem for v in verdicts) else []
    for line in stale:
        print(f"FAILED {line}")
    failed = sum(bool(verdict.problem) for verdict in verdicts) + len(stale)
    print(f"{len(verdicts) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
