"""Which resources a call is checked on though no parameter names them: what the reference says must be given, and what
the call makes."""

import re

from iam import placeholders
from places import fold

MAKES = re.compile(r"^(?:Create|Copy|Import|Allocate|Restore)(.*?)s?$")


def mark(iam, operation, need):
    """Marks the rules of a permission that stand beside others which a parameter does choose."""
    blank = [on for on in need.on if not is_named(iam, need.action, on)]
    if len(blank) == len(need.on):
        return
    required = {kind for kind, is_required, _ in iam.action_types(need.action) if is_required}
    for on in blank:
        on.always = on.resource_type in required or makes(operation, on.resource_type)


def is_named(iam, action, on):
    """Whether a parameter fills the first placeholder of the ARN, so that the call chooses the resource."""
    filled = {place.placeholder for place in on.places}
    arns = iam.arns(action.partition(":")[0], on.resource_type)
    return any(placeholders(arn)[:1] and placeholders(arn)[0] in filled for arn in arns)


def makes(operation, resource_type):
    """`CreateSnapshot` makes a `snapshot`; what is launched (`RunInstances`) comes with parts of other kinds."""
    if operation.startswith("Run"):
        return True
    found = MAKES.match(operation)
    noun, kind = fold(found.group(1)) if found else "", fold(resource_type)
    return bool(noun) and (kind.endswith(noun) or noun.endswith(kind))
