"""Billhook as a process, driven through its API."""

import json
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

TENANT = "Pied Piper"


class Billhook:
    def __init__(self, binary):
        self._binary = str(Path(binary).resolve())
        self._folder = tempfile.TemporaryDirectory(prefix="billhook-conformance-")

    def __enter__(self):
        data = ["--data-dir", self._folder.name]
        made = subprocess.run(
            [self._binary, "admin", "bootstrap", "--tenant", TENANT, "--email", "owner@example.com", "--password-stdin", *data],
            input=b"correct horse battery\n", stdout=subprocess.PIPE, check=True,
        )
        self._token = json.loads(made.stdout)["token"]
        serve = [self._binary, "serve", "--listen", "127.0.0.1:0", "--allow-network", "127.0.0.0/8", *data]
        log = open(Path(self._folder.name) / "log", "wb")  # noqa: SIM115: the process has it
        self._process = subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=log)
        self._base = self._process.stdout.readline().decode().split()[-1]
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(timeout=30)
        self._folder.cleanup()

    def call(self, method, path, body=None):
        """The answer of the API as JSON; what is no success is an error that tells all."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self._base}/api/v1/{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()}") from error

    def hook(self, preset, url, event_type, **more):
        """A hook for one event type; its id."""
        hook = {"name": f"{preset} {event_type}", "url": url, "preset": preset, "actions": [{"event_type": event_type}]}
        return self.call("POST", "hooks", {**hook, **more})["id"]

    def secret(self, hook):
        return self.call("GET", f"hooks/{hook}/secret")

    def post(self, event):
        """Posts an event, as an object or as JSON text that has to stay as it is."""
        return self.call("POST", "events", event)["id"]

    def example(self, preset, event_type):
        """The example of the preset's catalogue, as the API shows it."""
        catalog = self.call("GET", f"presets/{preset}")["event_types"]
        return next(entry["example"] for entry in catalog if entry["name"] == event_type)

    def end_of(self, event):
        """State and reason of the event's one delivery, once it has ended."""
        for _ in range(200):
            delivery = self.call("GET", f"events/{event}")["deliveries"][0]
            if delivery["finished_at"]:
                return delivery["state"], delivery["state_reason"]
            time.sleep(0.05)
        return delivery["state"], "has not ended"
