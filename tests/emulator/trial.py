"""One trial: a function's cases under one policy, in a world of its own.

A trial is forked from the process that made the stack, so it starts from the stack as deployed whatever the trials before it
wrote. It serves its copy of the emulated AWS on a port of its own.
"""

import json
import multiprocessing
import os
from dataclasses import dataclass, field

from moto.server import ThreadedMotoServer

from functions import environment, follow_links

KEY = "KEYOFTHETRIAL"


@dataclass
class Trial:
    """A function, the policy it runs under, and the cases to run, as `{"name", "given"?, "event"}`."""

    function: str
    policy: dict
    cases: list
    tags: dict = field(default_factory=dict)


class Theatre:
    """Runs trials, each in a fork. `runners`: function to what runs its handler."""

    def __init__(self, gate, stack, runners):
        self.gate, self.stack, self.runners = gate, stack, runners

    def run(self, trials):
        global THEATRE
        THEATRE = self
        pool = multiprocessing.get_context("fork").Pool(processes=os.cpu_count(), maxtasksperchild=1)
        with pool:
            return pool.map(perform, trials, chunksize=1)

    def perform(self, trial):
        """The answers of the cases, and what IAM was asked in each. Stops after the first case with a refusal."""
        endpoint = self.open()
        self.gate.policies[KEY] = trial.policy
        env = environment(self.stack.settings(trial.function), self.stack.names[trial.function], endpoint, KEY)
        outcomes = []
        for case in trial.cases:
            for given in case.get("given", []):
                self.stack.give(**given)
            before = len(self.gate.record)
            answer, problem = self.runners[trial.function](self.stack.filled(case["event"]), env)
            follow_links(answer)
            asked = [{k: v for k, v in it.items() if k != "caller"} for it in self.gate.record[before:]]
            outcomes.append({"name": case["name"], "answer": answer, "problem": problem, "asked": asked})
            if not all(it["allowed"] for it in asked):
                break
        return outcomes

    def open(self):
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        endpoint = "http://{}:{}".format(*server.get_host_and_port())
        self.stack.move(endpoint)
        simulate_invocations(endpoint)
        return endpoint


# What the forks inherit.
THEATRE = None


def perform(trial):
    return THEATRE.perform(trial)


def simulate_invocations(endpoint):
    """Functions called by other functions answer with an empty object; no container is started."""
    import requests

    requests.post(f"{endpoint}/moto-api/config", json={"lambda": {"use_docker": False}}, timeout=5)
    requests.post(f"{endpoint}/moto-api/static/lambda-simple/response", json={"results": ["{}"] * 100, "region": "eu-west-1"}, timeout=5)


def cases(service, function):
    """The cases of a function, by its logical id or its key in a Serverless service."""
    folder = service / "events"
    direct = folder / f"{function}.json"
    serverless = function.removesuffix("LambdaFunction")
    file = direct if direct.exists() else folder / f"{serverless[0].lower()}{serverless[1:]}.json"
    return json.loads(file.read_text())["cases"]
