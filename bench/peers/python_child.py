"""s2-python, measured: answers the commands of driver.py, one a line, until the pipe closes."""

import sys
from time import perf_counter_ns

from s2python.s2_parser import S2Parser


def operation(name: str, frame: str):
    """What to run for an operation on a frame, and with which argument."""
    if name == "decode":
        return S2Parser.parse_as_any_message, frame
    if name == "peek":
        return S2Parser.parse_message_type, frame
    if name == "encode":
        message = S2Parser.parse_as_any_message(frame)
        return type(message).to_json, message
    raise ValueError(f"has no {name}")


def answer(line: str, frames: dict[str, str]) -> str:
    verb, name, rest = line.split(" ", 2)
    if verb == "load":
        frames[name] = rest
        S2Parser.parse_as_any_message(rest)
        return "ok"
    run, argument = operation(verb, frames[name])
    count = range(int(rest))
    start = perf_counter_ns()
    for _ in count:
        run(argument)
    return str(perf_counter_ns() - start)


def main() -> None:
    frames: dict[str, str] = {}
    for line in sys.stdin:
        try:
            text = answer(line.rstrip("\n"), frames)
        except Exception as error:  # s2-python hides the reason in the cause
            text = "- " + " ".join(str(error.__cause__ or error).split())
        print(text, flush=True)


if __name__ == "__main__":
    main()
