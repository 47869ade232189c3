"""Upgates: the shop's name and a list of what the event is about."""

import json

import billhook as process

TYPE = "order.created"


def check(billhook, receiver, report):
    billhook.hook("upgates", receiver.mailbox("upgates", answers=[204]), TYPE)
    example = billhook.example("upgates", TYPE)
    billhook.post({"type": TYPE, "data": example})
    received = receiver.next("upgates")
    body = json.loads(received.body)
    report.equal("the body is the shop's name and the list", body, {"project_name": process.TENANT, **example})
    report.equal("the shop's name comes first", next(iter(body)), "project_name")

    many = [f"o-{number}" for number in range(5001)]
    billhook.post({"type": TYPE, "data": None, "subjects": many})
    parts = [json.loads(receiver.next("upgates").body)["orders"] for _ in range(2)]
    parts.sort(key=len, reverse=True)
    report.equal("a list of 5001 goes into two requests", [len(part) for part in parts], [5000, 1])
    report.equal("nothing of it is lost", parts[0] + parts[1], many)

    billhook.hook("upgates", receiver.mailbox("slow", answers=["slow"]), "order.updated")
    event = billhook.post({"type": "order.updated", "data": {"orders": []}})
    receiver.next("slow")
    report.equal("a time-out counts as delivered", billhook.end_of(event), ("delivered", "timeout_counts_as_delivered"))
