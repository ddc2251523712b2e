"""What is done to a valid body, and what a server has to say to it."""

import base64
import json
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from official import Operation, Place

SECRETS = ("AccessToken", "CommunicationToken", "PairingAttemptId")  # opaque to whoever gets them (C-013)
ABSURD_DEPTH = 20_000
OUT_OF_ALL = object()


class Change(NamedTuple):
    """A body to send, and what it has to lead to."""

    name: str
    verdict: str  # "refuse": 400; "accept": as without the change; "either"
    body: bytes


def text_of(value) -> bytes:
    return json.dumps(value).encode()


def replaced(body, path: tuple[str, ...], make: Callable):
    """A body in which one value is what `make` makes of it; OUT_OF_ALL takes it out. None when it is absent."""
    if not path:
        return make(body)
    step, rest = path[0], path[1:]
    if step == "*":
        if not isinstance(body, list) or not body:
            return None
        inside = replaced(body[0], rest, make)
        return None if inside is None else ([] if inside is OUT_OF_ALL else [inside]) + body[1:]
    if not isinstance(body, dict) or step not in body:
        return None
    inside = replaced(body[step], rest, make)
    if inside is None:
        return None
    copy = {name: value for name, value in body.items() if name != step or inside is not OUT_OF_ALL}
    if inside is not OUT_OF_ALL:
        copy[step] = inside
    return copy


WRONG_TYPES = {
    "string": (0, 1.5, True, [], {}, ["x"]),
    "boolean": (0, 1, "true", [], {}),
    "object": ("x", 1, [], False),
    "array": ("x", 1, {}, True, {"0": 1}),
}


def at_place(place: Place) -> Iterator[tuple[str, str, object]]:
    """Name, verdict and new value of what can be done at a place."""
    kind = place.schema.get("type", "string")
    yield from ((f"{kind} is {json.dumps(wrong)}", "refuse", wrong) for wrong in WRONG_TYPES[kind])
    if place.required is not None:
        verdict = "refuse" if place.required else MATTERS.get(place.path[-1], "accept")
        yield ("member is missing", verdict, OUT_OF_ALL)
        yield ("member is null", verdict, NULL)
    if place.required is None and place.path:
        yield ("item is null", "refuse", NULL)
    if "enum" in place.schema:
        # In lists of protocols, versions and algorithms unknown values are skipped (C-007).
        for wrong in (place.schema["enum"][0].swapcase(), "", place.schema["enum"][0] + " ", "Telepathy"):
            yield ("value nobody knows", "refuse" if place.required is not None else "either", wrong)
    if place.schema.get("format") == "uuid":
        for wrong in ("", "1", "g" * 36, "00000000-0000-0000-0000-00000000000", "0" * 36, "00000000" * 5):
            yield ("id is none", "refuse", wrong)
    if place.schema.get("format") == "byte" and place.name not in SECRETS:
        for wrong in ("A", "AAA\u00e9", "AA==AA==", "A" * 43 + "-", " " + "A" * 43 + "=", "A" * 4 + "\n" + "A" * 4):
            yield ("Base64 is none", "refuse", wrong)
    if place.name == "HmacChallenge":
        yield ("challenge is short", "refuse", encoded(31))
        yield ("challenge is as short as allowed", "accept", encoded(32))
        yield ("challenge is long", "accept", encoded(1024))
        yield ("challenge is absurdly long", "refuse", encoded(3000))
    if "pattern" in place.schema:
        for wrong in ("", "a b", "a-b", "\u00e9", "a\n"):
            yield ("pattern is not kept", "refuse", wrong)
    if kind == "string":
        yield ("text is long", "either", "x" * 3_000)
        yield ("text is strange", "either", "\u0000\ud83d\ude00\u202e<script>'\";--")
    if kind == "array":
        yield ("list is empty", "either", [])


NULL = None

