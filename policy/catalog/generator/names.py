"""How each SDK spells a service and an operation, by rule. Exceptions are rows in curated/services.txt."""

import ast
import re

PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s$")
FIRST_CAP = re.compile(r"(.)([A-Z][a-z]+)")
NUMBER_CAP = re.compile(r"([a-z0-9])([A-Z])")


def special_python_methods(sources):
    """The names botocore lists by hand because its own rule would spell them wrong."""
    tree = ast.parse(sources.archives["botocore"]["botocore/__init__.py"]().decode())
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_xform_cache":
            table = ast.literal_eval(node.value)
            return {name: spelled for (name, separator), spelled in table.items() if separator == "_"}
    raise ValueError("botocore has no table `_xform_cache` any more: see names.py")


def snake(name):
    """botocore's rule, in src/names.rs as well: `ListObjectsV2` -> `list_objects_v2`."""
    plural = PLURAL_ACRONYM.search(name)
    if plural:
        name = name[: plural.start()] + "_" + plural.group().lower()
    return NUMBER_CAP.sub(r"\1_\2", FIRST_CAP.sub(r"\1_\2", name)).lower()


def v3_package(service_id):
    """`Cognito Identity Provider` -> `cognito-identity-provider`, behind `@aws-sdk/client-`."""
    return service_id.lower().replace(" ", "-")


def v3_name(service_id):
    """`Cognito Identity Provider` -> `CognitoIdentityProvider`."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[ -]", service_id))


def rust_crate(service_id):
    """`Cognito Identity Provider` -> `cognitoidentityprovider`, behind `aws-sdk-`; a last `Service` or `API` is dropped."""
    name = service_id.lower().replace(" ", "").replace("-", "")
    return name.removesuffix("service").removesuffix("api")
