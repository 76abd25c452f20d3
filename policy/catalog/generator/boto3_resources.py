"""boto3's resource classes, from resources-1.json: what each method calls and fills in."""

from names import snake
from write import HEADER


def text(sources, models):
    """One `service` line a service, one `class` line a resource class, and below it its parts.

    The root of a service is the class named `-`. Fields are tab-separated; a list is joined by `;`, pairs by `=`.
    """
    lines = []
    for service, data in sorted(load(sources).items()):
        lines.append(f"service\t{service}")
        classes = data.get("resources", {})
        lines.extend(class_lines("-", with_all_factories(data["service"], classes), models[service]))
        for name, resource in sorted(classes.items()):
            lines.extend(class_lines(name, resource, models[service]))
    return HEADER + "\n".join(lines) + "\n"


def load(sources):
    models = {}
    for name in sources.names("boto3"):
        parts = name.split("/")
        if len(parts) == 5 and parts[4] == "resources-1.json":
            models.setdefault(parts[2], []).append((parts[3], name))
    return {service: sources.json("boto3", max(found)[1]) for service, found in models.items()}


def with_all_factories(root, classes):
    """boto3 gives the root a factory for every class, listed or not, with all identifiers as arguments."""
    has = dict(root.get("has", {}))
    listed = {entry["resource"]["type"] for entry in has.values()}
    for name, resource in classes.items():
        if name not in listed:
            inputs = [{"target": entry["name"], "source": "input"} for entry in resource.get("identifiers", [])]
            has[name] = {"resource": {"type": name, "identifiers": inputs}}
    return {**root, "has": has}


def attributes(resource, identifiers, model):
    """Members of the loaded data that are attributes, in Python spelling."""
    shape = model.shapes.get(resource.get("shape", ""), {})
    own = {entry.get("memberName") for entry in resource.get("identifiers", [])}
    found = [snake(member) for member in shape.get("members", {}) if member not in own]
    return sorted(set(found) - set(identifiers))


def class_lines(name, resource, model):
    identifiers = [snake(entry["name"]) for entry in resource.get("identifiers", [])]
    yield f"class\t{name}\t{';'.join(identifiers)}\t{';'.join(attributes(resource, identifiers, model))}".rstrip("\t")
    if "load" in resource:
        for method in ("load", "reload"):
            yield action_line("action", method, resource["load"])
    for action, entry in sorted(resource.get("actions", {}).items()):
        yield action_line("action", snake(action), entry)
    for waiter, entry in sorted(resource.get("waiters", {}).items()):
        operation = model.waiters[entry["waiterName"]]
        yield f"waiter\twait_until_{snake(waiter)}\t{operation}\t{parameters(entry.get('params', []))}".rstrip("\t")
    for sub, entry in sorted(resource.get("has", {}).items()):
        yield f"has\t{sub_name(sub, entry)}\t{returned(entry['resource'])}"
    for collection, entry in sorted(resource.get("hasMany", {}).items()):
        yield action_line("collection", snake(collection), entry)
    for action, entry in sorted(resource.get("batchActions", {}).items()):
        yield action_line("batch", snake(action), entry)


def sub_name(name, entry):
    """boto3 gives factories (all identifiers from arguments or the parent) the class's casing, references snake case."""
    loaded = any(identifier["source"] == "data" for identifier in entry["resource"].get("identifiers", []))
    return snake(name) if loaded else name


def action_line(kind, name, entry):
    request = entry["request"]
    fields = [kind, name, request["operation"], parameters(request.get("params", [])), returned(entry.get("resource"))]
    return "\t".join(fields).rstrip("\t")


def parameters(params):
    return ";".join(f"{param['target']}={value(param)}" for param in params)


def value(param):
    source = param["source"]
    if source == "identifier":
        return "i:" + snake(param["name"])
    if source == "data":
        return "d:" + param["path"]
    return f"l:{param.get('value')}"


def returned(resource):
    if not resource:
        return ""
    parts = [resource["type"]]
    for identifier in resource.get("identifiers", []):
        parts.append(f"{snake(identifier['target'])}={origin(identifier)}")
    return ";".join(parts)


def origin(identifier):
    source = identifier["source"]
    letters = {"input": "a", "identifier": "p", "requestParameter": "q", "response": "r", "data": "r", "string": "l"}
    if source == "input":
        return "a:"
    if source == "identifier":
        return "p:" + snake(identifier["name"])
    return f"{letters[source]}:{identifier.get('path') or identifier.get('value')}"
