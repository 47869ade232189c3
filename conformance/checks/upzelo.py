"""Upzelo: one `data` object that counts its attempts."""

import json

TYPE = "subscription.pause"


def check(billhook, receiver, report):
    # The waits of the document would take two hours.
    soon = {"schedule_ms": [200, 200]}
    billhook.hook("upzelo", receiver.mailbox("upzelo", answers=[500, 503, 200]), TYPE, policy=soon)
    example = billhook.example("upzelo", TYPE)
    billhook.post({"type": TYPE, "data": example, "app": "app_1", "test_mode": True})
    bodies = [json.loads(receiver.next("upzelo").body) for _ in range(3)]
    report.equal("attempt counts up in the body", [body["data"]["attempt"] for body in bodies], [1, 2, 3])
    rest = [{**body["data"], "attempt": 0} for body in bodies]
    report.that("nothing else differs between attempts", rest[0] == rest[1] == rest[2], rest)
    report.equal("the one member is data", list(bodies[0]), ["data"])
    data = bodies[0]["data"]
    expected = {"type": TYPE, "attempt": 1, **example, "app_id": "app_1", "test_mode": True}
    report.equal("its members are those of the document", data, expected)
