"""Runs a service of the corpus in an emulated AWS that enforces IAM, each function under the policy it is given.

    run.py SERVICE TEMPLATE POLICIES

SERVICE is a folder of the corpus, TEMPLATE its CloudFormation (transformed or packaged), POLICIES a JSON file with
`{"Function": {"Version": .., "Statement": [..]}}`. Prints a report as JSON: for each function its cases, the requests that
IAM was asked about, which of them were denied, and the parts of its policy that no request needed.
"""

import json
import sys
from pathlib import Path

from moto.server import ThreadedMotoServer

from functions import Code, environment, follow_links
from gate import Gate
from policy import allows, listed
from stack import Stack


def main(service, template, policies):
    service = Path(service).resolve()
    expected = json.loads((service / "expected.json").read_text())
    policies = {name: json.dumps(document) for name, document in json.loads(Path(policies).read_text()).items()}

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    gate = Gate(world=None)
    gate.install()
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())

    named = {logical_id(name, expected["template"]): name for name in expected["functions"]}
    documents = {logical: json.loads(policies[name]) for logical, name in named.items()}
    stack = Stack(endpoint, json.loads(Path(template).read_text()), documents)
    simulate_invocations(endpoint)
    gate.world = stack

    code = Code(service)
    report = {name: judge(gate, stack, code, logical, expected["functions"][name]) for logical, name in named.items()}
    json.dump(report, sys.stdout, indent=1, sort_keys=True)


def judge(gate, stack, code, logical, function):
    """One function: runs its cases, then looks at what was asked."""
    name = logical.removesuffix("LambdaFunction") if logical not in stack.functions else logical
    key = f"KEY{name.upper()}"
    gate.policies[key] = stack.policies[logical]
    run = code.runner(function)
    env = environment(stack.functions[logical], stack.names[logical], stack.endpoint, key)

    cases = []
    for case in json.loads(events(code.service, logical).read_text())["cases"]:
        for given in case.get("given", []):
            stack.give(**given)
        answer, problem = run(stack.filled(case["event"]), env)
        follow_links(answer)
        cases.append({"name": case["name"], "answer": answer, "problem": problem})

    asked = [entry for entry in gate.record if entry["caller"] == key]
    return {
        "cases": cases,
        "requests": unique({k: v for k, v in entry.items() if k != "caller"} for entry in asked),
        "idle": idle(stack.policies[logical], asked),
    }


def idle(policy, asked):
    """The (action, resource) pairs without which every request would still be allowed."""
    parts = list(pairs(policy))
    requests = [(it["action"], it["resource"], it["context"]) for it in asked]
    return [
        {"action": part["Action"], "resource": part["Resource"]}
        for position, part in enumerate(parts)
        if all(allows({"Statement": parts[:position] + parts[position + 1 :]}, request) for request in requests)
    ]


def pairs(policy):
    for statement in listed(policy["Statement"]):
        for action in listed(statement["Action"]):
            for resource in listed(statement["Resource"]):
                yield {**statement, "Action": action, "Resource": resource}


def unique(entries):
    return [json.loads(text) for text in sorted({json.dumps(entry, sort_keys=True) for entry in entries})]


def events(service, logical):
    folder = service / "events"
    direct = folder / f"{logical}.json"
    serverless = logical.removesuffix("LambdaFunction")
    return direct if direct.exists() else folder / f"{serverless[0].lower()}{serverless[1:]}.json"


def logical_id(name, template):
    """The Serverless Framework makes its own logical ids."""
    return f"{name[0].upper()}{name[1:]}LambdaFunction" if template.startswith("serverless") else name


def simulate_invocations(endpoint):
    """Functions called by other functions answer with an empty object; no container is started."""
    import requests

    requests.post(f"{endpoint}/moto-api/config", json={"lambda": {"use_docker": False}}, timeout=5)
    requests.post(f"{endpoint}/moto-api/static/lambda-simple/response", json={"results": ["{}"] * 100, "region": "eu-west-1"}, timeout=5)


if __name__ == "__main__":
    main(*sys.argv[1:])
