"""Reads deployment templates the way AWS tools do.

    template.py json FILE       the template as JSON, short intrinsics in their long form
    template.py transform FILE  the CloudFormation that AWS SAM makes of it (the template itself if it is not SAM)
    template.py lint FILE...    transforms, then runs cfn-lint on the result; exit 1 when it finds anything

It knows nothing of what is tested: it only puts aws-sam-translator and cfn-lint behind one command.
"""

import copy
import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")

import cfnlint.decode  # noqa: E402
from cfnlint.api import lint as cfn_lint  # noqa: E402
from cfnlint.config import ManualArgs  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402

SAM = "AWS::Serverless-2016-10-31"
# Rules on runtimes near their end: what they say depends on the day.
BY_DATE = ["W2531", "E2531", "E2533"]


class ManagedPolicies:
    """Stands in for the IAM list call that the translator makes; ARNs of AWS policies follow from their names."""

    def load(self):
        return {}


def load(path):
    template, problems = cfnlint.decode.decode(path)
    if problems:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    return json.loads(json.dumps(template, default=str))


def transformed(path):
    template = load(path)
    uploaded(template)
    if SAM not in template.get("Transform", []):
        return template
    return transform(copy.deepcopy(template), {}, ManagedPolicies())


def uploaded(template):
    """Local code paths become the addresses they have after an upload."""
    defaults = template.get("Globals", {}).get("Function", {})
    defaults.pop("CodeUri", None)
    for name, parameter in template.get("Parameters", {}).items():
        is_arn = name.lower().endswith("arn")
        parameter.setdefault("Default", "arn:aws:sns:eu-west-1:123456789012:given" if is_arn else "given")
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function" and "InlineCode" not in properties:
            properties["CodeUri"] = "s3://uploads/code.zip"
        elif resource["Type"] == "AWS::Serverless::LayerVersion":
            properties["ContentUri"] = "s3://uploads/layer.zip"
        for key in ("DefinitionUri", "SchemaUri", "Location"):
            if isinstance(properties.get(key), str) and "://" not in properties[key]:
                properties[key] = f"s3://uploads/{key}"
        if isinstance(properties.get("Code"), str):
            properties["Code"] = {"S3Bucket": "uploads", "S3Key": "code.zip"}


def lint(path):
    config = ManualArgs(regions=["eu-west-1"], ignore_checks=BY_DATE)
    found = cfn_lint(json.dumps(transformed(path), indent=1), config=config)
    for match in found:
        print(f"{path}: {match.rule.id} {'/'.join(map(str, match.path or []))}: {match.message}")
    return bool(found)


def main(verb, *paths):
    if verb == "json":
        json.dump(load(paths[0]), sys.stdout)
    elif verb == "transform":
        json.dump(transformed(paths[0]), sys.stdout, indent=1)
    else:
        raise SystemExit(any([lint(path) for path in paths]))


if __name__ == "__main__":
    main(*sys.argv[1:])
