"""Abowire, both forms. What proves the sender is a secret in the query."""

import json

QUERY = "?secret=s%2F3+x&b=2&a=1&empty="


def check(billhook, receiver, report):
    url = receiver.mailbox("abowire", query=QUERY)
    billhook.hook("abowire", url, "invoice.create")
    example = billhook.example("abowire", "invoice.create")
    billhook.post({"type": "invoice.create", "data": example, "actor": "user_7", "origin": "billing"})
    received = receiver.next("abowire")
    report.equal("the query is sent exactly as configured", received.target, f"/abowire{QUERY}")
    body = json.loads(received.body)
    members = ["id", "eventArn", "component", "action", "userId", "timestamp", "origin", "destination", "payload"]
    report.equal("the members are those of the document", list(body), members)
    report.equal("eventArn names tenant, component and action", body["eventArn"], "arn:pied-piper:invoice:create")
    report.equal("userId and origin are the event's", (body["userId"], body["origin"]), ("user_7", "billing"))
    report.equal("destination is the hook's URL", body["destination"], url)
    report.equal("payload is the event's data", body["payload"], example)


def check_v2(billhook, receiver, report):
    url = receiver.mailbox("abowire-v2", query=QUERY)
    billhook.hook("abowire-v2", url, "subscription.update")
    new, old = {"id": "s-1", "plan": "b"}, {"id": "s-1", "plan": "a"}
    event = {"type": "subscription.update", "data": new, "previous": old, "test_mode": True}
    billhook.post({**event, "origin": "com.abowire.billing"})
    received = receiver.next("abowire-v2")
    report.equal("the query is sent exactly as configured", received.target, f"/abowire-v2{QUERY}")
    expected = {
        "source": "com.abowire.billing",
        "event": "subscription.update",
        "accountId": "pied-piper",
        "isProduction": False,
        "payload": new,
        "previousPayload": old,
    }
    report.equal("the body is that of the document", list(json.loads(received.body).items()), list(expected.items()))
