"""The official schemas of one profile: a validator for them, and the places that a message can have."""

import json
import pathlib
from typing import NamedTuple

import fastjsonschema

from rfc3339 import is_date_time

# Every keyword the official files use. Another one would pass unnoticed otherwise.
KNOWN_KEYWORDS = {
    *("$schema", "$id", "$ref", "title", "description", "type", "properties", "required", "additionalProperties"),
    *("items", "minItems", "maxItems", "enum", "const", "pattern", "format", "minimum"),
}


class Refusal(NamedTuple):
    """Why the schemas refuse a message: the keyword that failed, and the JSON pointer of the value."""

    keyword: str
    pointer: str

    def __str__(self) -> str:
        return f"refused {self.keyword} {self.pointer or '/'}"


class Place(NamedTuple):
    """Where a message can have a value: a JSON pointer with * for every index, and what its schema says."""

    pointer: str
    kind: str  # object, list, id, duration, time, number, boolean, enum, type (message_type) or text
    schema: dict
    required: bool | None  # for a member; None for an item and for the message


class Official:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.files: dict[str, dict] = {}
        names = sorted(path.name.removesuffix(".schema.json") for path in (folder / "messages").glob("*.schema.json"))
        self.messages = {name: self.file(f"messages/{name}.schema.json") for name in names}
        # The dialect of the files is 2020-12, of which they use nothing that draft 7 does not have; $ref stands alone.
        self.validators = {name: self.compiled(schema) for name, schema in self.messages.items()}
        self.places = {name: self.places_of(schema) for name, schema in self.messages.items()}

    def judge(self, frame: str) -> Refusal | None:
        """Why the schemas refuse a frame; None when they accept it. Every schema demands its own name as message_type,
        so the one of that name decides."""
        try:
            message = json.loads(frame, parse_constant=no_such_number)
        except (ValueError, RecursionError):
            return Refusal("JSON", "")
        name = message.get("message_type") if isinstance(message, dict) else None
        if not isinstance(name, str) or name not in self.validators:
            return Refusal("message_type", "")
        try:
            self.validators[name](message)
        except fastjsonschema.JsonSchemaValueException as refusal:
            return Refusal(refusal.rule, "".join("/" + step for step in refusal.path[1:]))
        return None

    @staticmethod
    def name_in(frame: str) -> str:
        """The message_type of a valid message."""
        return json.loads(frame)["message_type"]

    def compiled(self, schema: dict):
        formats = {"date-time": is_date_time}
        return fastjsonschema.compile(schema, handlers={"https": self.by_address}, formats=formats)

    def by_address(self, address: str) -> dict:
        """The file behind an address: references lead to addresses, the files lie in the same folders here."""
        return self.file("/".join(address.split("/")[-2:]))

    def file(self, path: str) -> dict:
        if path not in self.files:
            self.files[path] = told_object(json.loads((self.folder / path).read_text("utf-8")), path)
        return self.files[path]

    def places_of(self, schema: dict) -> dict[str, Place]:
        """The places of one message, by pointer."""
        return {place.pointer: place for place in self.walk("", schema, None)}

    def walk(self, pointer: str, schema: dict, required: bool | None):
        """Every place at and below one, in the order of the schema."""
        if "$ref" in schema:
            schema = self.by_address(schema["$ref"])
        yield Place(pointer, kind_of(schema, pointer), schema, required)
        for name, member in schema.get("properties", {}).items():
            yield from self.walk(f"{pointer}/{name}", member, name in schema["required"])
        if "items" in schema:
            yield from self.walk(f"{pointer}/*", schema["items"], None)


def told_object(schema: dict, path: str) -> dict:
    """The schema with the one thing added that no official file states: what has properties is an object (GEN-008)."""
    unknown = schema.keys() - KNOWN_KEYWORDS
    if unknown or ("$ref" in schema and schema.keys() - {"$ref", "description"}):
        raise ValueError(f"{path} uses {', '.join(sorted(unknown)) or '$ref'} in a way that this test does not know")
    told = dict(schema)
    if "properties" in schema:
        told["type"] = "object"
        told["properties"] = {name: told_object(member, path) for name, member in schema["properties"].items()}
    if "items" in schema:
        told["items"] = told_object(schema["items"], path)
    return told


def kind_of(schema: dict, pointer: str) -> str:
    if pointer == "/message_type":
        return "type"
    if "enum" in schema:
        return "enum"
    if "pattern" in schema:
        return "id"
    if schema.get("format") == "date-time":
        return "time"
    return {"array": "list", "integer": "duration", "string": "text"}.get(schema["type"], schema["type"])


def no_such_number(word: str):
    raise ValueError(f"{word} is no JSON")
