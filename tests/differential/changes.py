"""The changes that are made to valid messages, and what the schemas have to say to each."""

import json
import random
from collections.abc import Callable
from typing import NamedTuple

from official import Place
from sites import Site

LARGEST_FRAME = 900_000  # below our limit of 1 MiB (GEN-013), of which the schemas know nothing

Make = Callable[[str, Site, random.Random], str | None]


class Change(NamedTuple):
    name: str
    schemas: str  # what they have to say: "refuse", "accept", or "either"
    fits: Callable[[Place], bool]  # whether it can be made at a place
    make: Make  # the changed text; None when this message does not lend itself to it


def of_kind(*kinds: str) -> Callable[[Place], bool]:
    return lambda place: place.kind in kinds


def is_message(place: Place) -> bool:
    return place.pointer == ""


def anywhere(place: Place) -> bool:
    return True


def is_member(place: Place) -> bool:
    return place.required is not None


def one_of(*tokens: str) -> Make:
    """One of some values, as JSON text."""
    return lambda text, site, choice: site.change(text, choice.choice(tokens))


def texts(words: tuple[str, ...]) -> Make:
    """One of some strings."""
    return one_of(*map(json.dumps, words))


# ---- members


def removed(text: str, site: Site, choice: random.Random) -> str:
    return text[: site.cut.begin] + text[site.cut.end :]


def renamed(text: str, site: Site, choice: random.Random) -> str:
    name = json.loads(site.name.of(text))
    other = choice.choice([name.swapcase(), name + "s", name[:-1], "", name + " ", name.replace("_", "-") + "\0"])
    return text[: site.name.begin] + json.dumps(other) + text[site.name.end :]


def doubled(text: str, site: Site, choice: random.Random) -> str:
    member = text[site.name.begin : site.value.end]
    return text[: site.value.end] + "," + member + text[site.value.end :]


def with_stranger(text: str, site: Site, choice: random.Random) -> str:
    """A member that no schema knows, first or last."""
    name = choice.choice(["comment", "$schema", "messageId", "", "x" * 100, "é", "__proto__", "start_of_rang"])
    member = json.dumps({name: choice.choice([1, None, {}, [[]], True, ""])}, ensure_ascii=False)[1:-1]
    if choice.random() < 0.5:
        at, piece = site.value.begin + 1, member + ", "
    else:
        at, piece = site.value.end - 1, ", " + member
    return text[:at] + piece + text[at:]


# ---- types


OTHER_TYPES = {
    "object": ["5", "true", '"x"', "[]", '"{}"'],
    "list": ["5", "false", '"x"', "{}", '"[]"'],
    "boolean": ["0", "1", '"true"', "[]", "{}", '""'],
    "number": ['"5"', "true", "false", "[]", "{}", '""', "[5]"],
    "duration": ['"5"', "true", "false", "[]", "{}", '""', "[5]", '"PT1H"'],
    "string": ["5", "0.5", "true", "[]", "{}", '["ab"]', '{"value": "ab"}'],
}


def of_another_type(text: str, site: Site, choice: random.Random) -> str:
    return site.change(text, choice.choice(OTHER_TYPES.get(site.place.kind, OTHER_TYPES["string"])))


def in_a_list(text: str, site: Site, choice: random.Random) -> str:
    return site.change(text, f"[{site.value.of(text)}]")


def its_item(text: str, site: Site, choice: random.Random) -> str | None:
    return site.change(text, site.parts[0].of(text)) if site.parts else None


# ---- lists


def sized(text: str, site: Site, size: int) -> str | None:
    """The list with so many items: of its own, and then the shortest of them again and again."""
    items = [part.of(text) for part in site.parts[:size]]
    if len(items) < size:
        if not items:
            return None
        filler = min(items, key=len)
        if len(text) + size * (len(filler) + 1) > LARGEST_FRAME:
            return None
        items += [filler] * (size - len(items))
    return site.change(text, f"[{','.join(items)}]")


def has_least_size(place: Place) -> bool:
    return place.schema.get("minItems", 0) > 0


def has_largest_size(place: Place) -> bool:
    return "maxItems" in place.schema


def is_list_without_end(place: Place) -> bool:
    return place.kind == "list" and not has_largest_size(place)


