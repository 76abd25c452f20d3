"""Every parameter that is called a role is passed (`iam:PassRole`), or stands in curated/unpassed.txt with the reason why not."""

import os
import re

from sources import CATALOG

ROLE = re.compile(r"role(arn|name)?s?$", re.IGNORECASE)
DEEPEST = 7
TABLE = os.path.join(CATALOG, "curated", "unpassed.txt")


def problems(models, answers):
    rows = list(read())
    used = set()
    for service, model in models.items():
        paths = Paths(model)
        for operation in model.operations:
            _, needs = answers.get((service, operation), ("", []))
            if any(need.action == "iam:PassRole" for need in needs):
                continue
            for path in paths.of(operation):
                text = f"{service}:{operation} {path}"
                fitting = [number for number, pattern in rows if pattern.fullmatch(text)]
                used.update(fitting)
                if not fitting:
                    yield f"{text}: a role that is neither passed nor in curated/unpassed.txt"
    for number, pattern in rows:
        if number not in used:
            yield f"unpassed.txt:{number}: fits no parameter of an operation that passes no role"


def read():
    """Line number and pattern of each row: `service:Operation path`, in which `*` is any text."""
    why = ""
    with open(TABLE, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.strip()
            if line.startswith("why "):
                why = line
            elif line and not line.startswith("#"):
                if " -- " not in why:
                    raise SystemExit(f"unpassed.txt:{number}: no `why REASON -- SOURCE` above it")
                yield number, re.compile(re.escape(line).replace(r"\*", ".*"))


class Paths:
    """Where the input of an operation has parameters that are called roles."""

    def __init__(self, model):
        self.model = model
        self.known = {}

    def of(self, operation):
        reference = self.model.operations[operation].get("input")
        return self.below(reference["shape"], 0) if reference else []

    def below(self, shape, depth):
        """Paths to the roles inside of a shape."""
        if (shape, depth) not in self.known:
            self.known[shape, depth] = list(self.walk(shape, depth)) if depth < DEEPEST else []
        return self.known[shape, depth]

    def walk(self, shape, depth):
        found = self.model.shapes[shape]
        for name, member in found.get("members", {}).items():
            inner, steps = self.element(member["shape"])
            if self.model.shapes[inner]["type"] == "string":
                if ROLE.search(name):
                    yield name + steps
            else:
                yield from (f"{name}{steps}.{path}" for path in self.below(inner, depth + 1))

    def element(self, shape):
        """What a list or map holds in the end, and the steps that lead to it."""
        steps = ""
        for _ in range(DEEPEST):
            found = self.model.shapes[shape]
            if found["type"] == "list":
                shape, steps = found["member"]["shape"], steps + "[]"
            elif found["type"] == "map":
                shape, steps = found["value"]["shape"], steps + "{}"
            else:
                break
        return shape, steps
