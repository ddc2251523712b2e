"""Who takes part: an endpoint of ours with its nodes, and clients that come and go."""

import base64
import hashlib
import hmac
import random
import uuid
from typing import NamedTuple

DOMAIN = b"localhost"


def node_id(number: int) -> str:
    """The id of a node of ours, as tests/connect/people.hpp makes it."""
    raw = bytearray(16)
    raw[6], raw[8], raw[15] = 0x40, 0x80, number
    return str(uuid.UUID(bytes=bytes(raw)))


class Side(NamedTuple):
    """One of our endpoints."""

    name: str
    base: str
    deployment: str  # of the endpoint
    code: str
    nodes_of_a_role: int

    def node(self, role: str, number: int) -> str:
        """The node of a role that belongs to a worker."""
        return node_id(number if role == "CEM" else self.nodes_of_a_role + number)


def random_id(choice: random.Random) -> str:
    return str(uuid.UUID(int=choice.getrandbits(128), version=4))


def challenge(choice: random.Random) -> str:
    return base64.b64encode(choice.randbytes(32)).decode()


def description(node: str, role: str) -> dict:
    return {
        "id": node,
        "brand": "Acme",
        "logoUrl": "https://example.com/logo.png",
        "type": "heat pump",
        "modelName": "M 1",
        "userDefinedName": "Kitchen \u00e9",
        "role": role,
    }


def endpoint(deployment: str) -> dict:
    return {"name": "tester", "logoUrl": "https://example.com/logo.png", "deployment": deployment}


def other(role: str) -> str:
    return "RM" if role == "CEM" else "CEM"


def response_to(challenge_text: str, code: str, deployment: str, leaf: bytes) -> str:
    """R = HMAC(C, T followed by F or D), written from C-078 to C-083 alone."""
    binding = hashlib.sha256(leaf).digest() if deployment == "LAN" else DOMAIN
    key = base64.b64decode(challenge_text)
    return base64.b64encode(hmac.new(key, code.encode() + binding, hashlib.sha256).digest()).decode()


def pairing_request(client: str, role: str, deployment: str, target: str, choice: random.Random) -> dict:
    return {
        "clientNodeDescription": description(client, role),
        "clientEndpointDescription": endpoint(deployment),
        "nodeId": target,
        "supportedCommunicationProtocols": ["WebSocket"],
        "supportedS2MessageVersions": ["v1.0.0"],
        "supportedHmacHashingAlgorithms": ["SHA256"],
        "clientHmacChallenge": challenge(choice),
        "forcePairing": False,
    }
