"""Requests made from the official OpenAPI files, over TLS, to our servers. See README.md."""

import argparse
import json
import os
import pathlib
import queue
import random
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77  # for CTest
SHOWN = 20  # failures in full
WORKERS = 24


def skip(reason: str):
    """Ends the run; that is a failure where the official files are required."""
    required = os.environ.get("S2_REQUIRE_SPEC") == "1"
    print(f"{'FAILED' if required else 'SKIPPED'}: {reason}")
    sys.exit(1 if required else SKIPPED)


try:
    import jobs
    from official import Official, Operation
    from people import Side
    from shots import ADDED, NO_HTTP, NO_OPERATION, UNAVAILABLE, Shot
    from wire import Broken, Response, Wire
except ModuleNotFoundError as missing:
    skip(f"{missing}; Debian has it as python3-{missing.name}")


class Judgement:
    """Holds every answer against what is declared for its operation, and counts."""

    def __init__(self, official: Official):
        self.official = official
        self.lock = threading.Lock()
        self.table: dict[tuple[str, str], Counter] = {}
        self.seen: set[tuple[str, int]] = set()  # rows of ADDED
        self.asked = 0
        self.failed = 0

    def add(self, side: Side, shot: Shot, request: bytes, response: Response) -> None:
        with self.lock:
            self.asked += 1
            self.table.setdefault((side.name, shot.operation), Counter())[response.status] += 1
            problems = list(self.problems(side, shot, response))
            if problems:
                self.fail(f"{side.name} {shot.operation}, {shot.name}: {'; '.join(problems)}", request, response)

    def problems(self, side: Side, shot: Shot, response: Response):
        if response.status not in shot.wanted:
            yield f"{response.status} instead of {', '.join(map(str, sorted(shot.wanted)))}"
        if response.status >= 500 and response.status != UNAVAILABLE:
            yield "a fault of the server"
        yield from self.headers(shot, response)
        try:
            yield from self.body(side, shot, response)
        except ValueError as why:
            yield f"the body: {why}"

    @staticmethod
    def headers(shot: Shot, response: Response):
        if response.headers.get("cache-control") != "no-store":
            yield "may be cached (C-019)"
        if response.status == 401 and response.headers.get("www-authenticate") != "Bearer":
            yield "401 without WWW-Authenticate (C-019)"
        if response.status == 503 and not response.headers.get("retry-after", "").isdigit():
            yield "503 without Retry-After (C-019)"
        if response.status == 405 and response.headers.get("allow") not in ("GET", "POST"):
            yield "405 without Allow"
        is_json = response.headers.get("content-type") == "application/json"
        if response.body and not is_json and shot.operation != NO_HTTP:
            yield "a body that does not say it is JSON (C-004)"

    def body(self, side: Side, shot: Shot, response: Response):
        """Whether the status is declared and the body fits it."""
        validate = self.declared(side, shot, response.status)
        if validate is None:
            yield f"{response.status} is declared nowhere"
            return
        if validate is NOTHING:
            if response.body:
                yield "a body where none is declared"
            return
        if validate is is_sentence:
            return
        validate(json.loads(response.body.decode("utf-8", "strict")))

    def declared(self, side: Side, shot: Shot, status: int) -> Callable | None:
        if shot.operation == NO_OPERATION:
            return NOTHING if status in (404, 431) else None
        if shot.operation == NO_HTTP:
            return is_sentence if status == 400 else None
        if shot.operation == "" and status == 200:
            return is_versions
        operation = self.operation(side, shot)
        if operation and status in operation.responses and operation.responses[status]:
            return operation.responses[status]
        for key in ((shot.operation, status), ("*", status)):
            if key in ADDED:
                self.seen.add(key)
                return self.added(operation, ADDED[key][0])
        return NOTHING if operation and status in operation.responses else None

    def added(self, operation: Operation | None, schema: str | None) -> Callable:
        return self.official.component(operation.api, schema) if operation and schema else NOTHING

    def operation(self, side: Side, shot: Shot) -> Operation | None:
        apis = ("registry",) if side.name == "registry" else ("pairing", "sessions")
        return next((one for api in apis if (one := self.official.operations.get((api, shot.operation)))), None)

    def fail(self, text: str, request: bytes = b"", response: Response | None = None) -> None:
        self.failed += 1
        if self.failed > SHOWN:
            return
        print(f"FAILED {text}")
        print(f"  request  {request[:600]!r}{' …' if len(request) > 600 else ''}")
        print(f"  response {response}\n")

    def print(self) -> None:
        statuses = sorted({status for row in self.table.values() for status in row})
        print(f"{'endpoint':<10}{'operation':<28}" + "".join(f"{status:>7}" for status in statuses))
        for side, operation in sorted(self.table):
            row = self.table[side, operation]
            print(f"{side:<10}{operation or '(versions)':<28}" + "".join(f"{row[one] or '':>7}" for one in statuses))
        print()
        for key, (_, reason) in ADDED.items():
            print(f"{key[0]:<28}{key[1]:>5}  beyond the official files: {reason}")
        print()

    def stale(self) -> list[tuple[str, int]]:
        return [key for key in ADDED if key not in self.seen]


def NOTHING(value):  # noqa: N802, a marker: no body is declared
    raise ValueError("never called")


