"""Service models of botocore, read into plain records: operations, members, shapes, paginators, waiters."""


class Model:
    """One service: its metadata, operations and shapes as botocore has them."""

    def __init__(self, service, data, paginators, waiters):
        self.service = service
        self.metadata = data["metadata"]
        self.operations = data["operations"]
        self.shapes = data["shapes"]
        self.paginated = set(paginators)
        self.waiters = waiters

    def input_shape(self, operation):
        reference = self.operations[operation].get("input")
        return self.shapes[reference["shape"]] if reference else {"type": "structure", "members": {}}

    def members(self, operation):
        return self.input_shape(operation).get("members", {})

    def required(self, operation):
        return set(self.input_shape(operation).get("required", []))

    def shape_at(self, operation, path):
        """The shape a path such as `Entries[].EventBusName` or `RequestItems{}` leads to, or None."""
        shape = self.input_shape(operation)
        parts = path.split(".")
        for index, part in enumerate(parts):
            name, steps = split_steps(part)
            if shape["type"] != "structure" or name not in shape.get("members", {}):
                return None
            shape = self.shapes[shape["members"][name]["shape"]]
            for number, step in enumerate(steps):
                last = index + 1 == len(parts) and number + 1 == len(steps)
                if step == "[]" and shape["type"] == "list":
                    shape = self.shapes[shape["member"]["shape"]]
                elif step == "{}" and shape["type"] == "map":
                    shape = self.shapes[shape["key" if last else "value"]["shape"]]
                else:
                    return None
        return shape


def split_steps(part):
    """`Items{}[]` -> (`Items`, [`{}`, `[]`])."""
    name = part.split("[")[0].split("{")[0]
    rest = part[len(name) :]
    steps = [rest[at : at + 2] for at in range(0, len(rest), 2)]
    return name, steps


def load(sources):
    """Every service's newest model, by botocore id."""
    names = set(sources.names("botocore"))
    versions = {}
    for name in names:
        parts = name.split("/")
        if len(parts) == 5 and parts[:2] == ["botocore", "data"] and parts[4] == "service-2.json.gz":
            versions.setdefault(parts[2], []).append(parts[3])
    return {service: _load_one(sources, names, service, max(found)) for service, found in sorted(versions.items())}


def _load_one(sources, names, service, version):
    base = f"botocore/data/{service}/{version}/"
    data = sources.json("botocore", base + "service-2.json.gz")
    paginators = _optional(sources, names, base + "paginators-1.json").get("pagination", {})
    waiters = _optional(sources, names, base + "waiters-2.json").get("waiters", {})
    return Model(service, data, paginators, {name: waiter["operation"] for name, waiter in waiters.items()})


def _optional(sources, names, name):
    for candidate in (name, name + ".gz"):
        if candidate in names:
            return sources.json("botocore", candidate)
    return {}