def too_short(text, site, choice):
    return sized(text, site, site.place.schema["minItems"] - 1)


def shortest(text, site, choice):
    return sized(text, site, site.place.schema.get("minItems", 0))


def longest(text, site, choice):
    return sized(text, site, site.place.schema["maxItems"])


def too_long(text, site, choice):
    return sized(text, site, site.place.schema["maxItems"] + choice.choice([1, 1, 2, 50]))


def very_long(text, site, choice):
    return sized(text, site, 5000)


# ---- enumerations


def another_value(text: str, site: Site, choice: random.Random) -> str:
    return site.change(text, json.dumps(choice.choice(site.place.schema["enum"])))


def unlisted_value(text: str, site: Site, choice: random.Random) -> str:
    value = json.loads(site.value.of(text))
    others = [value.lower(), value + "_", value[:-1], "", " " + value, value + "\0", value.replace("_", "-"), "NONE"]
    others += ["FRBC.LeakageBehaviour", "DDBC.AverageDemandRateForecast"]  # documented as revocable, but not listed
    return site.change(text, json.dumps(choice.choice([v for v in others if v not in site.place.schema["enum"]])))


def unknown_type(text: str, site: Site, choice: random.Random) -> str:
    name = site.place.schema["const"]
    others = [name.lower(), name + "s", name[:-1], "", "S2." + name, name + "\0"]
    return site.change(text, json.dumps(choice.choice(others)))


# ---- numbers and durations

NO_NUMBERS = ("+1", "01", "-01", "1.", ".5", "1e", "1e+", "-", "--1", "0x10", "1_000", "1,5", "NaN", "Infinity")
LEGAL_NUMBERS = ("0", "-0", "-0.0", "1e3", "1E+3", "-2.5e-1", "1e-400", "7", "-40.5", "0." + "3" * 400, "1" * 300)
LEGAL_NUMBERS += ("1.7976931348623157e308", "5e-324", "123456789012345678901234567890", "1" + "0" * 400 + "e-400")
LARGE_NUMBERS = ("1e309", "-1e400", "1" + "0" * 400, "-1" + "0" * 309, "1.7976931348623159e308", "1e999999999999")
LEGAL_DURATIONS = ("3000.0", "3e3", "30E2", "0", "-0", "-0.0", "0e5", "9007199254740991", "0.3e1", "1e15", "5.000")
FALSE_DURATIONS = ("-1", "-3000", "-3000.0", "0.5", "3000.5", "1e-3", "-0.1", "-9007199254740993", "1e-300", "0.1e0")
LARGE_DURATIONS = ("9007199254740992", "9007199254740993.0", "1e16", "1e300", "9223372036854775808", "2e19")
HUGE_DURATIONS = ("1" + "0" * 400, "9" * 310)  # not 1e400, of which Python makes an infinity that is no integer


# ---- identifiers

LEGAL_IDS = ("ab", "::", "a b cd", "x" * 65, "x" * 3000, "{AB}", "éab", "a.b.cd", "AB\0", "😀12", "--")
LEGAL_IDS += ("00000000-0000-0000-0000-000000000000", "urn:uuid:5F2B0C1E-0000-4000-8000-00000000000A")
FALSE_IDS = ("", "a", "a b c", "é", "éé", "a.b.c", "  ", "日本", "{a}", "a\0b", "-", "😀", "a,b", "ａｂ", "²³")


def any_id(text: str, site: Site, choice: random.Random) -> str:
    word = "".join(choice.choice("aZ9-_: .é\"\\\0²") for _ in range(choice.randrange(5)))
    return site.change(text, json.dumps(word, ensure_ascii=choice.random() < 0.5))


def escaped(text: str, site: Site, choice: random.Random) -> str:
    """The same string with every character written as an escape."""
    units = json.loads(site.value.of(text)).encode("utf-16-be").hex()
    return site.change(text, '"' + "".join("\\u" + units[i : i + 4] for i in range(0, len(units), 4)) + '"')


# ---- date-times