# Optional in O, and yet missed: which node is meant (C-136), how an attempt ends (C-174), where the client is (C-145),
# which root it will show (C-167).
MATTERS = {"nodeId": "either", "success": "refuse", "deployment": "either", "certificateFingerprint": "either"}


def encoded(count: int) -> str:
    return base64.b64encode(bytes(range(256)) * (count // 256) + bytes(range(count % 256))).decode()


def structural(operation: Operation, body) -> Iterator[Change]:
    for place in operation.places:
        for name, verdict, value in at_place(place):
            changed = replaced_or_null(body, place, value)
            if changed is not OUT_OF_ALL:
                yield Change(f"{name} at /{'/'.join(place.path)}", verdict, text_of(changed))


def replaced_or_null(body, place: Place, value):
    """None is both JSON null and "not there": a marker stands in for null."""
    if not place.path:
        return value
    marker = "\u0001null\u0001"
    changed = replaced(body, place.path, lambda _: marker if value is NULL else value)
    if changed is None:
        return OUT_OF_ALL
    return json.loads(json.dumps(changed).replace(json.dumps(marker), "null"))


def textual(body, choice: random.Random) -> Iterator[Change]:
    """What is done to the text as a whole."""
    text = text_of(body)
    for name, spoiled in (
        ("nothing", b""), ("blanks", b" \r\n"), ("null", b"null"), ("a number", b"1"), ("a string", b'"x"'),
        ("an empty object", b"{}"), ("an empty list", b"[]"), ("text behind", text + b"x"), ("two of it", text + text),
        ("a comma too many", text[:-1] + b"," + text[-1:]), ("single quotes", text.replace(b'"', b"'")),
        ("a byte order mark", b"\xef\xbb\xbf" + text), ("UTF-16", text.decode().encode("utf-16")),
        ("a NUL", text.replace(b'"', b'"\x00', 1)), ("bad UTF-8", text[:-1] + b',"x":"\xff\xc0\x80"' + text[-1:]),
        ("a surrogate as UTF-8", text[:-1] + b',"x":"\xed\xa0\x80"' + text[-1:]),
        ("a comment", b"/* */" + text), ("NaN", text[:-1] + b',"x":NaN' + text[-1:]),
        ("open brackets", b"[" * ABSURD_DEPTH), ("open braces", b'{"a":' * (ABSURD_DEPTH // 5)),
    ):  # fmt: skip
        if name == "an empty object" and not isinstance(body, dict) or isinstance(body, list) and name in ("a NUL",):
            continue
        yield Change(f"the body is {name}", "refuse", spoiled)
    for _ in range(6):
        cut = choice.randrange(1, len(text))
        yield Change("the body is cut", "refuse", text[:cut])
    if isinstance(body, dict):
        yield from members(body, text, choice)
    yield Change("blanks everywhere", "accept", json.dumps(body, indent=3).replace("\n", "\r\n\t").encode())


def members(body: dict, text: bytes, choice: random.Random) -> Iterator[Change]:
    name = choice.choice(list(body))
    double = f",{json.dumps(name)}:{json.dumps(body[name])}}}".encode()
    yield Change("a member twice", "refuse", text[:-1] + double)
    order = list(body)
    choice.shuffle(order)
    yield Change("another order", "accept", text_of({one: body[one] for one in order}))
    yield Change("escaped names", "accept", text.replace(b'"c', b'"\\u0063').replace(b'"s', b'"\\u0073'))
    yield Change("a member nobody knows", "accept", text_of({"x": [{"y": None}], **body}))
    yield Change("a deep member nobody knows", "either", text[:-1] + b',"x":' + b"[" * 2_000 + b"]" * 2_000 + b"}")
    yield Change("a large member nobody knows", "accept", text_of({**body, "x": "y" * 30_000}))


def changes_of(operation: Operation, body, choice: random.Random) -> list[Change]:
    """All of them, in the order of chance."""
    everything = list(structural(operation, body)) + list(textual(body, choice))
    choice.shuffle(everything)
    return everything
