"""HTTP/1.1 over TLS, byte by byte: what is sent may be wrong, what comes back may not."""

import socket
import ssl
import urllib.parse
from typing import NamedTuple

PATIENCE = 60  # seconds


class Response(NamedTuple):
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes


class Broken(Exception):
    """The server hung up, or what it said is no HTTP."""


class Wire:
    """One connection, opened again when the server has ended it."""

    def __init__(self, base: str, context: ssl.SSLContext):
        parts = urllib.parse.urlsplit(base)
        self.host, self.port, self.path = parts.hostname or "", parts.port or 443, parts.path
        self.context = context
        self.socket: ssl.SSLSocket | None = None
        self.rest = b""
        self.leaf = b""  # DER of the certificate shown

    def ask(self, request: bytes) -> Response:
        """Sends a request. A connection that was ended between two requests is none of the server's faults."""
        fresh = self.socket is None
        try:
            return self.exchange(request)
        except (Broken, OSError) as why:
            self.close()
            if fresh:
                raise Broken(str(why)) from why
            return self.exchange(request)

    def exchange(self, request: bytes) -> Response:
        connection = self.connected()
        try:
            connection.sendall(request)
        except OSError:
            pass  # it may have answered before it read everything
        while True:
            response = self.read()
            if response.status != 100:
                break
        if response.headers.get("connection", "").lower() == "close":
            self.close()
        return response

    def connected(self) -> ssl.SSLSocket:
        if self.socket is None:
            plain = socket.create_connection((self.host, self.port), PATIENCE)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket = self.context.wrap_socket(plain, server_hostname=self.host)
            self.leaf = self.socket.getpeercert(binary_form=True) or b""
            self.rest = b""
        return self.socket

    def read(self) -> Response:
        head = self.until(b"\r\n\r\n").decode("ascii")
        lines = head.split("\r\n")
        words = lines[0].split(" ", 2)
        if words[0] != "HTTP/1.1" or len(words) < 2:
            raise Broken(f"no HTTP: {lines[0]!r}")
        headers: dict[str, str] = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            if name.lower() in headers:
                raise Broken(f"{name} stands twice")
            headers[name.lower()] = value.strip()
        status = int(words[1])
        if status in (100, 204):
            if "content-length" in headers:
                raise Broken(f"{status} with a length")
            return Response(status, headers, b"")
        return Response(status, headers, self.take(int(headers["content-length"])))

    def until(self, end: bytes) -> bytes:
        while end not in self.rest:
            self.more()
        found, _, self.rest = self.rest.partition(end)
        return found

    def take(self, count: int) -> bytes:
        while len(self.rest) < count:
            self.more()
        found, self.rest = self.rest[:count], self.rest[count:]
        return found

    def more(self) -> None:
        got = self.connected().recv(65536)
        if not got:
            raise Broken("the server hung up")
        self.rest += got

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
        self.socket = None
        self.rest = b""