LEGAL_TIMES = (
    *("2024-02-29T00:00:00Z", "2000-02-29T23:59:59.999999999Z", "2024-08-24t14:15:22z", "2024-08-24T14:15:22.1-00:00"),
    *("2024-08-24T14:15:22.123456789012+14:00", "9999-12-31T23:59:59Z", "0000-03-01T00:00:00Z", "0000-02-29T12:00:00Z"),
    *("2016-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00", "2017-01-01T05:29:60.5+05:30", "2024-08-24T00:00:00+23:59"),
    *("9999-12-31T23:59:59-23:59", "0000-01-01T00:00:00+23:59", "2024-08-24T14:15:22.0000Z"),
)
FALSE_TIMES = (
    *("", "now", "2024-08-24", "2024-08-24T14:15:22", "2024-08-24T14:15Z", "2024-08-24T14Z", "14:15:22Z", "T14:15:22Z"),
    *("2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z"),
    *("2024-04-31T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z", "2024-08-24T24:00:00Z"),
    *("2024-08-24T23:60:00Z", "2024-08-24T23:59:61Z", "2024-08-24T14:15:22+24:00", "2024-08-24T14:15:22+01:60"),
    *("2024-08-24T14:15:22+0100", "2024-08-24T14:15:22+01", "2024-08-24T14:15:22 Z", "2024-08-24T14:15:22Z "),
    *(" 2024-08-24T14:15:22Z", "2024-08-24T14:15:22.Z", "2024-08-24T14:15:22,5Z", "20240824T141522Z"),
    *("2024-W34-6T14:15:22Z", "12024-08-24T14:15:22Z", "-2024-08-24T14:15:22Z", "24-08-24T14:15:22Z"),
    *("2024-8-24T14:15:22Z", "2024-08-24_14:15:22Z", "２０２４-08-24T14:15:22Z", "2024-08-24T14:15:22Z\0"),
    *("2024-08-24T14:15:22\u221201:00", "1724508922", "2024-08-24T14:15:22UTC", "2024-08-24T14:15:22Z\n"),
)
TOLERATED_TIMES = ("2024-08-24 14:15:22Z", "2024-08-24 14:15:22.5+02:00", "2024-08-24T14:15:60Z")
TOLERATED_TIMES += ("2024-08-24T23:59:60Z", "2016-12-31T23:59:60+01:00")


def another_character(text: str, site: Site, choice: random.Random) -> str:
    """The moment with one character changed, taken away or put in."""
    moment = json.loads(site.value.of(text))
    at = choice.randrange(len(moment))
    other = choice.choice("0123456789-+:.TtZz ")
    kept = choice.choice([moment[at + 1 :], moment[at:], moment[at + 1 :]])
    return site.change(text, json.dumps(moment[:at] + choice.choice([other, other, ""]) + kept))


# ---- texts and the frame

LEGAL_TEXTS = ('""', '"\\u0000"', '"\\/\\b\\f\\n\\r\\t"', '"😀"', '"\\ud83d\\ude00"', '"null"', '"\u2028\x7f"')
LEGAL_TEXTS += ('"' + "x" * 10_000 + '"',)
NO_STRINGS = ('"\x01"', '"\x1f"', '"\\x41"', '"\\U0041"', '"\\u12"', '"\\u00g0"', '"\\')
NO_STRINGS += ('"abc', 'abc"', "'abc'", '"a" "b"', "abc")
LONE_SURROGATES = ('"ab\\ud800"', '"ab\\udc00x"', '"\\udc00\\ud800ab"', '"ab\\ud83dx\\ude00"')
OTHER_MESSAGES = ("OMBC.TimerStatus", "DDBC.TimerStatus", "FRBC.TimerStatus", "ReceptionStatus", "FRBC.Instruction")
TOO_DEEP = ("[" * 40 + "]" * 40, '{"a":' * 30 + "1" + "}" * 30)
NO_VALUES = (",", "nul", "True", "undefined", "{", "]", "[1,]", '{"a":1,}', "/**/1", "1 2", "{a:1}", '{"a"}', "[" * 40)


def followed(text: str, site: Site, choice: random.Random) -> str:
    return text + choice.choice(["x", ",", "{}", text, "}", "\0", "null"])


def truncated(text: str, site: Site, choice: random.Random) -> str:
    return text[: choice.randrange(len(text))]


