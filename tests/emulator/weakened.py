"""Policies with one thing less: what a function must not get by with.

A *permission* is one action on one resource of one statement.
"""

import re

from policy import listed

# The last piece of fixed text before the wildcards that end a resource.
LAST_NAME = re.compile(r"[^*?:/]+(?=[*?:/]*$)")


def permissions(policy):
    """A policy as statements of one action on one resource each."""
    return [
        {**statement, "Action": action, "Resource": resource}
        for statement in listed(policy["Statement"])
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    ]


def without(parts, position):
    return {"Statement": parts[:position] + parts[position + 1 :]}


def renamed(parts, position):
    """The permission on a resource of another name; `None` where the resource has no name."""
    part = parts[position]
    other = LAST_NAME.sub(lambda name: name.group() + "-of-another-name", part["Resource"], count=1)
    if other == part["Resource"]:
        return None
    return {"Statement": [*parts[:position], {**part, "Resource": other}, *parts[position + 1 :]]}
