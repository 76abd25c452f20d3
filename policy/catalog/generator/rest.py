"""Services whose actions are HTTP methods and whose resources are paths (API Gateway)."""

import re

from curated import Need, On, Place


def need(iam, prefix, model, operation):
    """`apigateway:GET` on the resource types whose ARN has the path of the operation's URI."""
    http = model.operations[operation]["http"]
    path = re.sub(r"^/v\d+", "", http["requestUri"].split("?")[0])
    members = uri_members(model, operation)
    return Need(f"{prefix}:{http['method']}", on=resources(iam, prefix, segments(path), members))


def uri_members(model, operation):
    """The URI's variables as the parameters they come from."""
    return {
        reference.get("locationName", name): name
        for name, reference in model.members(operation).items()
        if reference.get("location") == "uri"
    }


def segments(path):
    return [part for part in path.strip("/").split("/") if part]


def resources(iam, prefix, wanted, members):
    found = []
    for kind in sorted(iam.resource_types.get(prefix, {})):
        for arn in iam.arns(prefix, kind):
            places = match(segments(arn.split(":", 5)[5]), wanted, members)
            if places is not None:
                found.append(On(kind, places, exact=True))
                break
    return found


def match(pattern, wanted, members):
    """The places if an ARN's path has the URI's shape, else None."""
    if len(pattern) != len(wanted):
        return None
    places = []
    for left, right in zip(pattern, wanted):
        variable = re.fullmatch(r"\$\{([^}]*)\}", left)
        name = re.fullmatch(r"\{([^}+]*)\+?\}", right)
        if variable and name:
            places.append(Place(variable.group(1), members[name.group(1)]))
        elif variable or name or left != right:
            return None
    return places
