"""measure.py S2 DECODE_ALL FOLDER [MEGABYTES]: `s2 validate` on a large recording, against decoding from memory.

The recording is a day of the simulated house, repeated until it is large enough. It is made in FOLDER and removed.
"""

import itertools
import os
import pathlib
import subprocess
import sys
import time

NEEDED_SHARE = 0.75  # of the speed of decoding alone, per core
MOST_MEMORY_MIB = 64


def demo_day(s2: str, folder: pathlib.Path) -> pathlib.Path:
    subprocess.run([s2, "demo", "--headless", "--plain", "--out", folder], check=True, stdout=subprocess.DEVNULL)
    return max(folder.glob("**/*.s2log"), key=lambda path: path.stat().st_size)


def repeated(day: pathlib.Path, large: pathlib.Path, size: int) -> None:
    header, *lines = day.read_bytes().splitlines(keepends=True)
    body = b"".join(lines)
    with large.open("wb") as out:
        out.write(header)
        for _ in itertools.takewhile(lambda _: out.tell() < size, itertools.count()):
            out.write(body)


def validate(s2: str, recording: pathlib.Path) -> tuple[float, float, float]:
    """Seconds of processor time, seconds that passed, and peak memory in MiB."""
    start = time.monotonic()
    process = subprocess.Popen([s2, "validate", recording], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("s2 validate refuses the recording")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def main() -> None:
    s2, decode_all, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    size = int(float(sys.argv[4]) * 1e6) if len(sys.argv) > 4 else 10**9
    day = demo_day(s2, folder / "day")
    large = folder / "large.s2log"
    try:
        repeated(day, large, size)
        alone = min(float(subprocess.check_output([decode_all, day])) for _ in range(3))
        cpu, passed, memory = min(validate(s2, large) for _ in range(3))
        whole = cpu / large.stat().st_size * 1e9
        print(f"{large.stat().st_size / 1e6:.0f} MB, {os.cpu_count()} cores")
    finally:
        large.unlink(missing_ok=True)
    share = alone / whole
    print(f"decode alone  {alone:.3f} ns a byte, {1 / alone:.2f} GB/s per core")
    print(f"s2 validate   {whole:.3f} ns a byte, {1 / whole:.2f} GB/s per core; {passed:.2f} s in all")
    print(f"share         {share:.2f}, aim {NEEDED_SHARE}  {'ok' if share >= NEEDED_SHARE else 'MISS'}")
    print(f"peak memory   {memory:.1f} MiB, aim {MOST_MEMORY_MIB}  {'ok' if memory < MOST_MEMORY_MIB else 'MISS'}")


main()
