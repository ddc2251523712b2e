"""s2-python behind the adapter protocol of interop/README.md.

adapter.py profiles      the version strings of the S2 JSON profiles the peer says it speaks
adapter.py make PROFILE  messages made with the peer's own constructors and written by the peer
adapter.py read          answers each frame on standard input
"""

import sys

import fabricate
from s2python.s2_parser import TYPE_TO_MESSAGE_CLASS, S2Parser
from s2python.version import S2_VERSION


def one_line(error: BaseException) -> str:
    """What went wrong, with the cause that s2-python hides behind its own exception."""
    text = str(error.__cause__ or error) or type(error).__name__
    return " ".join(text.split())


def make() -> None:
    for name, message_class in TYPE_TO_MESSAGE_CLASS.items():
        print(name, fabricate.value(message_class).to_json(), sep="\t")


def read() -> None:
    for line in sys.stdin.buffer:
        _, name, frame = line.rstrip(b"\n").split(b"\t", 2)
        try:
            answer = "ok", S2Parser.parse_as_any_message(frame.decode()).to_json()
        except Exception as error:  # a peer that fails in its own way is what we are here to see
            answer = "refused", one_line(error)
        print(name.decode(), *answer, sep="\t")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    match sys.argv[1:]:
        case ["profiles"]:
            print(S2_VERSION)
        case ["make", _]:
            make()
        case ["read"]:
            read()
        case _:
            sys.exit(__doc__)
