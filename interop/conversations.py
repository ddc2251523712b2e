"""Conversations of sessions/, as a script for each side. What a script may say stands in ours/session_script.hpp; those
of `s2 talk` in docs/reference/talk.md."""

import json
import pathlib
import re
import uuid
from datetime import datetime, timedelta, timezone

CONTROL_TYPES = {
    "PEBC": "POWER_ENVELOPE_BASED_CONTROL",
    "PPBC": "POWER_PROFILE_BASED_CONTROL",
    "OMBC": "OPERATION_MODE_BASED_CONTROL",
    "FRBC": "FILL_RATE_BASED_CONTROL",
    "DDBC": "DEMAND_DRIVEN_BASED_CONTROL",
}
SELECT_NOTHING = "NO_SELECTION"
IDS = uuid.UUID("5a3c1e70-0000-4000-8000-000000000000")
BETA = "0.0.2-beta"


def load(folder: pathlib.Path, family: str, profile: str) -> list[dict]:
    """The steps of a conversation in one profile; DDBC tells the present demand in different places."""
    steps = json.loads((folder / f"{family}.json").read_text())
    if profile == BETA:
        return [step for step in steps if step.get("rm", {}).get("message_type") != "DDBC.PresentDemandStatus"]
    for step in steps:
        if step.get("rm", {}).get("message_type") == "DDBC.SystemDescription":
            del step["rm"]["present_demand_rate"]
    return steps


def filled(message: dict) -> dict:
    """#names become ids, @+seconds moments; @now stays for the sender to fill in."""
    text = re.sub(r'"#([^"]*)"', lambda name: f'"{uuid.uuid5(IDS, name[1])}"', json.dumps(message))
    now = datetime.now(timezone.utc).replace(microsecond=0)
    return json.loads(
        re.sub(r'"@([+-]\d+)"', lambda span: f'"{now + timedelta(seconds=int(span[1])):%Y-%m-%dT%H:%M:%SZ}"', text)
    )


def frame(message: dict) -> str:
    """The message on one line, with an id of its own."""
    return json.dumps(filled({"message_type": message["message_type"], "message_id": str(uuid.uuid4()), **message}))


def details(family: str) -> dict:
    """What an RM for one control type says about itself."""
    return {
        "message_type": "ResourceManagerDetails",
        "resource_id": "#resource",
        "name": f"interop {family}",
        "roles": [{"role": "ENERGY_PRODUCER" if family == "PEBC" else "ENERGY_CONSUMER", "commodity": "ELECTRICITY"}],
        "instruction_processing_delay": 100,
        "currency": "EUR",
        "available_control_types": [CONTROL_TYPES[family]],
        "provides_forecast": family == "PEBC",
        "provides_power_measurement_types": ["ELECTRIC.POWER.L1"],
    }


def connection(family: str, steps: list[dict]) -> tuple[list[str], list[str]]:
    """What an RM and a CEM do on one connection, from the selection on."""
    select = f"select\t{CONTROL_TYPES[family]}"
    rm, cem = [select], ["await\tResourceManagerDetails", select]
    for step in steps:
        if "rm" in step:
            rm.append(f"send\t{frame(step['rm'])}")
            cem.append(f"await\t{step['rm']['message_type']}")
        elif "cem" in step:
            cem.append(f"send\t{frame(step['cem'])}")
            rm.append(f"await\t{step['cem']['message_type']}")
        elif "revoke" in step:
            cem.append(f"send\t{frame({'message_type': 'RevokeObject', **step['revoke']})}")
            cem.append("status\tREVOKED")
            rm.append("revoked")
        for status in step.get("report", []):
            rm.append(f"report\t{status}")
            cem.append(f"status\t{status}")
    return rm, cem


def scripts(folder: pathlib.Path, family: str, profile: str, asks_to_reconnect: str = "") -> dict[str, str]:
    """The scripts of the RM and the CEM. When one of them, "rm" or "cem", is to ask for another connection, it does so
    as soon as an instruction is being carried out, and all is said again."""
    steps = load(folder, family, profile)
    sides = {"rm": [f"details\t{frame(details(family))}"], "cem": []}
    if asks_to_reconnect:
        first_report = next(number for number, step in enumerate(steps) if "report" in step)
        for side, lines in zip(sides, connection(family, steps[: first_report + 1])):
            asks = "end" if side == asks_to_reconnect else "ended"
            sides[side] += [*lines, f"{asks}\tRECONNECT", "open"]
    for side, lines in zip(sides, connection(family, steps)):
        sides[side] += [*lines, f"select\t{SELECT_NOTHING}", ("end" if side == "cem" else "ended") + "\tTERMINATE"]
    return {side: "\n".join(lines) + "\n" for side, lines in sides.items()}


def sending(message: dict) -> list[str]:
    """The lines by which `s2 talk` sends a message and sees it accepted."""
    members = {name: value for name, value in filled(message).items() if name != "message_type"}
    words = [f"{name}={'now' if value == '@now' else json.dumps(value)}" for name, value in members.items()]
    return [" ".join(["send", message["message_type"], *words]), "expect OK"]


def talk_as_rm(family: str, steps: list[dict]) -> list[str]:
    lines = [f"wait SelectControlType control_type={CONTROL_TYPES[family]}"]
    for step in steps:
        if "rm" in step:
            lines += sending(step["rm"])
        elif "cem" in step:
            lines.append(f"wait {step['cem']['message_type']}")
        elif "revoke" in step:
            lines.append("wait RevokeObject")
        for status in step.get("report", []):
            lines += [f"report last {status}", "expect OK"]
    return [*lines, f"wait SelectControlType control_type={SELECT_NOTHING}", "expect clean", "wait end"]


def talk_as_cem(family: str, steps: list[dict]) -> list[str]:
    lines = ["wait ResourceManagerDetails", f"select {CONTROL_TYPES[family]}", "expect OK"]
    for step in steps:
        if "rm" in step:
            lines.append(f"wait {step['rm']['message_type']}")
        elif "cem" in step:
            lines += sending(step["cem"])
        elif "revoke" in step:
            lines += sending({"message_type": "RevokeObject", **step["revoke"]})
            lines.append("wait InstructionStatusUpdate status_type=REVOKED")
        lines += [f"wait InstructionStatusUpdate status_type={status}" for status in step.get("report", [])]
    return [*lines, f"select {SELECT_NOTHING}", "expect OK", "expect clean"]


def talk_script(folder: pathlib.Path, family: str, profile: str, role: str) -> str:
    """The same conversation as a script of `s2 talk` for one side."""
    lines = {"rm": talk_as_rm, "cem": talk_as_cem}[role](family, load(folder, family, profile))
    return "\n".join(lines) + "\n"
