"""s2-python: its connection over its WebSocket client, following a script. It brings the start of an RM along; what a
CEM has to do is ours.

session.py rm|cem connect URL PROFILE SCRIPT CERTIFICATES

The words of a script stand in interop/ours/session_script.hpp; CERTIFICATES is the folder with authority.pem, for wss.
"""

import asyncio
import json
import os
import pathlib
import sys
import uuid
from datetime import datetime, timezone

from s2python.common import ControlType, ReceptionStatus, ResourceManagerDetails
from s2python.connection import AssetDetails
from s2python.connection.async_ import S2AsyncConnection
from s2python.connection.async_.control_type.class_based import ResourceManagerHandler, S2ControlType
from s2python.connection.async_.medium.websocket import WebsocketClientMedium
from s2python.message import S2Message
from s2python.s2_parser import S2Parser

PARSER = S2Parser()


class Side:
    """What came and no step has asked for yet, and how to say something."""

    def __init__(self, connection: S2AsyncConnection):
        self.connection = connection
        self.heard: list[str] = []
        self.arrived = asyncio.Condition()
        self.instruction = None  # the id of the one received last

    async def hear(self, what: str) -> None:
        async with self.arrived:
            self.heard.append(what)
            self.arrived.notify_all()

    async def on_message(self, _connection, message, send_okay) -> None:
        await send_okay()
        value = json.loads(message.to_json())
        name = value["message_type"]
        if name.endswith("Instruction"):
            self.instruction = value["id"]
        words = {
            "InstructionStatusUpdate": f"status {value.get('status_type')}",
            "SelectControlType": f"select {value.get('control_type')}",
            "SessionRequest": f"ended {value.get('request')}",
        }
        await self.hear(words.get(name, f"await {name}"))

    async def wait_for(self, what: str) -> None:
        async with self.arrived:
            await self.arrived.wait_for(lambda: what in self.heard)
            self.heard.remove(what)

    async def say(self, message_type: str, **members) -> None:
        """Sends a message as the library's own type and waits until it is acknowledged."""
        members = {"message_type": message_type, "message_id": str(uuid.uuid4()), **members}
        await self.connection.send_msg_and_await_reception_status(PARSER.parse_as_any_message(members))

    async def follow(self, word: str, argument: str, role: str) -> None:
        now = datetime.now(timezone.utc).isoformat()
        if word == "send":
            await self.say(**json.loads(argument.replace("@now", now)))
        elif word == "report":
            await self.say(
                "InstructionStatusUpdate", instruction_id=self.instruction, status_type=argument, timestamp=now
            )
        elif word == "revoked":
            await self.wait_for("await RevokeObject")
            await self.follow("report", "REVOKED", role)
        elif word == "select" and role == "cem":
            await self.say("SelectControlType", control_type=argument)
        elif word == "end":
            await self.say("SessionRequest", request=argument)
        else:
            await self.wait_for(f"{word} {argument}".strip())
        print(f"done: {word} {argument[:60]}", flush=True)


class Selected(S2ControlType):
    """A control type that only tells that it was selected, or left."""

    def __init__(self, control_type: ControlType, side: Side):
        self.control_type = control_type
        self.side = side

    def get_protocol_control_type(self) -> ControlType:
        return self.control_type

    def register_handlers(self, connection: S2AsyncConnection) -> None:
        pass

    async def activate(self, connection: S2AsyncConnection) -> None:
        await self.side.hear(f"select {self.control_type.value}")

    async def deactivate(self, connection: S2AsyncConnection) -> None:
        await self.side.hear("select NO_SELECTION")


def be_rm(side: Side, details: dict) -> None:
    """Lets the library's own RM do the handshake and the selection."""
    said = ResourceManagerDetails.model_validate({"message_id": str(uuid.uuid4()), **details})
    asset = AssetDetails(
        resource_id=said.resource_id,
        provides_forecast=said.provides_forecast,
        provides_power_measurements=said.provides_power_measurement_types,
        instruction_processing_delay=said.instruction_processing_delay,
        roles=said.roles,
        currency=said.currency,
        name=said.name,
    )
    control_types = [Selected(control_type, side) for control_type in said.available_control_types]
    ResourceManagerHandler(control_types, asset).register_handlers(side.connection)


async def be_cem(side: Side, version: str) -> None:
    """The start of a CEM."""
    await side.say("Handshake", role="CEM", supported_protocol_versions=[version])
    await side.wait_for("await Handshake")
    await side.say("HandshakeResponse", selected_protocol_version=version)


async def converse(role: str, url: str, version: str, details: str, lines: list[list[str]]) -> None:
    async with WebsocketClientMedium(url) as medium:
        connection = S2AsyncConnection(medium)
        side = Side(connection)
        for kind in S2Message.__args__:
            if kind is not ReceptionStatus:
                connection.register_handler(kind, side.on_message)
        if role == "rm":
            be_rm(side, json.loads(details))
        running = asyncio.create_task(connection.run())
        await asyncio.sleep(0)

        async def work() -> None:
            if role == "cem":
                await be_cem(side, version)
            for word, argument in lines:
                await side.follow(word, argument, role)

        working = asyncio.create_task(work())
        await asyncio.wait([running, working], return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            working.cancel()
            raise RuntimeError("the connection ended before the conversation did")
        working.result()
        await connection.stop()
        await running


def connections(lines: list[list[str]]) -> list[list[list[str]]]:
    """The lines of each connection."""
    result = [[]]
    for line in lines:
        if line[0] == "open":
            result.append([])
        else:
            result[-1].append(line)
    return result


async def follow_script(role: str, url: str, version: str, lines: list[list[str]]) -> None:
    details = lines.pop(0)[1] if role == "rm" else ""
    for steps in connections(lines):
        await converse(role, url, version, details, steps)


def main(role: str, _way: str, url: str, version: str, script: str, certificates: str) -> int:
    # The medium has no word for whom to believe; the library below it does as OpenSSL does.
    os.environ["SSL_CERT_FILE"] = str(pathlib.Path(certificates) / "authority.pem")
    lines = [(line + "\t").split("\t")[:2] for line in pathlib.Path(script).read_text().splitlines()]
    try:
        asyncio.run(asyncio.wait_for(follow_script(role, url, version, lines), 20))
    except Exception as problem:  # whatever it was, it is the outcome
        print(f"problem: {type(problem).__name__}: {' '.join(str(problem).split())}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
