"""What the workers do: each job asks one endpoint about one thing, in every way that changes.py knows."""

import base64
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from changes import Change, changes_of, text_of
from official import Operation
from people import Side, description, endpoint, other, pairing_request, random_id, response_to
from shots import NO_HTTP, NO_OPERATION, Shot, wants
from wire import Response

Shoot = Callable[[Side, Shot], Response]
LAN_ONLY = ("endpoint", "nodes", "preparePairing", "cancelPreparePairing", "waitForPairing")
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW")
BAD_AUTHORIZATIONS = (
    *("", "Bearer", "Bearer ", "Basic QTpC", "Bearer a b", "Bearer \u00e9", "Bearer wrong", "bearer wrong"),
    *("Bearerwrong", "Bearer " + "x" * 5_000, "Digest x", "Token x", "Bearer " + "A" * 44),
)
OTHER_MEDIA = (
    *("text/plain", "application/xml", "application/json; charset=latin1", "application/jsonx", "json"),
    *("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "*/*", "application/json/x"),
)
OUR_MEDIA = ("application/json; charset=utf-8", "APPLICATION/JSON", 'application/json;charset="UTF-8"', None)
TOO_LARGE = 64 * 1024 + 1


class Context:
    """What a job works with."""

    def __init__(self, official, shoot: Shoot, leaf_of: Callable[[Side], bytes], number: int, choice: random.Random):
        self.official = official
        self.shoot = shoot
        self.leaf_of = leaf_of
        self.number = number  # of the worker, and of the nodes of ours that nobody else asks
        self.choice = choice

    def operation(self, name: str) -> Operation:
        return next(one for (api, _), one in self.official.operations.items() if one.name == name and api != "registry")

    def changes(self, name: str, body: Any, most: int) -> list[Change]:
        return changes_of(self.operation(name), body, self.choice)[:most]


def statuses(change: Change, good: frozenset[int]) -> frozenset[int]:
    return {"refuse": wants(400), "accept": good, "either": good | wants(400)}[change.verdict]


# ---- bodies that are right


def body_of(context: Context, side: Side, name: str) -> Any:
    role = context.choice.choice(("CEM", "RM"))
    client, target = random_id(context.choice), side.node(role, context.number)
    bodies = {
        "requestPairing": lambda: pairing_request(client, other(role), side.deployment, target, context.choice),
        "preparePairing": lambda: {
            "clientNodeDescription": description(client, other(role)),
            "clientEndpointDescription": endpoint("LAN"),
            "serverNodeId": target,
        },
        "cancelPreparePairing": lambda: {"clientNodeId": client, "serverNodeId": target},
        "waitForPairing": lambda: [
            {
                "clientNodeId": client,
                "clientNodeDescription": description(client, "RM"),
                "clientEndpointDescription": endpoint("LAN"),
                "errorMessage": "NoValidTokenOnPairingClient",
            }
        ],
        "requestConnectionDetails": lambda: {"serverHmacChallengeResponse": base64.b64encode(bytes(32)).decode()},
        "finalizePairing": lambda: {"success": True},
        "unpair": lambda: {"clientNodeId": client, "serverNodeId": target},
    }
    bodies["postConnectionDetails"] = lambda: {
        "serverHmacChallengeResponse": base64.b64encode(bytes(32)).decode(),
        "connectionDetails": connection_details(context.choice),
    }
    bodies["initiateSession"] = lambda: session_request(client, role, target)
    return bodies[name]()


def connection_details(choice: random.Random) -> dict:
    return {
        "initiateSessionUrl": "https://evse.local:8443/session/",
        "accessToken": base64.b64encode(choice.randbytes(32)).decode(),
        "certificateFingerprint": {"SHA256": choice.randbytes(32).hex()},
    }


def session_request(client: str, role: str, target: str) -> dict:
    """Of a client of this role."""
    return {
        "clientNodeId": client,
        "serverNodeId": target,
        "supportedS2MessageVersions": ["v1.0.0"],
        "supportedCommunicationProtocols": ["WebSocket"],
        "clientNodeDescription": description(client, role),
        "clientEndpointDescription": endpoint("LAN"),
    }


# ---- without a pairing


GOOD = {
    "requestPairing": wants(200, 503),
    "preparePairing": wants(204),
    "cancelPreparePairing": wants(204),
    "waitForPairing": wants(200, 204, 503),
}


def good_at(side: Side, operation: str, good: frozenset[int]) -> frozenset[int]:
    """What a right request leads to there: LAN operations do not exist in the WAN, nor for other subnets."""
    if operation not in LAN_ONLY or side.name == "lan":
        return good
    return wants(404) if side.name == "wan" else wants(401)


def bodies(context: Context, side: Side, name: str, most: int) -> None:
    """Changed bodies of an operation that needs no bearer."""
    for change in context.changes(name, body_of(context, side, name), most):
        good = good_at(side, name, statuses(change, GOOD[name]))
        context.shoot(side, Shot(name, change.name, good, body=change.body))


def polls(context: Context, side: Side) -> None:
    """A node that is new is asked who it is, and then waits."""
    client = random_id(context.choice)
    bare, told = [{"clientNodeId": client}], body_of(context, side, "waitForPairing")
    told[0] = {**told[0], "clientNodeId": client, "clientNodeDescription": description(client, "RM")}
    crowd = [{"clientNodeId": random_id(context.choice)} for _ in range(65)]
    for name, body, good in (
        ("a new node", bare, wants(200, 503)),
        ("a node that says who it is", told, wants(204, 503)),
        ("a known node", bare, wants(204, 503)),
        ("too many nodes", crowd, wants(503)),
    ):
        shot = Shot("waitForPairing", name, good_at(side, "waitForPairing", good), body=text_of(body))
        context.shoot(side, shot)


def outside(context: Context, side: Side, operation: Operation) -> None:
    """What is wrong before the body: method, path, media type, size, bearer."""
    name, there = operation.name, side.name == "lan" or operation.name not in LAN_ONLY
    for method in METHODS:
        if method != operation.method:
            wrong = wants(405) if there or side.name == "outside" else wants(404)
            context.shoot(side, Shot(name, f"method {method}", wrong, method=method))
    escaped = f"%{ord(name[0]):x}{name[1:]}"
    for target in (f"v1/{name}/", f"V1/{name}", f"v1/{name.upper()}", f"v1//{name}", f"v2/{name}", f"v1/{escaped}",
                   f"v1/{name}\u00e9", f"../v1/{name}", f"v1/{name};x", f"v1/{name}#x", f"v1/{name}%00"):  # fmt: skip
        context.shoot(side, Shot(NO_OPERATION, "no such path", wants(404), operation.method, target))
    context.shoot(side, Shot(name, "header too large", wants(431), operation.method, headers={"X": "x" * 9_000}))
    for bad in ("\x01", "a\x7fb", "x\x00"):
        shot = Shot(NO_HTTP, "a byte that no header may hold", wants(400), "GET", f"v1/{name}", headers={"X": bad})
        context.shoot(side, shot)
    large = b'"' + b"x" * (TOO_LARGE - 2) + b'"'
    too_large = wants(413)
    context.shoot(side, Shot(name, "body too large", too_large, operation.method, body=large))
    context.shoot(side, Shot(name, "chunks too large", too_large, operation.method, body=large, chunked=True))
    if operation.bearer:
        refused_bearers(context, side, operation)
    elif operation.request:
        media(context, side, operation)
    else:
        for body in (b"", b"{}", b"\xff", b"x" * 1_000):
            shot = Shot(name, "a body that nobody asked for", good_at(side, name, wants(200)), "GET", body=body)
            context.shoot(side, shot)


def refused_bearers(context: Context, side: Side, operation: Operation) -> None:
    """The bearer comes first, whatever the body is (C-020)."""
    for authorization in BAD_AUTHORIZATIONS:
        for body in (None, b"", b"{", text_of({"success": True})):
            headers = {"Authorization": authorization} if authorization else {}
            # An operation of sessions knows whose token it is only from the body.
            wanted = wants(400, 401) if operation.api == "sessions" and authorization else wants(401)
            context.shoot(side, Shot(operation.name, "bearer is none", wanted, body=body, headers=headers))


def media(context: Context, side: Side, operation: Operation) -> None:
    name = operation.name
    for media_type in OTHER_MEDIA:
        body = text_of(body_of(context, side, name))
        shot = Shot(name, "another media type", good_at(side, name, wants(400)), body=body, media_type=media_type)
        context.shoot(side, shot)
    for media_type in OUR_MEDIA:
        body = text_of(body_of(context, side, name))
        shot = Shot(name, "JSON by another name", good_at(side, name, GOOD[name]), body=body, media_type=media_type)
        context.shoot(side, shot)
    body = text_of(body_of(context, side, name))
    context.shoot(side, Shot(name, "in chunks", good_at(side, name, GOOD[name]), body=body, chunked=True))
    body = text_of(body_of(context, side, name))
    context.shoot(side, Shot(name, "with a query", good_at(side, name, GOOD[name]), target=f"v1/{name}?a=b", body=body))


def meanings(context: Context, side: Side) -> None:
    """Requests to pair that are well-formed and cannot be met."""
    role = context.choice.choice(("CEM", "RM"))
    target = side.node(role, context.number)

    def asked(name: str, error: str, **changes: Any) -> None:
        body = pairing_request(random_id(context.choice), other(role), side.deployment, target, context.choice)
        body.update(changes)
        shot = Shot("requestPairing", name, wants(400), body=text_of({k: v for k, v in body.items() if v is not None}))
        response = context.shoot(side, shot)
        said = json.loads(response.body or b"{}").get("errorMessage")
        if response.status == 400 and said != error:
            raise AssertionError(f"requestPairing, {name}: {said} instead of {error}")

    client = random_id(context.choice)
    asked("node unknown", "NodeNotFound", nodeId=random_id(context.choice))
    asked("alias unknown", "NodeNotFound", nodeId=None, nodeIdAlias="Z9")
    asked("both ids", "ParsingError", nodeIdAlias="A1")
    asked("no id", "NoNodeIdProvided", nodeId=None)
    asked("same role", "InvalidCombinationOfRoles", clientNodeDescription=description(client, role))
    asked("no common hash", "IncompatibleHmacHashingAlgorithms", supportedHmacHashingAlgorithms=["MD5"])
    asked("no common protocol", "IncompatibleCommunicationProtocols", supportedCommunicationProtocols=["MQTT"])
    asked("no common version", "IncompatibleS2MessageVersions", supportedS2MessageVersions=["v9.0.0"])


def versions(context: Context, side: Side) -> None:
    for method in METHODS:
        good = wants(200) if method == "GET" else wants(405)
        context.shoot(side, Shot("", f"method {method}", good, method=method))


# ---- with an attempt


class Attempt:
    """A pairing attempt with one of our nodes."""

    def __init__(self, context: Context, side: Side, role: str, deployment: str):
        self.context, self.side, self.role, self.deployment = context, side, role, deployment
        self.client = random_id(context.choice)
        self.node = side.node(role, context.number)
        body = pairing_request(self.client, other(role), deployment, self.node, context.choice)
        sent = context.shoot(side, Shot("requestPairing", "right", wants(200), body=text_of(body)))
        self.answer = json.loads(sent.body) if sent.status == 200 else None
        if self.answer:
            self.check(body["clientHmacChallenge"])

    def check(self, own_challenge: str) -> None:
        expected = self.response_to(own_challenge)
        if self.answer["clientHmacChallengeResponse"] != expected:
            raise AssertionError("clientHmacChallengeResponse is not what C-078 and C-079 say")

    def response_to(self, challenge: str) -> str:
        leaf = self.context.leaf_of(self.side)
        return response_to(challenge, self.side.code, self.side.deployment, leaf)

    @property
    def bearer(self) -> str:
        return self.answer["pairingAttemptId"]

    @property
    def details_operation(self) -> str:
        """Branch A or B (digest, 1.2): whether the server serves the sessions."""
        deployments = {self.role: self.side.deployment, other(self.role): self.deployment}
        server_role = "RM" if deployments == {"CEM": "LAN", "RM": "WAN"} else "CEM"
        return "requestConnectionDetails" if server_role == self.role else "postConnectionDetails"

    def details_body(self) -> dict:
        body: dict = {"serverHmacChallengeResponse": self.response_to(self.answer["serverHmacChallenge"])}
        if self.details_operation == "postConnectionDetails":
            body["connectionDetails"] = connection_details(self.context.choice)
        return body

    def shoot(self, operation: str, name: str, wanted: frozenset[int], body: bytes, **more: Any) -> Response:
        return self.context.shoot(self.side, Shot(operation, name, wanted, body=body, bearer=self.bearer, **more))


def attempt_changes(context: Context, side: Side, role: str, deployment: str, most: int) -> None:
    """Bodies that do not parse leave an attempt alive (C-185); the first that does ends the step."""
    attempt = Attempt(context, side, role, deployment)
    if not attempt.answer:
        return
    operation, body = attempt.details_operation, attempt.details_body()
    good = wants(200) if operation == "requestConnectionDetails" else wants(204)
    for change in context.changes(operation, body, most):
        if change.verdict == "refuse":
            attempt.shoot(operation, change.name, wants(400), change.body)
    for media_type in OTHER_MEDIA[:3]:
        attempt.shoot(operation, "another media type", wants(400), text_of(body), media_type=media_type)
    sent = text_of(body)
    done = attempt.shoot(operation, "right", good, sent)
    attempt.shoot(operation, "the same again", good, sent)
    for change in context.changes("finalizePairing", {"success": True}, most):
        if change.verdict == "refuse" or "missing" in change.name or "null" in change.name:
            attempt.shoot("finalizePairing", change.name, wants(400), change.body)
    attempt.shoot("finalizePairing", "right", wants(204), text_of({"success": True}))
    attempt.shoot("finalizePairing", "the same again", wants(204), text_of({"success": True}))
    attempt.shoot("finalizePairing", "another word", wants(401), text_of({"success": False}))
    attempt.shoot(operation, "the same when all is over", good, sent)
    attempt.shoot(operation, "another when all is over", wants(401), sent + b" ")
    if done.status == 200:
        sessions(context, attempt, json.loads(done.body)["accessToken"], most)


def attempt_ends(context: Context, side: Side, role: str, deployment: str) -> None:
    """Ways to end an attempt other than by pairing."""
    ends: list[tuple[str, Callable[[Attempt], Iterator[tuple[str, bytes, frozenset[int]]]]]] = [
        ("the wrong code", wrong_code),
        ("the wrong branch", wrong_branch),
        ("too early", lambda a: iter([("finalizePairing", text_of({"success": True}), wants(400))])),
        ("called off", lambda a: iter([("finalizePairing", text_of({"success": False}), wants(204))])),
        ("harmless changes", harmless),
    ]
    for name, steps in ends:
        attempt = Attempt(context, side, role, deployment)
        if not attempt.answer:
            return
        for operation, body, wanted in steps(attempt):
            attempt.shoot(operation, name, wanted, body)
        if name != "harmless changes":
            dead = text_of(attempt.details_body())
            attempt.shoot(attempt.details_operation, "a dead attempt", wants(401), dead)


def wrong_code(attempt: Attempt):
    body = attempt.details_body()
    body["serverHmacChallengeResponse"] = base64.b64encode(attempt.context.choice.randbytes(32)).decode()
    yield attempt.details_operation, text_of(body), wants(403)


def wrong_branch(attempt: Attempt):
    is_a = attempt.details_operation == "requestConnectionDetails"
    body = attempt.details_body()
    if is_a:
        body["connectionDetails"] = connection_details(attempt.context.choice)
    yield "postConnectionDetails" if is_a else "requestConnectionDetails", text_of(body), wants(400)


def harmless(attempt: Attempt):
    operation, body = attempt.details_operation, attempt.details_body()
    good = wants(200) if operation == "requestConnectionDetails" else wants(204)
    # What is optional in O may be needed: certificateFingerprint in the LAN (C-167).
    changes = attempt.context.changes(operation, body, 1_000)
    fine = [one.body for one in changes if one.verdict == "accept" and "/" not in one.name]
    yield operation, attempt.context.choice.choice(fine), good
    yield "finalizePairing", b' {"x":[1,{}], "success" : true } ', wants(204)


# ---- with a pairing


def sessions(context: Context, attempt: Attempt, token: str, most: int) -> None:
    """Sessions of a pairing that was just made, and its end."""

    def shoot(operation: str, name: str, wanted: frozenset[int], bearer: str, body: bytes | None) -> Response:
        return context.shoot(attempt.side, Shot(operation, name, wanted, body=body, bearer=bearer))

    request = session_request(attempt.client, other(attempt.role), attempt.node)
    for change in context.changes("initiateSession", request, most):
        shoot("initiateSession", change.name, statuses(change, wants(200)), token, change.body)
    shoot("initiateSession", "another token", wants(401), token[::-1], text_of(request))
    stranger = {**request, "clientNodeId": random_id(context.choice)}
    shoot("initiateSession", "another pair", wants(401), token, text_of(stranger))
    for garbage in (None, b"", b"{}", b"\xff\x00[["):
        begun = shoot("initiateSession", "right", wants(200), token, text_of(request))
        pending = json.loads(begun.body)["accessToken"]
        shoot("initiateSession", "a pending token", wants(401), pending, text_of(request))
        shoot("confirmAccessToken", "not pending", wants(401), token, garbage)
        shoot("confirmAccessToken", "whatever the body", wants(200), pending, garbage)
        shoot("confirmAccessToken", "twice", wants(401), pending, garbage)
        shoot("initiateSession", "a token that was replaced", wants(401), token, text_of(request))
        token = pending
    parting = {"clientNodeId": attempt.client, "serverNodeId": attempt.node}
    for change in context.changes("unpair", parting, most):
        if change.verdict == "refuse":
            shoot("unpair", change.name, wants(400), token, change.body)
    shoot("unpair", "another token", wants(401), token[::-1], text_of(parting))
    shoot("unpair", "right", wants(204), token, text_of(parting))
    shoot("unpair", "twice", wants(401), token, text_of(parting))
    shoot("initiateSession", "unpaired", wants(400), token, text_of(request))


# ---- the registry


PARAMETERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # right and wrong values
    "region": (("NL", "NL,BE", "LU", "DE,FR"), ("nl", "NLD", "N", "NL,", ",", "N1", "%4", "NL;BE")),
    "status": (("public", "testing"), ("Public", "", "all", "0")),
    "cem": (("true", "false"), ("TRUE", "1", "", "yes")),
    "rm": (("true", "false"), ("False", "0", "null")),
    "limit": (("1", "7", "100", "5000"), ("0", "-1", "abc", "1.5", "", "1e3", "9" * 30, " 1", "0x10")),
    "offset": (("0", "3", "400"), ("-1", "x", "", "9" * 30)),
    "unknown": (("", "1", "%20"), ("%zz",)),
}


def queries(context: Context, side: Side, most: int) -> None:
    for _ in range(most):
        query, is_wrong = [], False
        for name in context.choice.sample(list(PARAMETERS), context.choice.randrange(len(PARAMETERS))):
            wrong = context.choice.random() < 0.15
            is_wrong = is_wrong or wrong
            query.append(f"{name}={context.choice.choice(PARAMETERS[name][wrong])}")
        target = "v1/endpoint" + ("?" if query else "") + "&".join(query)
        wanted = wants(400) if is_wrong else wants(200)
        context.shoot(side, Shot("endpoint", "query is " + ("wrong" if is_wrong else "right"), wanted, "GET", target))
    many = "&".join(f"a{i}=1" for i in range(40))
    context.shoot(side, Shot("endpoint", "query is absurdly long", wants(400), "GET", f"v1/endpoint?{many}"))


def records(context: Context, side: Side) -> None:
    def look_up(name: str, record: str, wanted: frozenset[int]) -> None:
        context.shoot(side, Shot("endpoint/{id}", name, wanted, "GET", f"v1/endpoint/{record}"))

    for number in context.choice.sample(range(250), 20):
        known = f"00000000-0000-0000-0000-{number:012x}"
        look_up("a record that is there", known, wants(200))
        look_up("in capitals", known.upper(), wants(200))
    for _ in range(10):
        look_up("no such record", random_id(context.choice), wants(404))
    for wrong in ("", "1", "x" * 36, "%00", "../..", "x" * 4_000, "00000000-0000-0000-0000-00000000000g"):
        look_up("no id at all", wrong, wants(404))
    for method in METHODS[1:]:
        target = "v1/endpoint/00000000-0000-0000-0000-000000000001"
        context.shoot(side, Shot("endpoint/{id}", f"method {method}", wants(405), method, target))
        context.shoot(side, Shot("endpoint", f"method {method}", wants(405), method))
