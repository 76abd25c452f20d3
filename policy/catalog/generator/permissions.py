"""Puts the answer for every operation together: the same-named action by rule, changed by curated rows."""

import re
from dataclasses import replace

from curated import Need, On
import places
import required
import rest


def build(iam, curated, models):
    """(service, operation) -> (kind, needs); kind is `rule`, `curated`, `presumed` (the reference does not list it yet) or `none`."""
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
    if kind == "none":
        return kind, []
    service = model.service
    hints = places.Hints(curated.places.get(service, {}), curated.fills.get(service, {}), curated.named.get(service, set()))
    for need in needs:
        complete(iam, hints, model, operation, need)
    for need in copies(curated.additions.get((model.service, operation), [])):
        if need.on is None:
            complete(iam, hints, model, operation, need)
        if need.action not in {known.action for known in needs}:
            needs.append(add(iam, hints, model, operation, need, needs[0]))
            kind = "presumed" if kind == "presumed" else "curated"
    needs.extend(discovery(model, operation, needs))
    for need in needs:
        required.mark(iam, operation, need)
        for on in need.on:
            on.places = [either(curated.eithers.get(service, {}), place) for place in on.places]
    return kind, needs


def discovery(model, operation, needs):
    """SDKs ask a service that says so for its endpoint, before each of its operations."""
    if not model.operations[operation].get("endpointdiscovery", {}).get("required"):
        return
    action = needs[0].action.partition(":")[0] + ":DescribeEndpoints"
    yield Need(action, "implied", on=[], why=("the SDKs ask for the endpoint of the service first", "endpoint discovery in the service's model"))


def either(names, place):
    """A place whose parameter may hold a name although the ARN has an id."""
    leaf = re.split(r"[.\[\]{}]+", (place.path or "").rstrip("[]{}"))[-1]
    if leaf not in names.get(place.placeholder, ()):
        return place
    return places.Place(place.placeholder, place.path, "NameOrId", place.default, place.literal)


def add(iam, hints, model, operation, need, first):
    """A `tags` or `pass` row; a required parameter is always present, tags go on what the operation creates."""
    paths = [part for part in model.required(operation) if need.when == f"present({part})"]
    if paths:
        need.when = ""
    if need.on == ["as created"]:
        prefix = need.action.partition(":")[0]
        kinds = {name for name, _, _ in iam.action_types(need.action)}
        same = [on for on in first.on if on.resource_type in kinds] if first.action.startswith(prefix + ":") else []
        call = places.Call(model, operation, places.parameters(model, operation), hints)
        created = likest(operation, same, kinds)
        known = [replace(on) for on in same if on.resource_type in created]
        derived = [On(kind, places.rules(call, iam.arns(prefix, kind), kind)[0].places) for kind in created]
        need.on = known or derived or all_of(kinds)
    return need


CREATED = re.compile(r"From(?=[A-Z])|ToPointInTime|With(?=[A-Z])")


def likest(operation, same, kinds):
    """The resource types that an operation tags, by its name: `cluster` for `RestoreDBClusterFromSnapshot`.

    Those the call is checked on (`same`) go before others, and where no name is like the operation's, those of them that it
    does not name: what is made has no name yet. None when nothing tells.
    """
    nameless = [on.resource_type for on in same if not on.places]
    same = [on.resource_type for on in same]
    noun = places.noun(CREATED.split(operation)[0])
    heads = {kind: places.fold(kind.split("/")[0]) for kind in [*same, *sorted(kinds)]}
    exact = lambda head: head in (noun, noun.removesuffix("s"), places.fold(f"{operation}Task"))
    ending = lambda head: noun.endswith(head)
    for among, like in ((same, exact), (kinds, exact), (same, ending)):
        found = longest(among, heads, like)
        if found:
            return found
    if same:
        return nameless or same
    for like in (lambda head: len(head) > 3 and ending(head), lambda head: len(head) > 5 and noun.startswith(head)):
        found = longest(kinds, heads, like)
        if found:
            return found
    beginning = sorted(kind for kind in kinds if len(noun) > 4 and heads[kind].startswith(noun))
    return [min(beginning, key=len)] if beginning else []


def longest(among, heads, like):
    """The kinds whose head is like the noun and as long as any that is."""
    found = [kind for kind in sorted(among) if like(heads[kind])]
    longest = max((len(heads[kind]) for kind in found), default=0)
    return [kind for kind in found if len(heads[kind]) == longest]


def all_of(kinds):
    return [On(kind, []) for kind in sorted(kinds)]


def copies(needs):
    return [copy(need) for need in needs]


def copy(need):
    return Need(need.action, need.origin, need.when, need.on, list(need.conditions), need.why)


def by_rule(iam, curated, model, operation):
    if model.operations[operation].get("authtype") == "none" or is_unsigned(model, operation):
        return "none", []
    if model.service in curated.rest:
        return "rule", [rest.need(iam, prefix_of(curated, model), model, operation)]
    action = f"{prefix_of(curated, model)}:{operation}"
    return ("rule", [Need(action)]) if iam.action(action) else ("presumed", [Need(action, on=[])])


def is_unsigned(model, operation):
    return model.operations[operation].get("auth") == ["smithy.api#noAuth"]


def complete(iam, hints, model, operation, need):
    """Fills in what the row leaves to the rules: which resources, and which parameters name them."""
    if need.on is None:
        need.on = places.derive(iam, hints, model, operation, need.action)
        return
    prefix = need.action.partition(":")[0]
    call = places.Call(model, operation, places.parameters(model, operation), hints)
    done = []
    for on in need.on:
        arns = iam.arns(prefix, on.resource_type)
        if on.exact or not arns:
            done.append(on)
            continue
        rules = places.rules(call, arns, on.resource_type)
        if on.when:
            done.append(On(on.resource_type, rules[0].places, on.when, number=on.number))
        else:
            done.extend(On(on.resource_type, rule.places, rule.when, number=on.number) for rule in rules)
    need.on = done
