"""An HTTP receiver: keeps every request as it came, and answers as told."""

import queue
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE_S = 20


@dataclass
class Received:
    method: str
    target: str
    headers: dict
    body: bytes


class Receiver:
    """Each path is a mailbox of its own, with answers that are used up in turn; the last one stays."""

    def __init__(self):
        self._boxes = {}
        self._answers = {}
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()

    def mailbox(self, name, answers=(200,), query=""):
        """The URL of a new mailbox. An answer is a status, or `slow` for one that comes after two seconds."""
        self._boxes[f"/{name}"] = queue.Queue()
        self._answers[f"/{name}"] = list(answers)
        return f"http://127.0.0.1:{self._server.server_address[1]}/{name}{query}"

    def next(self, name):
        """The next request of a mailbox; waits for it."""
        return self._boxes[f"/{name}"].get(timeout=PATIENCE_S)

    def is_empty(self, name):
        return self._boxes[f"/{name}"].empty()

    def _take(self, path, received):
        with self._lock:
            self._boxes[path].put(received)
            answers = self._answers[path]
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def _handler(self):
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                received = Received(self.command, self.path, headers, body)
                answer = receiver._take(self.path.split("?")[0], received)
                if answer == "slow":
                    time.sleep(2)
                    answer = 200
                self.send_response(answer)
                self.send_header("content-length", "0")
                self.end_headers()

            do_POST = do_PUT = _answer

            def log_message(self, *_):
                pass

        return Handler
