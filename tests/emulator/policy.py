"""A small IAM evaluator: identity policies with Allow and Deny, globs, and the string conditions that the corpus uses.

Not a full one: resource policies, boundaries and NotAction are unknown to it. What it does not know is an error, never an
answer.
"""

import re
from functools import cache

CONDITIONS = {
    "StringEquals": lambda wanted, given: wanted == given,
    "StringLike": lambda wanted, given: matches(wanted, given),
    "ArnLike": lambda wanted, given: matches(wanted, given),
}


def allows(policy, request):
    """Whether a policy document allows a request, `(action, arn, context)`."""
    effects = [statement["Effect"] for statement in listed(policy["Statement"]) if covers(statement, request)]
    return "Allow" in effects and "Deny" not in effects


def covers(statement, request):
    unknown = set(statement) - {"Sid", "Effect", "Action", "Resource", "Condition"}
    if unknown:
        raise ValueError(f"cannot judge a statement with {sorted(unknown)}")
    action, arn, context = request
    return (
        any(matches(it.lower(), action.lower()) for it in listed(statement["Action"]))
        and any(matches(it, arn) for it in listed(statement["Resource"]))
        and all(holds(operator, keys, context) for operator, keys in statement.get("Condition", {}).items())
    )


def holds(operator, keys, context):
    quantifier, _, plain = operator.rpartition(":")
    compare = CONDITIONS[plain]
    if quantifier == "ForAllValues":
        return all(
            any(compare(wanted, given) for wanted in listed(values))
            for key, values in keys.items()
            for given in context.get(key, [])
        )
    if quantifier:
        raise ValueError(f"cannot judge `{operator}`")
    return all(
        key in context and any(compare(wanted, context[key]) for wanted in listed(values)) for key, values in keys.items()
    )


def matches(pattern, text):
    return glob(pattern).fullmatch(text) is not None


@cache
def glob(pattern):
    parts = (".*" if it == "*" else "." if it == "?" else re.escape(it) for it in pattern)
    return re.compile("".join(parts), re.DOTALL)


def listed(value):
    return value if isinstance(value, list) else [value]
