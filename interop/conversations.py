"""Conversations of sessions/, as a script for each side. What a script may say stands in ours/session_script.hpp."""

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


def frame(message: dict) -> str:
    """The message on one line: #names become ids, @+seconds moments; @now stays for the sender to fill in."""
    numbered = {"message_type": message["message_type"], "message_id": str(uuid.uuid4()), **message}
    text = re.sub(r'"#([^"]*)"', lambda name: f'"{uuid.uuid5(IDS, name[1])}"', json.dumps(numbered))
    now = datetime.now(timezone.utc).replace(microsecond=0)
    return re.sub(
        r'"@([+-]\d+)"', lambda span: f'"{now + timedelta(seconds=int(span[1])):%Y-%m-%dT%H:%M:%SZ}"', text
    )


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


def scripts(folder: pathlib.Path, family: str, profile: str) -> dict[str, str]:
    """The scripts of the RM and the CEM."""
    select = f"select\t{CONTROL_TYPES[family]}"
    rm = [f"details\t{frame(details(family))}", select]
    cem = ["await\tResourceManagerDetails", select]
    for step in load(folder, family, profile):
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
    rm += [f"select\t{SELECT_NOTHING}", "ended"]
    cem += [f"select\t{SELECT_NOTHING}", "end"]
    return {"rm": "\n".join(rm) + "\n", "cem": "\n".join(cem) + "\n"}
