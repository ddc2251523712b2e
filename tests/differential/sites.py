"""Where in the text of a message its values stand, so that one of them can be changed and nothing else."""

import json
import random
import re
from typing import NamedTuple

from official import Place

BLANK = re.compile(r"[ \n\r\t]*")
SCALAR = re.compile(r"[^,\]} ]+")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(:)?')


class Span(NamedTuple):
    begin: int
    end: int

    def of(self, text: str) -> str:
        return text[self.begin : self.end]


class Site(NamedTuple):
    """One value in a text."""

    place: Place
    value: Span
    name: Span | None  # of a member
    cut: Span | None  # what has to go, so that a member or an item is gone
    parts: list[Span]  # the values of a list, or the members of an object from name to value

    def change(self, text: str, token: str) -> str:
        """The text with another value here."""
        return text[: self.value.begin] + token + text[self.value.end :]


def sites_of(text: str, places: dict[str, Place]) -> list[Site]:
    sites: list[Site] = []
    read_value(text, blank(text, 0), "", places, sites, None)
    return sites


def blank(text: str, at: int) -> int:
    return BLANK.match(text, at).end()


def read_value(text: str, at: int, pointer: str, places: dict[str, Place], sites: list[Site], name: Span | None) -> int:
    """Reads the value at a position of valid JSON and returns the position behind it. Its site follows those inside."""
    parts: list[Span] = []
    inner: list[int] = []  # the sites of the parts
    end = at
    if text[at] in "{[":
        end = read_parts(text, at, pointer, places, sites, parts, inner)
    elif text[at] == '"':
        end = json.decoder.scanstring(text, at + 1)[1]
    else:
        end = SCALAR.match(text, at).end()
    for i, site in enumerate(inner):
        sites[site] = sites[site]._replace(cut=cut_of(parts, i))
    sites.append(Site(places[pointer], Span(at, end), name, None, parts))
    return end


def read_parts(text, at, pointer, places, sites, parts, inner) -> int:
    is_object = text[at] == "{"
    at = blank(text, at + 1)
    while text[at] not in "}]":
        begin, name, below = at, None, pointer + "/*"
        if is_object:
            key, at = json.decoder.scanstring(text, at + 1)
            name, below = Span(begin, at), f"{pointer}/{key}"
            at = blank(text, blank(text, at) + 1)  # behind the colon
        at = read_value(text, at, below, places, sites, name)
        inner.append(len(sites) - 1)
        parts.append(Span(begin, at))
        at = blank(text, at)
        if text[at] == ",":
            at = blank(text, at + 1)
    return at + 1


def cut_of(parts: list[Span], i: int) -> Span:
    """A part with the comma that goes with it."""
    if i > 0:
        return Span(parts[i - 1].end, parts[i].end)
    return Span(parts[0].begin, parts[1].begin if len(parts) > 1 else parts[0].end)


def respelled(text: str, choice: random.Random) -> str:
    """The same message in another legal spelling: the decoder reads the usual one in a way of its own."""
    style = choice.randrange(6)
    if style == 0:  # message_type comes last, and every other member elsewhere
        return json.dumps(shuffled(json.loads(text), choice), ensure_ascii=False, separators=(",", ":"))
    if style == 1:  # blanks behind colons and commas, and \u for all that is not ASCII
        return json.dumps(json.loads(text))
    if style == 2:  # names written with an escape, and a blank before the colon
        return STRING.sub(with_escape, json.dumps(json.loads(text)))
    return text


def with_escape(string: re.Match) -> str:
    inside, colon = string.groups()
    return f'"\\u{ord(inside[0]):04x}{inside[1:]}" :' if colon else string[0]


def shuffled(value, choice: random.Random):
    if isinstance(value, list):
        return [shuffled(item, choice) for item in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    choice.shuffle(names)
    return {name: shuffled(value[name], choice) for name in names}
