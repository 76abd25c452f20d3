"""Runs a service of the corpus in an emulated AWS that enforces IAM, each function under the policy it is given.

    run.py SERVICE TEMPLATE POLICIES

SERVICE is a folder of the corpus, TEMPLATE its CloudFormation (transformed or packaged), POLICIES a JSON file with
`{"Function": {"policy": DOCUMENT, "predicted": DOCUMENT}}`: what the function may do, and what of it its own calls were
predicted to need. Prints a report as JSON: for each function its cases, the requests that IAM was asked about, those that
no prediction covers, and for each permission of the policy what became of the function without it.
"""

import json
import sys
from pathlib import Path

from moto.server import ThreadedMotoServer

from functions import Code
from gate import Gate
from policy import allows, covers
from stack import Stack
from trial import Theatre, Trial, cases
from weakened import permissions, renamed, without


def main(service, template, policies):
    service = Path(service).resolve()
    expected = json.loads((service / "expected.json").read_text())
    documents = {
        (logical_id(name, expected["template"]), kind): document
        for name, given in json.loads(Path(policies).read_text()).items()
        for kind, document in given.items()
    }
    named = {logical_id(name, expected["template"]): name for name in expected["functions"]}

    gate, stack = deployed(json.loads(Path(template).read_text()), documents)
    code = Code(service)
    runners = {logical: code.runner(expected["functions"][name]) for logical, name in named.items()}
    theatre = Theatre(gate, stack, runners)

    given = {logical: cases(service, logical) for logical in named}
    policies = {logical: stack.policies[logical, "policy"] for logical in named}
    outcomes = theatre.run([Trial(logical, policies[logical], given[logical]) for logical in named])
    asked = dict(zip(named, outcomes, strict=True))
    weakened = [trial for logical in named for trial in trials(logical, policies[logical], given[logical], asked[logical])]
    fates = list(zip(weakened, theatre.run(weakened), strict=True))
    report = {
        name: {
            "cases": [{k: v for k, v in case.items() if k != "asked"} for case in asked[logical]],
            "policy": policies[logical],
            "requests": unique(it for case in asked[logical] for it in case["asked"]),
            "unpredicted": unpredicted(stack.policies[logical, "predicted"], asked[logical]),
            "permissions": fate(policies[logical], [it for it in fates if it[0].function == logical]),
        }
        for logical, name in named.items()
    }
    json.dump(report, sys.stdout, indent=1, sort_keys=True)


def deployed(template, documents):
    """The stack, in an emulated AWS that no longer listens: trials carry on from its state."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    gate = Gate(world=None)
    gate.install()
    server.start()
    stack = Stack("http://{}:{}".format(*server.get_host_and_port()), template, documents)
    server.stop()
    gate.world = stack
    return gate, stack


def trials(function, policy, given, asked):
    """For each permission that a case used: the cases up to it, without the permission, and with it under another name."""
    parts = permissions(policy)
    for position, part in enumerate(parts):
        used = next((number for number, case in enumerate(asked) if any(uses(part, it) for it in case["asked"])), None)
        if used is None:
            continue
        for kind, document in (("removed", without(parts, position)), ("renamed", renamed(parts, position))):
            if document is not None:
                yield Trial(function, document, given[: used + 1], {"position": position, "kind": kind})


def uses(part, request):
    return covers(part, (request["action"], request["resource"], request["context"]))


def fate(policy, fates):
    """Each permission with `removed` and `renamed`: whether the run was then refused that very action.

    Both are absent where no case uses the permission, `renamed` also where its resource has no name.
    """
    parts = permissions(policy)
    report = [{"action": part["Action"], "resource": part["Resource"]} for part in parts]
    for trial, outcomes in fates:
        action = parts[trial.tags["position"]]["Action"]
        refused = any(it["action"] == action and not it["allowed"] for case in outcomes for it in case["asked"])
        report[trial.tags["position"]][trial.tags["kind"]] = refused
    return report


def unpredicted(predicted, asked):
    requests = unique(it for case in asked for it in case["asked"])
    return [it for it in requests if not allows(predicted, (it["action"], it["resource"], it["context"]))]


def unique(entries):
    return [json.loads(text) for text in sorted({json.dumps(entry, sort_keys=True) for entry in entries})]


def logical_id(name, template):
    """The Serverless Framework makes its own logical ids."""
    return f"{name[0].upper()}{name[1:]}LambdaFunction" if template.startswith("serverless") else name


if __name__ == "__main__":
    main(*sys.argv[1:])
