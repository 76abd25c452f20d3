#!/usr/bin/env python3
"""Prints how complete the catalog is, and how far it agrees with an independent map of methods to actions.

    python3 policy/catalog/generator/measure.py [MAP.json.gz] [--services ID ...] [--list]

The map is iamlive's `map.json` (iann0036/iamlive): `sdk_method_iam_mappings` from `S3.CopyObject` to actions with the
parameters that name their resources. An action counts as agreed when both have it for a method, or when the row's
decision is written down in curated/decisions.txt. `--list` prints every disagreement that is not decided (`-` theirs, `+` ours, `?` ours when a parameter asks for it), `P` other parameters.
"""

import argparse
import collections
import gzip
import json
import os
import re
import sys

from sources import CATALOG

# The services functions call most: AWS's own examples, the serverless pattern collections and SDK download counts.
FUNCTION_SERVICES = (
    "dynamodb s3 sqs sns lambda stepfunctions events scheduler ssm secretsmanager kms ses sesv2 kinesis firehose "
    "cloudwatch logs cognito-idp cognito-identity sts iam ec2 ecs ecr rds rds-data redshift-data athena glue bedrock "
    "bedrock-runtime bedrock-agent-runtime bedrock-agent rekognition textract transcribe comprehend translate polly "
    "apigateway apigatewayv2 apigatewaymanagementapi appsync appconfig appconfigdata iot iot-data codebuild "
    "codepipeline cloudformation cloudfront route53 acm organizations batch autoscaling elbv2 sagemaker-runtime "
    "timestream-write timestream-query dynamodbstreams pinpoint opensearch elasticache efs xray"
).split()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map", nargs="?")
    parser.add_argument("--services", nargs="*", default=None)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    answers = read_answers()
    coverage(answers)
    if options.map:
        with gzip.open(options.map) as file:
            theirs = by_service(json.load(file))
        for title, wanted in (("all services", None), ("services of functions", set(options.services or FUNCTION_SERVICES))):
            compare(title, answers, theirs, wanted, options.list and (wanted is not None))
        for problem in stale(answers, theirs):
            print(problem)
    return 0


def read_answers():
    """(service, operation) -> (kind, {action: Places})."""
    answers, service, actions = {}, None, None
    with open(os.path.join(CATALOG, "generated", "permissions.txt"), encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if line.startswith("#"):
                continue
            if fields[0] == "service":
                service = fields[1]
            elif line.startswith("  ?"):
                continue
            elif line.startswith("  "):
                for place in filter(None, (fields + ["", ""])[2].split("  ")):
                    name, _, value = place.partition("=")
                    current.setdefault(name, set()).add(re.split(r"[:?]", value)[0])
            elif line.startswith(" "):
                current = actions.setdefault(fields[0].strip(), Places())
                current.conditional = len(fields) > 2
            else:
                actions = {}
                answers[(service, fields[0])] = (fields[1], actions)
    return answers


class Places(dict):
    """Placeholder to parameters, and whether the action is only needed under a condition on the parameters."""

    conditional = False


def coverage(answers):
    kinds = collections.Counter(kind for kind, _ in answers.values())
    print(f"operations: {len(answers)}")
    for kind in ("rule", "curated", "none", "presumed"):
        print(f"  {kind}: {kinds[kind]}")


def by_service(data):
    """The map's methods under botocore ids: {(service, operation folded): {action: {placeholder: template}}}."""
    ids = {}
    with open(os.path.join(CATALOG, "generated", "services.txt"), encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 8:
                for name in (fields[0], fields[6], fields[7], fields[5], fields[4]):
                    ids[fold(name)] = fields[0]
    methods = {}
    for method, entries in data["sdk_method_iam_mappings"].items():
        name, _, operation = method.partition(".")
        service = ids.get(fold(name))
        if service:
            actions = methods.setdefault((service, fold(operation)), {})
            for entry in entries:
                places = actions.setdefault(entry["action"], {})
                for placeholder, mapping in (entry.get("resource_mappings") or {}).items():
                    places[placeholder] = mapping.get("template", "")
    for method in data["sdk_permissionless_actions"]:
        name, _, operation = method.partition(".")
        methods[(ids[fold(name)], fold(operation))] = {}
    return methods


def fold(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def decisions():
    """(service, operation folded, action) -> whether it is kept here, from curated/decisions.txt."""
    decided = {}
    with open(os.path.join(CATALOG, "curated", "decisions.txt"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                head, _, operations = line.split(" -- ")[0].partition(" : ")
                service, action, verdict = head.split(None, 2)
                decided.update({(service, fold(operation), action): verdict == "kept" for operation in operations.split()})
    return decided


def stale(answers, theirs):
    """Decisions about what is no disagreement (any more), or that say the opposite of the catalog."""
    ours = {(service, fold(operation)): actions for (service, operation), (_, actions) in answers.items()}
    for (service, operation, action), kept in sorted(decisions().items()):
        mine = action in ours.get((service, operation), {})
        if mine != kept or mine == (action in theirs.get((service, operation), {})):
            yield f"decisions.txt: `{service}:{operation}` {action} is {'kept' if kept else 'left out'} without need"


def compare(title, answers, theirs, wanted, show):
    decided = decisions()
    agreed = missing = extra = conditional = settled = methods = 0
    places_agreed = places_all = 0
    for (service, operation), (_, ours) in sorted(answers.items()):
        their = theirs.get((service, fold(operation)))
        if their is None or (wanted is not None and service not in wanted):
            continue
        methods += 1
        for action in sorted(set(ours) | set(their)):
            if action in ours and action in their:
                agreed += 1
                same, total = same_places(ours[action], their[action])
                places_agreed += same
                places_all += total
                if show and same < total:
                    print(f"P {service}:{operation} {action} ours {text(ours[action])} theirs {their[action]}")
            elif (service, fold(operation), action) in decided:
                settled += 1
            elif action in their:
                missing += 1
                if show:
                    print(f"- {service}:{operation} {action} (ours: {' '.join(ours) or 'none'})")
            elif ours[action].conditional:
                conditional += 1
                if show:
                    print(f"? {service}:{operation} {action}")
            else:
                extra += 1
                if show:
                    print(f"+ {service}:{operation} {action}")
    total = agreed + settled + missing + extra + conditional
    print(f"{title}: {methods} methods known to both")
    print(f"  actions agreed {agreed}, decided {settled}, only theirs {missing}, only ours {extra}, only ours when a parameter asks for it {conditional}: {share(agreed + settled, total)}")
    print(f"  placeholders filled by the same parameter: {places_agreed} of {places_all}: {share(places_agreed, places_all)}")


def text(places):
    return {name: "|".join(sorted(paths)) for name, paths in places.items()}


def same_places(ours, theirs):
    """How many placeholders that the map fills from one parameter are filled from the same one here."""
    same = total = 0
    ours = {fold(name): paths for name, paths in ours.items()}
    for placeholder, template in theirs.items():
        names = re.findall(r"\$\{([^}]*)\}", template)
        if not names:
            continue
        total += 1
        wanted = {fold(re.sub(r"\[\]|\{\}", "", name)) for name in names}
        same += any(fold(re.sub(r"\[\]|\{\}", "", path)) in wanted for path in ours.get(fold(placeholder), ()))
    return same, total


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
