"""Validates SARIF logs against the published schema, which the crate `serde-sarif` ships."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema



def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# Only packages of this platform are sure to be on disk.
host = next(it.split()[1] for it in output("rustc", "-vV").splitlines() if it.startswith("host:"))
metadata = output("cargo", "metadata", "--format-version", "1", "--offline", "--filter-platform", host)
crate = next(it for it in json.loads(metadata)["packages"] if it["name"] == "serde-sarif")
schema = json.loads((Path(crate["manifest_path"]).parent / "src/schema.json").read_text())
validator = jsonschema.validators.validator_for(schema)(schema)
problems = [f"{log}: {it.json_path}: {it.message[:300]}" for log in sys.argv[1:] for it in validator.iter_errors(json.loads(Path(log).read_text()))]
if problems:
    sys.exit("\n".join(problems[:10]))
