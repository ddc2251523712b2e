"""The official OpenAPI files of S2 Connect: operations, and a validator for every body they define."""

import pathlib
import re
import urllib.parse
from collections.abc import Callable
from typing import NamedTuple

import fastjsonschema
import yaml

JSON = "application/json"
API_FILES = {
    "pairing": "s2-connect-pairing.yml",
    "sessions": "s2-connect-session-init.yml",
    "registry": "s2-connect-wan-endpoint-registry.yml",
}

BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z")
UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z")


def is_url(text: str) -> bool:
    parts = urllib.parse.urlsplit(text)
    return bool(parts.scheme and parts.netloc) and " " not in text


# JSON Schema leaves formats to taste; here they are asserted.
FORMATS = {
    "byte": lambda text: bool(BASE64.match(text)),
    "uuid": lambda text: bool(UUID.match(text)),
    "uri": is_url,
    "url": is_url,
}

# Every keyword the official files use in a schema. Another one would pass unnoticed otherwise.
KNOWN_KEYWORDS = {
    *("type", "properties", "required", "items", "minItems", "enum", "pattern", "format", "minLength", "maxLength"),
    *("additionalProperties", "oneOf", "allOf", "discriminator", "default", "description", "example", "minimum"),
}


class Place(NamedTuple):
    """Where a body can have a value: the names that lead there, with * for an index, and what its schema says."""

    path: tuple[str, ...]
    schema: dict
    required: bool | None  # for a member; None for an item and for the body
    name: str  # of the schema, where it has one of its own: NodeId


class Operation(NamedTuple):
    api: str
    name: str
    method: str
    path: str  # below the version, without a slash before it
    bearer: bool
    request: dict | None  # schema of the body
    responses: dict[int, Callable | None]  # validator by declared status; None where no body is declared
    places: list[Place]  # of the request


class Official:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.files: dict[str, dict] = {}
        self.operations: dict[tuple[str, str], Operation] = {}
        for api, name in API_FILES.items():
            for path, methods in self.file(name)["paths"].items():
                for method, told in methods.items():
                    operation = self.operation(api, name, path[1:], method.upper(), told)
                    self.operations[api, operation.path] = operation

    def file(self, name: str) -> dict:
        if name not in self.files:
            self.files[name] = yaml.safe_load((self.folder / name).read_text("utf-8"))
        return self.files[name]

    def operation(self, api: str, file: str, path: str, method: str, told: dict) -> Operation:
        body = told.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema")
        responses: dict[int, Callable | None] = {}
        for status, response in told["responses"].items():
            schema = response.get("content", {}).get(JSON, {}).get("schema")
            responses[int(status)] = self.validator(schema, file) if schema else None
        request = self.resolved(body, file) if body else None
        places = list(self.walk((), request, None)) if request else []
        return Operation(api, path, method, path, "security" in told, request, responses, places)

    def component(self, api: str, name: str) -> Callable:
        """The validator of a named schema of a file."""
        return self.validator({"$ref": f"#/components/schemas/{name}"}, API_FILES[api])

    def validator(self, schema: dict, file: str) -> Callable:
        return fastjsonschema.compile(self.resolved(schema, file), formats=FORMATS)

    def resolved(self, schema: dict, file: str) -> dict:
        """The schema without references. What has properties is an object, which the files do not always state."""
        if "$ref" in schema:
            where, _, pointer = schema["$ref"].partition("#/")
            target, file = self.file(where or file), where or file
            for step in pointer.split("/"):
                target = target[step]
            return {"x-name": pointer.rsplit("/", 1)[-1], **self.resolved(target, file)}
        unknown = schema.keys() - KNOWN_KEYWORDS
        if unknown:
            raise ValueError(f"{file} uses {', '.join(sorted(unknown))}, which this test does not know")
        told = {key: value for key, value in schema.items() if key not in ("discriminator", "default", "example")}
        for key in ("items", "additionalProperties"):
            if isinstance(told.get(key), dict):
                told[key] = self.resolved(told[key], file)
        for key in ("oneOf", "allOf"):
            if key in told:
                told[key] = [self.resolved(one, file) for one in told[key]]
        if "properties" in told:
            told["type"] = "object"
            told["properties"] = {name: self.resolved(one, file) for name, one in told["properties"].items()}
        return told

    def walk(self, path: tuple[str, ...], schema: dict, required: bool | None):
        """Every place at and below one, in the order of the schema."""
        yield Place(path, schema, required, schema.get("x-name", ""))
        for name, member in schema.get("properties", {}).items():
            yield from self.walk((*path, name), member, name in schema.get("required", ()))
        if "items" in schema:
            yield from self.walk((*path, "*"), schema["items"], None)
