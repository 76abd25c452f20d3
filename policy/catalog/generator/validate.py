"""Refuses curated rows that name an operation, action, resource type, placeholder or parameter that does not exist."""

import re

import roles
from iam import placeholders
from permissions import prefix_of

PATH_IN_WHEN = re.compile(r"(?:present|absent|equals|starts|contains|word)\(([^(),]+)")


def problems(iam, curated, models, answers):
    found = []
    for service, operation in list(curated.entries) + list(curated.additions):
        if service not in models:
            found.append(f"curated: no service `{service}`")
        elif operation not in models[service].operations:
            found.append(f"curated: no operation `{service}:{operation}`")
    for service, waiters in curated.waiters.items():
        for waiter, operation in waiters.items():
            if operation not in models[service].operations:
                found.append(f"curated: waiter `{waiter}` of `{service}` polls no operation `{operation}`")
    for service, model in models.items():
        found.extend(hint_problems(iam, curated, model))
    for key, entry in curated.entries.items():
        if not entry.why:
            found.append(f"{entry.where}: `{key[0]}:{key[1]}` has no reason")
    for (service, operation), (kind, needs) in answers.items():
        for need in needs:
            where = f"{service}:{operation} {need.action}"
            if service in curated.rest:
                continue  # paths that the reference does not list for a method exist all the same
            found.extend(f"{where}: {problem}" for problem in need_problems(iam, models[service], operation, kind, need))
    found.extend(either_problems(curated, answers))
    found.extend(roles.problems(models, answers))
    return sorted(set(found))


def either_problems(curated, answers):
    """`either` rows that no operation has a use for."""
    used = {
        (service, place.placeholder)
        for (service, _), (_, needs) in answers.items()
        for need in needs
        for on in need.on
        for place in on.places
        if place.form == "NameOrId"
    }
    for service, names in curated.eithers.items():
        for placeholder in names:
            if (service, placeholder) not in used:
                yield f"curated: either of `{service}`: nothing fills `{placeholder}` so"


def hint_problems(iam, curated, model):
    """`place` and `fill` rows that can never apply."""
    service = model.service
    prefix = prefix_of(curated, model)
    for kind, alternatives in curated.places.get(service, {}).items():
        arns = iam.arns(prefix, kind)
        for place in [place for places in alternatives for place in places]:
            if not any("${" + place.placeholder + "}" in arn for arn in arns):
                yield f"curated: place of `{service}`: no `{place.placeholder}` in `{prefix}:{kind}`"
    known = {name for kind in iam.resource_types.get(prefix, {}) for arn in iam.arns(prefix, kind) for name in placeholders(arn)}
    for placeholder in curated.named.get(service, set()) - known:
        yield f"curated: named of `{service}`: no placeholder `{placeholder}`"
    for placeholder, paths in curated.fills.get(service, {}).items():
        if placeholder not in known:
            yield f"curated: fill of `{service}`: no placeholder `{placeholder}`"
        for path in paths:
            if not any(model.shape_at(operation, path.partition(":")[0]) for operation in model.operations):
                yield f"curated: fill of `{service}`: no operation has `{path}`"


def need_problems(iam, model, operation, kind, need):
    if not iam.action(need.action):
        if kind != "presumed":
            yield "no such action"
        return
    prefix = need.action.partition(":")[0]
    known = {name for name, _, _ in iam.action_types(need.action)}
    yield from when_problems(model, operation, need.when)
    for on in need.on:
        if on.resource_type not in iam.resource_types.get(prefix, {}):
            yield f"no resource type `{on.resource_type}`"
        elif on.resource_type not in known:
            yield f"not checked on `{on.resource_type}`: {sorted(known)}"
        yield from when_problems(model, operation, on.when)
        for place in on.places:
            if place.path is not None and not model.shape_at(operation, place.path):
                yield f"no parameter `{place.path}`"
    for _, _, value in need.conditions:
        path = value[1:] if value.startswith("@") else value.removeprefix("partition(").removesuffix(")") if value.startswith("partition(") else None
        if path and not model.shape_at(operation, path):
            yield f"no parameter `{path}`"


def when_problems(model, operation, when):
    for path in PATH_IN_WHEN.findall(when):
        if not model.shape_at(operation, path.strip()):
            yield f"no parameter `{path}` in a condition"
