"""Services that botocore has dropped and `aws-sdk` still has a client of: code that calls them is still deployed.

`aws-sdk` has them in a minified form: shapes stand inline and a shape without a type is a string. Here they are spelled
out as botocore has them, so that everything after reading is the same.
"""

from botocore_models import Model

PACKAGE = "aws-sdk"


def load(sources, known):
    """Models by a botocore-like id, of the services with an id that no model in `known` has."""
    names = set(sources.names(PACKAGE))
    have = {service_id(model.metadata) for model in known.values()}
    found = {}
    for key, entry in sorted(sources.json(PACKAGE, "apis/metadata.json").items()):
        base = f"apis/{entry.get('prefix', key)}-2"
        versions = [name for name in names if name.startswith(base) and name.endswith(".min.json")]
        if not versions:
            continue
        path = max(versions)
        data = sources.json(PACKAGE, path)
        if fold(service_id(data["metadata"])) in {fold(name) for name in have} | RENAMED:
            continue
        service = service_id(data["metadata"]).lower().replace(" ", "-")
        service = BOTOCORE_IDS.get(service, service)
        found[service] = Model(service, spelled_out(data), paginated(sources, names, path), waiters(sources, names, path))
    return found


# Old names of services that botocore has under another one (an `alias` row says so).
RENAMED = {"cloudwatchevents"}

# What botocore called a service while it had it, where that is not its serviceId with hyphens.
BOTOCORE_IDS = {
    "elastic-transcoder": "elastictranscoder",
    "iot-1click-devices-service": "iot1click-devices",
    "iot-1click-projects": "iot1click-projects",
    "iot-events": "iotevents",
    "iot-events-data": "iotevents-data",
    "mobile-analytics": "mobileanalytics",
}


def fold(name):
    return name.lower().replace(" ", "").replace("-", "")


def service_id(metadata):
    return metadata.get("serviceId", metadata.get("serviceAbbreviation", metadata["serviceFullName"]))


def paginated(sources, names, path):
    path = path.replace(".min.json", ".paginators.json")
    return sources.json(PACKAGE, path).get("pagination", {}) if path in names else {}


def waiters(sources, names, path):
    path = path.replace(".min.json", ".waiters2.json")
    found = sources.json(PACKAGE, path).get("waiters", {}) if path in names else {}
    return {name: waiter["operation"] for name, waiter in found.items()}


def spelled_out(data):
    shapes = {}
    reader = lambda shape: reference(shape, data.get("shapes", {}), shapes)
    operations = {}
    for name, operation in data["operations"].items():
        operations[name] = {key: value for key, value in operation.items() if key in ("authtype", "auth")}
        operations[name]["http"] = {"method": "POST", "requestUri": "/"} | operation.get("http", {})
        operations[name]["input"] = reader(operation.get("input", {"type": "structure"}))
    return {"metadata": data["metadata"], "operations": operations, "shapes": shapes}


def reference(shape, minified, shapes):
    """A reference to a shape, which is added to `shapes` under its own or a new name."""
    name = shape.get("shape", f"Inline{len(shapes)}")
    if name not in shapes:
        definition = minified[name] if "shape" in shape else shape
        kind = definition.get("type", "string")
        shapes[name] = spelled = {"type": kind}
        if kind == "structure":
            spelled["required"] = definition.get("required", [])
            members = definition.get("members", {})
            spelled["members"] = {member: reference(it, minified, shapes) | placed(it) for member, it in members.items()}
        for part in ("member", "key", "value"):
            if kind in ("list", "map") and part in definition:
                spelled[part] = reference(definition[part], minified, shapes)
    return {"shape": name}


def placed(member):
    return {key: member[key] for key in ("location", "locationName") if key in member}
