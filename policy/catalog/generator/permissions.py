"""Puts the answer for every operation together: the same-named action by rule, changed by curated rows."""

from curated import Need, On
import places


def build(iam, curated, models):
    """(service, operation) -> (kind, needs); kind is `rule`, `curated`, `none` or `unknown`."""
    answers = {}
    for service, model in models.items():
        for operation in sorted(model.operations):
            answers[(service, operation)] = answer(iam, curated, model, operation)
    return answers


def prefix_of(curated, model):
    metadata = model.metadata
    return curated.prefixes.get(model.service, metadata.get("signingName", metadata["endpointPrefix"]))


def answer(iam, curated, model, operation):
    entry = curated.entries.get((model.service, operation))
    if entry and entry.none:
        return "none", []
    kind, needs = ("curated", copies(entry.needs)) if entry and entry.needs else by_rule(iam, curated, model, operation)
    if entry:
        needs = [need for need in needs if need.action not in entry.drop] + copies(entry.also)
        if entry.on is not None and needs:
            needs[0].on = entry.on
        kind = "curated" if needs else kind
    if kind in ("unknown", "none"):
        return kind, []
    service_places = curated.places.get(model.service, {})
    for need in needs:
        complete(iam, service_places, model, operation, need)
    known = {need.action for need in needs}
    for need in copies(curated.additions.get((model.service, operation), [])):
        if need.action not in known:
            needs.append(add(iam, model, operation, need, needs[0]))
            kind = "curated"
    return kind, needs


def add(iam, model, operation, need, first):
    """A `tags` or `pass` row; a required parameter is always present, tags go on what the operation creates."""
    paths = [part for part in model.required(operation) if need.when == f"present({part})"]
    if paths:
        need.when = ""
    if need.on == ["as created"]:
        prefix = need.action.partition(":")[0]
        kinds = {name for name, _, _ in iam.action_types(need.action)}
        same = [on for on in first.on if on.resource_type in kinds] if first.action.startswith(prefix + ":") else []
        need.on = same if same or not kinds else [On(kind, []) for kind in sorted(kinds)]
    return need


def copies(needs):
    return [copy(need) for need in needs]


def copy(need):
    return Need(need.action, need.origin, need.when, need.on, list(need.conditions))


def by_rule(iam, curated, model, operation):
    if model.operations[operation].get("authtype") == "none" or is_unsigned(model, operation):
        return "none", []
    action = f"{prefix_of(curated, model)}:{operation}"
    return ("rule", [Need(action)]) if iam.action(action) else ("unknown", [])


def is_unsigned(model, operation):
    return model.operations[operation].get("auth") == ["smithy.api#noAuth"]


def complete(iam, service_places, model, operation, need):
    """Fills in what the row leaves to the rules: which resources, and which parameters name them."""
    derived = places.derive(iam, service_places, model, operation, need.action)
    if need.on is None:
        need.on = derived
        return
    prefix = need.action.partition(":")[0]
    given = places.parameters(model, operation)
    done = []
    for on in need.on:
        found = on.places
        if not on.exact:
            arns = iam.arns(prefix, on.resource_type)
            found = places.best_rule(service_places, model, operation, given, arns, on.resource_type)[0] if arns else []
        done.append(On(on.resource_type, found, on.when, on.exact))
    need.on = done
