"""Writes policies/: what SAM's policy templates and connectors and AWS's managed policies grant.

    python3 policy/catalog/generator/policies.py SITE_PACKAGES           write
    python3 policy/catalog/generator/policies.py SITE_PACKAGES --check   compare only: exit 1 when a committed file differs

SITE_PACKAGES is a folder with the packages aws-sam-translator and moto (`tests/.cache/venv/lib/python3.*/site-packages`).

A file is a sequence of policies. `policy NAME [PARAMETER ..]` begins one; each `allow` or `deny` line begins a statement
with its actions (`allow not` for NotAction), `on` has its resources (`on not` for NotResource; `*` when there is no such
line), `if OPERATOR KEY VALUE ..` one condition. In SAM's templates `${Parameter}` stands for a parameter. A connector's name is
the types of its ends with the access: `AWS::Lambda::Function>AWS::S3::Bucket/Read`. Only those are here that grant to the role
of a function; their parameters are of the other end.
"""

import argparse
import importlib.util
import json
import os
import re
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "policies")

# Managed policies that functions carry: by the beginning of their names, by what they promise, and a few broad ones.
PREFIXES = (
    "AWSAppSync", "AWSLambda", "AWSStepFunctions", "AWSXRay", "AWSXray", "AmazonAPIGateway", "AmazonBedrock", "AmazonCognito",
    "AmazonDynamoDB", "AmazonEventBridge", "AmazonKinesis", "AmazonRDS", "AmazonS3", "AmazonSES", "AmazonSNS", "AmazonSQS",
    "AmazonSSM", "CloudWatch", "SecretsManager",
)
PROMISES = re.compile(r"(FullAccess|ReadOnlyAccess|ReadOnly|ReadWrite|PowerUser|WriteOnlyAccess|InvokeFullAccess)$")
BROAD = {"AdministratorAccess", "IAMFullAccess", "IAMReadOnlyAccess", "PowerUserAccess", "ReadOnlyAccess", "ViewOnlyAccess"}
# Policies of consoles and of people; larger ones too are not given to functions.
LARGEST = 5000
NOT_FOR_FUNCTIONS = re.compile(r"Console|Partner|Marketplace|Studio|ServiceRolePolicy|Omni|CustomInstance")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args()
    files = {
        "sam_templates.txt": sam_templates(options.packages),
        "sam_connectors.txt": sam_connectors(options.packages),
        "managed.txt": managed(options.packages),
    }
    changed = [name for name, text in files.items() if committed(name) != text]
    for name in changed:
        if options.check:
            print(f"policies/{name} differs: run `python3 policy/catalog/generator/policies.py`", file=sys.stderr)
        else:
            with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
                file.write(files[name])
    return 1 if options.check and changed else 0


def sam_templates(packages):
    path = os.path.join(packages, "samtranslator", "policy_templates_data", "policy_templates.json")
    with open(path, encoding="utf-8") as file:
        templates = json.load(file)["Templates"]
    lines = [header(packages, "aws_sam_translator", "aws-sam-translator", "SAM's policy templates")]
    for name, template in sorted(templates.items()):
        parameters = sorted(template["Parameters"])
        lines.append(" ".join(["policy", name, *parameters]))
        for statement in template["Definition"]["Statement"]:
            lines.extend(statement_lines(statement))
    return "\n".join(lines) + "\n"


def sam_connectors(packages):
    path = os.path.join(packages, "samtranslator", "model", "connector_profiles", "profiles.json")
    with open(path, encoding="utf-8") as file:
        permissions = json.load(file)["Permissions"]
    lines = [header(packages, "aws_sam_translator", "aws-sam-translator", "SAM's connectors that grant to functions")]
    profiles = ((source, to, profile) for source, ends in permissions.items() for to, profile in ends.items())
    for source, destination, profile in sorted(profiles, key=lambda it: it[:2]):
        properties = profile["Properties"]
        grants_to_source = properties["SourcePolicy"]
        role_of, other = (source, "Destination") if grants_to_source else (destination, "Source")
        if profile["Type"] != "AWS_IAM_ROLE_MANAGED_POLICY" or role_of != "AWS::Lambda::Function":
            continue
        for access, document in sorted(properties["AccessCategories"].items()):
            lines.append(f"policy {source}>{destination}/{access} Arn Name")
            for statement in document["Statement"]:
                lines.extend(line.replace("%{" + other + ".", "${") for line in statement_lines(statement))
    return "\n".join(lines) + "\n"


def managed(packages):
    path = os.path.join(packages, "moto", "iam", "aws_managed_policies.py")
    spec = importlib.util.spec_from_file_location("aws_managed_policies", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    policies = json.loads(module.aws_managed_policies_data)
    lines = [header(packages, "moto", "moto", "managed policies of AWS that functions carry")]
    for name, policy in sorted(policies.items()):
        if not is_wanted(name, policy):
            continue
        lines.append(f"policy {name}")
        for statement in listed(policy["Document"]["Statement"]):
            lines.extend(statement_lines(statement))
    return "\n".join(lines) + "\n"


def is_wanted(name, policy):
    if name in BROAD:
        return True
    size = len(json.dumps(policy["Document"], separators=(",", ":")))
    if policy["Path"].startswith("/aws-service-role") or NOT_FOR_FUNCTIONS.search(name) or size > LARGEST:
        return False
    return name.startswith(PREFIXES) or bool(PROMISES.search(name))


def header(packages, folder, package, what):
    version = next(
        entry.split("-")[1] for entry in sorted(os.listdir(packages))
        if re.fullmatch(re.escape(folder) + r"-[0-9.]+\.dist-info", entry)
    ).removesuffix(".dist")
    version = version.removesuffix(".dist-info")
    return f"# {what}, from {package} {version}. Written by generator/policies.py; do not edit."


def statement_lines(statement):
    effect = statement["Effect"].lower()
    actions = ["not", *listed(statement["NotAction"])] if "NotAction" in statement else listed(statement["Action"])
    yield " ".join([effect, *words(actions)])
    if "NotResource" in statement:
        yield " ".join(["on", "not", *words(map(resource, listed(statement["NotResource"])))])
    elif listed(statement["Resource"]) != ["*"]:
        yield " ".join(["on", *words(map(resource, listed(statement["Resource"])))])
    for operator, keys in statement.get("Condition", {}).items():
        for key, values in keys.items():
            yield " ".join(["if", *words([operator, key, *map(resource, listed(values))])])


def words(values):
    values = [value for value in values]
    assert not any(re.search(r"\s", value) for value in values), values
    return values


def resource(value):
    """A resource as text; a parameter stands there as itself."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    text = value["Fn::Sub"]
    if isinstance(text, str):
        return text
    text, variables = text
    for name, reference in variables.items():
        text = text.replace("${" + name + "}", "${" + reference["Ref"] + "}")
    return text


def listed(value):
    return value if isinstance(value, list) else [value]


def committed(name):
    try:
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main())
