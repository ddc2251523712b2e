"""One request, what it has to lead to, and what the standard and we have declared for it."""

from collections.abc import Mapping
from typing import NamedTuple

JSON_TYPE = "application/json"
NO_OPERATION = "(no operation)"  # a path that nobody serves
NO_HTTP = "(no HTTP)"  # what is refused before anybody knows what it asks for


class Shot(NamedTuple):
    """A request, and the answers that are right."""

    operation: str  # path below the version, as in the official files; "" for the version index, or NO_OPERATION
    name: str  # what is done
    wanted: frozenset[int]  # statuses
    method: str = "POST"
    target: str | None = None  # below the base URL; None for that of the operation
    body: bytes | None = None
    bearer: str | None = None  # a whole Authorization header otherwise stands in `headers`
    headers: Mapping[str, str] = {}
    media_type: str | None = JSON_TYPE
    chunked: bool = False

    def bytes(self, base_path: str) -> bytes:
        target = f"v1/{self.operation}" if self.target is None else self.target
        if self.operation == "" and self.target is None:
            target = ""
        lines = [f"{self.method} {base_path}{target} HTTP/1.1", "Host: localhost"]
        if self.bearer is not None:
            lines.append(f"Authorization: Bearer {self.bearer}")
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.body is not None:
            if self.media_type is not None:
                lines.append(f"Content-Type: {self.media_type}")
            lines.append("Transfer-Encoding: chunked" if self.chunked else f"Content-Length: {len(self.body)}")
        head = "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape")
        return head + (chunks_of(self.body) if self.chunked and self.body is not None else self.body or b"")


def chunks_of(body: bytes) -> bytes:
    parts = [body[i : i + 7] for i in range(0, len(body), 7)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def wants(*statuses: int) -> frozenset[int]:
    return frozenset(statuses)


# What we answer beyond the official files: status, schema of the body, and why. One that never shows is stale.
ADDED: dict[tuple[str, int], tuple[str | None, str]] = {
    ("*", 405): (None, "the path is known, the method is not (RFC 9110, 15.5.6)"),
    ("*", 413): (None, "C-022: bodies beyond 64 KiB"),
    ("*", 431): (None, "headers beyond 8 KiB (RFC 6585, 5)"),
    ("requestConnectionDetails", 400): ("PairingResponseErrorMessage", "digest 3.1: the reason is told"),
    ("postConnectionDetails", 400): ("PairingResponseErrorMessage", "digest 3.1: the reason is told"),
    ("finalizePairing", 400): ("PairingResponseErrorMessage", "C-146: ParsingError is told"),
    ("waitForPairing", 400): ("PairingResponseErrorMessage", "C-146: ParsingError is told"),
    ("cancelPreparePairing", 400): ("PairingResponseErrorMessage", "C-146: a malformed body, for which O has nothing"),
    ("unpair", 400): ("CommunicationDetailsErrorMessage", "C-258: a malformed body, for which O has nothing"),
}

# The only status of 500 and above that may be seen in a run: nothing fails here, and nobody is overloaded by accident.
UNAVAILABLE = 503
