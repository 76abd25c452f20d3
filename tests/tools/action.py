"""Runs the steps of a composite action as a runner does: inputs with their defaults, conditions, environment, shell.

    action.py ACTION_FOLDER WORKSPACE [INPUT=VALUE...]

Exits with the status of the first step that fails. Of expressions it knows what the action uses: `inputs.NAME`, and
`inputs.NAME == 'TEXT'` as a condition.
"""

import os
import re
import subprocess
import sys

import yaml


def main(folder, workspace, *given):
    with open(os.path.join(folder, "action.yml"), encoding="utf-8") as file:
        action = yaml.safe_load(file)
    inputs = {name: str(it.get("default", "")) for name, it in action["inputs"].items()}
    for text in given:
        name, value = text.split("=", 1)
        assert name in inputs, f"no input {name}"
        inputs[name] = value
    for step in action["runs"]["steps"]:
        if "if" in step:
            name, text = re.fullmatch(r"inputs\.(\w+) == '(.*)'", step["if"]).groups()
            if inputs[name] != text:
                continue
        assert step["shell"] == "bash"
        environment = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda it: inputs[it[1]], str(value))
            for name, value in step.get("env", {}).items()
        }
        assert not any("${{" in it for it in [step["run"], *environment.values()]), "an expression is left"
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        action_path = {"GITHUB_ACTION_PATH": os.path.abspath(folder)}
        done = subprocess.run(command, cwd=workspace, env={**os.environ, **action_path, **environment}, check=False)
        if done.returncode:
            sys.exit(done.returncode)


main(*sys.argv[1:])
