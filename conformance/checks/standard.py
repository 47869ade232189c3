"""Standard Webhooks 1.0.0, by its specification: https://www.standardwebhooks.com"""

import base64
import hashlib
import hmac
import json
import subprocess
import time
from pathlib import Path

import ed25519

DATA = '{"b": 1.10, "a": [1e3, "\\u00e9", "é"], "n": 12345678901234567890.5}'


def signed(received):
    """What is signed: id, timestamp and body, joined by dots."""
    head = f"{received.headers['webhook-id']}.{received.headers['webhook-timestamp']}."
    return head.encode() + received.body


def hmac_of(secret, received):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.new(key, signed(received), hashlib.sha256).digest()).decode()


def signatures(received):
    return received.headers["webhook-signature"].split(" ")


def verified_by_npm(secret, received):
    """Whether the npm package takes the request; None where Node or the package is missing."""
    folder = Path(__file__).parent.parent
    if not (folder / "node_modules" / "standardwebhooks").exists():
        return None
    request = json.dumps({"secret": secret, "headers": received.headers, "body": received.body.decode()})
    done = subprocess.run(["node", str(folder / "verify.mjs")], input=request.encode(), capture_output=True)
    return done.returncode == 0


def check(billhook, receiver, report):
    hook = billhook.hook("standard", receiver.mailbox("standard"), "invoice.paid")
    event = billhook.post(('{"type":"invoice.paid","data":' + DATA + "}").encode())
    received = receiver.next("standard")
    secret = billhook.secret(hook)["secret"]
    report.equal("webhook-id is the event's", received.headers["webhook-id"], event)
    age = abs(time.time() - int(received.headers["webhook-timestamp"]))
    report.that("webhook-timestamp is now, in seconds", age < 60, age)
    report.equal("v1 is the HMAC-SHA256 of id, timestamp and body", signatures(received), [hmac_of(secret, received)])
    report.that("data arrives byte for byte", received.body.endswith(f'"data":{DATA}}}'.encode()), received.body)
    body = json.loads(received.body)
    report.equal("the body is type, timestamp, data", list(body), ["type", "timestamp", "data"])
    report.equal("the body is JSON", received.headers["content-type"], "application/json")
    by_npm = verified_by_npm(secret, received)
    report.that("the npm package standardwebhooks verifies it", by_npm, "run npm ci in conformance/" if by_npm is None else "refused")

    billhook.call("POST", f"hooks/{hook}/secret/rotate", {"grace_seconds": 600})
    billhook.post({"type": "invoice.paid", "data": {}})
    received = receiver.next("standard")
    new = billhook.secret(hook)["secret"]
    expected = [hmac_of(new, received), hmac_of(secret, received)]
    report.equal("after a rotation both secrets sign, the new one first", signatures(received), expected)
    report.that("npm verifies it with the old secret too", verified_by_npm(secret, received), "refused")

    billhook.call("POST", f"hooks/{hook}/secret/rotate", {"grace_seconds": 0, "kind": "ed25519"})
    billhook.post({"type": "invoice.paid", "data": {}})
    received = receiver.next("standard")
    keys = [secret["public_key"] for secret in billhook.secret(hook)["secrets"] if secret["kind"] == "ed25519"]
    public = base64.b64decode(keys[0].removeprefix("whpk_"))
    own = [base64.b64decode(s.removeprefix("v1a,")) for s in signatures(received) if s.startswith("v1a,")]
    report.that("v1a is an ed25519 signature of the same", any(ed25519.verify(public, signed(received), s) for s in own), own)