def is_sentence(value):
    """A marker: a sentence for people, or nothing."""
    raise ValueError("never called")


def is_versions(value) -> None:
    if value != ["v1"]:
        raise ValueError(f"the versions are {value}")


class Servers:
    """The program with our servers; ends with its input."""

    def __init__(self, program: str):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        told = json.loads(self.process.stdout.readline())
        self.context = ssl.create_default_context(cadata=told["authority"])
        self.context.minimum_version = ssl.TLSVersion.TLSv1_3
        deployments = {"lan": "LAN", "outside": "LAN", "wan": "WAN", "registry": "WAN"}
        self.sides = {
            name: Side(name, told[name], deployment, told["code"], told["nodes"])
            for name, deployment in deployments.items()
        }

    def end(self) -> int:
        self.process.stdin.close()
        return self.process.wait(timeout=60)


Job = Callable[["jobs.Context"], None]


def jobs_of(official: Official, sides: dict[str, Side], rounds: int) -> list[Job]:
    """Every job of a run. Those that wait for the mandatory second come first."""
    slow: list[Job] = []
    quick: list[Job] = []
    asked = [one for one in official.operations.values() if one.api != "registry"]
    pairs = [("lan", "CEM", "LAN"), ("lan", "RM", "LAN"), ("wan", "CEM", "LAN"), ("wan", "CEM", "WAN"),
             ("wan", "RM", "LAN"), ("wan", "RM", "WAN")]  # fmt: skip
    for name, role, deployment in pairs * rounds:
        side = sides[name]
        slow.append(lambda c, s=side, r=role, d=deployment: jobs.attempt_changes(c, s, r, d, 60))
        slow.append(lambda c, s=side, r=role, d=deployment: jobs.attempt_ends(c, s, r, d))
    for name in ("lan", "outside", "wan"):
        side = sides[name]
        for _ in range(rounds):
            slow.append(lambda c, s=side: jobs.meanings(c, s))
            slow += [lambda c, s=side: jobs.bodies(c, s, "requestPairing", 40)] * 3
            quick += [
                lambda c, s=side, o=one: jobs.bodies(c, s, o, 60)
                for one in ("preparePairing", "cancelPreparePairing", "waitForPairing")
            ]
            quick.append(lambda c, s=side: jobs.versions(c, s))
            quick.append(lambda c, s=side: jobs.polls(c, s))
            quick += [lambda c, s=side, o=one: jobs.outside(c, s, o) for one in asked]
    for _ in range(rounds):
        quick.append(lambda c: jobs.queries(c, sides["registry"], 100))
        quick.append(lambda c: jobs.records(c, sides["registry"]))
        quick.append(lambda c: jobs.versions(c, sides["registry"]))
    return slow + quick


class Run:
    def __init__(self, official: Official, servers: Servers, seed: int):
        self.official = official
        self.servers = servers
        self.seed = seed
        self.judgement = Judgement(official)
        self.waiting: queue.Queue[tuple[int, Job]] = queue.Queue()

    def work(self, all_jobs: list[Job]) -> None:
        for numbered in enumerate(all_jobs):
            self.waiting.put(numbered)
        threads = [threading.Thread(target=self.worker, args=(number,)) for number in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def worker(self, number: int) -> None:
        wires = {name: Wire(side.base, self.servers.context) for name, side in self.servers.sides.items()}

        def shoot(side: Side, shot: Shot) -> Response:
            wire = wires[side.name]
            request = shot.bytes(wire.path)
            response = wire.ask(request)
            self.judgement.add(side, shot, request, response)
            return response

        while True:
            try:
                index, job = self.waiting.get_nowait()
            except queue.Empty:
                return
            choice = random.Random(f"{self.seed} {index}")
            try:
                job(jobs.Context(self.official, shoot, lambda side: wires[side.name].leaf, number, choice))
            except (Broken, AssertionError, KeyError, ValueError) as why:
                with self.judgement.lock:
                    self.judgement.fail(f"job {index}: {type(why).__name__}: {why}")


def official_files() -> Official:
    default = HERE.parents[2] / "shared" / "spec"
    folder = pathlib.Path(os.environ.get("S2_SPEC_DIR") or default) / "openapi"
    if not folder.is_dir():
        skip(f"no official files in {folder.parent}; S2_SPEC_DIR names their folder")
    return Official(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("servers", help="the program s2_openapi_servers")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is asked (%(default)s)")
    parser.add_argument("--seed", type=int, default=2024, help="the same seed makes the same requests (%(default)s)")
    options = parser.parse_args()

    official = official_files()
    servers = Servers(options.servers)
    run = Run(official, servers, options.seed)
    began = time.monotonic()
    run.work(jobs_of(official, servers.sides, options.rounds))
    took = time.monotonic() - began

    judgement = run.judgement
    judgement.print()
    if servers.end() != 0:
        judgement.fail("the servers ended badly")
    for operation, status in judgement.stale():
        judgement.fail(f"{operation} {status}: stale, no request of this run led to it")
    if judgement.failed:
        print(f"repeat with --rounds {options.rounds} --seed {options.seed}")
    print(f"{judgement.asked} requests in {took:.0f} s")
    print(f"{max(judgement.asked - judgement.failed, 0)} passed, {judgement.failed} failed")
    return 1 if judgement.failed else 0


if __name__ == "__main__":
    sys.exit(main())
