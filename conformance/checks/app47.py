"""App47: `payload` and its `md5`, in JSON, XML and form data, by POST and PUT."""

import hashlib
import json
import re
import urllib.parse
import xml.etree.ElementTree

TYPE = "customer.purchase"
NAME = "Zoë & <Søn> \"Æ\" 100%"


def md5(data):
    return hashlib.md5(data).hexdigest()


def send(billhook, receiver, name, **more):
    hook = billhook.hook("app47", receiver.mailbox(name), f"{name}.purchase", **more)
    example = billhook.example("app47", TYPE)
    example["customer"]["name"] = NAME
    billhook.post({"type": f"{name}.purchase", "data": example})
    received = receiver.next(name)
    billhook.call("DELETE", f"hooks/{hook}")
    return received, example


def check(billhook, receiver, report):
    received, example = send(billhook, receiver, "json")
    payload = re.fullmatch(rb'\{"payload":(.*),"md5":"([0-9a-f]{32})"\}', received.body, re.DOTALL)
    report.that("JSON: payload and md5 are the members", payload, received.body)
    report.equal("JSON: md5 is that of the payload as sent", payload[2].decode(), md5(payload[1]))
    sent = json.loads(payload[1])
    report.that("JSON: the payload is the event's data", example.items() <= sent.items(), sent)
    report.that("JSON: epoch_timestamp is in seconds", isinstance(sent["epoch_timestamp"], int), sent)

    received, example = send(billhook, receiver, "xml", format="xml", method="PUT")
    report.equal("XML by PUT", (received.method, received.headers["content-type"]), ("PUT", "application/xml"))
    element = re.search(rb"<payload>.*</payload>", received.body, re.DOTALL)[0]
    tree = xml.etree.ElementTree.fromstring(received.body)
    report.equal("XML: the root is notification", tree.tag, "notification")
    report.equal("XML: md5 is that of the element with its tags", tree.findtext("md5"), md5(element))
    report.equal("XML: what needs escapes arrives", tree.findtext("payload/customer/name"), NAME)
    devices = [device.findtext("model") for device in tree.findall("payload/customer/devices/device")]
    report.equal("XML: a list is a repeated element", devices, [d["model"] for d in example["customer"]["devices"]])

    received, example = send(billhook, receiver, "form", format="form")
    payload, md5_pair = received.body.rsplit(b"&", 1)
    report.equal("form: md5 is that of the payload's pairs", md5_pair.decode(), f"md5={md5(payload)}")
    pairs = dict(urllib.parse.parse_qsl(received.body.decode("ascii")))
    report.equal("form: keys nest in brackets", pairs["payload[customer][id]"], example["customer"]["id"])
    report.equal("form: what needs escapes arrives", pairs["payload[customer][name]"], NAME)

    hook = billhook.hook("app47", receiver.mailbox("ping"), "never.sent")
    billhook.call("POST", f"hooks/{hook}/test")
    ping = json.loads(receiver.next("ping").body)
    report.equal("the ping is that of the document", list(ping["payload"]), ["type", "epoch_timestamp"])
    report.equal("its type is ping", ping["payload"]["type"], "ping")
