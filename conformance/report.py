"""What was checked, and what came of it."""

import contextlib
import traceback


class Report:
    def __init__(self):
        self._lines = []
        self._system = ""

    @contextlib.contextmanager
    def system(self, name):
        """Everything inside is about this system; what breaks it off is a line of its own."""
        self._system = name
        try:
            yield
        except Exception as error:  # noqa: BLE001: whatever it is, the other systems are checked all the same
            where = traceback.extract_tb(error.__traceback__)[-1]
            self._lines.append((name, "could be checked to the end", f"{error!r} in {where.filename}:{where.lineno}"))

    def that(self, what, holds, seen=""):
        """Notes whether something holds, and what was seen if it does not."""
        self._lines.append((self._system, what, "" if holds else f"no: {seen}"))

    def equal(self, what, actual, expected):
        self.that(what, actual == expected, f"{actual!r} is not {expected!r}")

    def passed(self):
        return all(not wrong for _, _, wrong in self._lines)

    def table(self):
        width = max(len(what) for _, what, _ in self._lines)
        rows = [f"{system:<12} {what:<{width}}  {wrong or 'ok'}" for system, what, wrong in self._lines]
        wrong = sum(1 for line in self._lines if line[2])
        return "\n".join([*rows, f"{len(self._lines)} checks, {wrong} failed"])
