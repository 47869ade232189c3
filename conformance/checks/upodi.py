"""Upodi: a thin notice with the hook's authenticity token."""

import json
from datetime import datetime, timedelta, timezone

TYPE = "customer.create"


def check(preset, billhook, receiver, report):
    hook = billhook.hook(preset, receiver.mailbox(preset), TYPE)
    occurred_at = "2017-10-05T14:57:10.0860922Z"
    billhook.post({"type": TYPE, "data": {"id": "ignored"}, "subjects": ["c-1"], "occurred_at": occurred_at})
    received = receiver.next(preset)
    body = json.loads(received.body)
    members = ["ID", "Time", "Signature", "Action", "Issuer", "Data", "Type"]
    report.equal("the members are those of the document", list(body), members)
    report.equal("Signature is the hook's token", body["Signature"], billhook.secret(hook)["secret"])
    report.equal("Type and Action are the event type's", (body["Type"], body["Action"]), ("Customer", "create"))
    report.equal("Issuer names the subject", body["Issuer"], {"Url": "/Customer/create/c-1", "Identifier": "c-1"})
    report.equal("Data is null", body["Data"], None)
    since = datetime(1601, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=body["Time"] // 10)
    expected = datetime(2017, 10, 5, 14, 57, 10, 86092, tzinfo=timezone.utc)
    report.equal("Time counts 100 ns from 1601", since, expected)
    report.that("no Standard Webhooks headers", "webhook-signature" not in received.headers, received.headers)

    billhook.call("POST", f"hooks/{hook}/secret/rotate", {"grace_seconds": 600})
    billhook.post({"type": TYPE, "data": None, "subjects": ["c-2"]})
    rotated = json.loads(receiver.next(preset).body)["Signature"]
    report.equal("after a rotation the new token goes out alone", rotated, billhook.secret(hook)["secret"])