def with_blanks_around(text: str, site: Site, choice: random.Random) -> str:
    return " " * choice.randrange(1, 40) + text + "\r" * choice.randrange(20)


def untouched(text: str, site: Site, choice: random.Random) -> str:
    return text


OTHER_PROFILE = "read in the other profile"
STRINGS = ("id", "text", "time", "enum", "type")

CHANGES = [
    Change("untouched", "accept", is_message, untouched),
    Change(OTHER_PROFILE, "either", is_message, untouched),
    Change("required member removed", "refuse", lambda place: place.required is True, removed),
    Change("optional member removed", "accept", lambda place: place.required is False, removed),
    Change("member renamed", "refuse", is_member, renamed),
    Change("member doubled", "accept", is_member, doubled),
    Change("member nobody knows", "refuse", of_kind("object"), with_stranger),
    Change("null", "refuse", anywhere, one_of("null")),
    Change("value of another type", "refuse", anywhere, of_another_type),
    Change("value deeply nested", "refuse", anywhere, one_of(*TOO_DEEP)),
    Change("value in a list", "refuse", anywhere, in_a_list),
    Change("object emptied", "refuse", of_kind("object"), one_of("{}")),
    Change("list replaced by its item", "refuse", of_kind("list"), its_item),
    Change("list too short", "refuse", has_least_size, too_short),
    Change("list of the least size", "accept", of_kind("list"), shortest),
    Change("list of the largest size", "accept", has_largest_size, longest),
    Change("list too long", "refuse", has_largest_size, too_long),
    Change("list very long", "accept", is_list_without_end, very_long),
    Change("enumeration, another value", "accept", of_kind("enum"), another_value),
    Change("enumeration, unlisted value", "refuse", of_kind("enum"), unlisted_value),
    Change("message_type of nobody", "refuse", of_kind("type"), unknown_type),
    Change("message_type of another message", "either", of_kind("type"), texts(OTHER_MESSAGES)),
    Change("boolean, either value", "accept", of_kind("boolean"), one_of("true", "false")),
    Change("number in any spelling", "accept", of_kind("number"), one_of(*LEGAL_NUMBERS)),
    Change("number beyond a double", "accept", of_kind("number"), one_of(*LARGE_NUMBERS)),
    Change("duration, integral in any spelling", "accept", of_kind("duration"), one_of(*LEGAL_DURATIONS)),
    Change("duration, negative or fractional", "refuse", of_kind("duration"), one_of(*FALSE_DURATIONS)),
    Change("duration beyond 2^53-1", "accept", of_kind("duration"), one_of(*LARGE_DURATIONS)),
    Change("duration beyond a double", "accept", of_kind("duration"), one_of(*HUGE_DURATIONS)),
    Change("number that is no JSON", "refuse", of_kind("number", "duration"), one_of(*NO_NUMBERS)),
    Change("id, unusual", "accept", of_kind("id"), texts(LEGAL_IDS)),
    Change("id, illegal", "refuse", of_kind("id"), texts(FALSE_IDS)),
    Change("id of random characters", "either", of_kind("id"), any_id),
    Change("time, unusual", "accept", of_kind("time"), texts(LEGAL_TIMES)),
    Change("time, no date-time", "refuse", of_kind("time"), texts(FALSE_TIMES)),
    Change("time in a tolerated spelling", "refuse", of_kind("time"), texts(TOLERATED_TIMES)),
    Change("time with another character", "either", of_kind("time"), another_character),
    Change("text, unusual", "accept", of_kind("text"), one_of(*LEGAL_TEXTS)),
    Change("string written in escapes", "accept", of_kind(*STRINGS), escaped),
    Change("string with a lone surrogate", "accept", of_kind("id", "text"), one_of(*LONE_SURROGATES)),
    Change("string that is no JSON", "refuse", of_kind(*STRINGS), one_of(*NO_STRINGS)),
    Change("value that is no JSON", "refuse", anywhere, one_of(*NO_VALUES)),
    Change("text behind the message", "refuse", is_message, followed),
    Change("message cut off", "refuse", is_message, truncated),
    Change("byte order mark", "refuse", is_message, lambda text, site, choice: "\ufeff" + text),
    Change("blanks around the message", "accept", is_message, with_blanks_around),
]
