"""Writes generated/ from the pinned packages and the curated rows.

    python3 policy/catalog/generator            write
    python3 policy/catalog/generator --check    compare only: exit 1 when a committed file differs
"""

import argparse
import os
import sys

import boto3_resources
import botocore_models
import curated
import iam
import older
import permissions
import reasons
import signed
import streaming
import validate
import write
from sources import CATALOG, DEFAULT_CACHE, Sources, curated_files


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--cache", default=DEFAULT_CACHE, help="folder with the packages that SOURCES names")
    options = parser.parse_args()
    files = generate(Sources(options.cache))
    changed = [name for name, text in files.items() if committed(name) != text]
    if options.check:
        for name in changed:
            print(f"generated/{name} differs: run `python3 policy/catalog/generator`", file=sys.stderr)
        return 1 if changed else 0
    for name in changed:
        with open(path(name), "w", encoding="utf-8") as file:
            file.write(files[name])
        print(f"wrote generated/{name}", file=sys.stderr)
    return 0


def generate(sources):
    """File name to content, for everything in generated/."""
    models = botocore_models.load(sources)
    streaming.add(models)
    models = dict(sorted((older.load(sources, models) | models | signed.load()).items()))
    facts = iam.Iam(sources)
    rows = curated.read(curated_files())
    facts.add_types(rows.types)
    facts.add_arns(rows.arns)
    facts.formats = rows.formats
    for service, waiters in rows.waiters.items():
        models[service].waiters.update(waiters)
    answers = permissions.build(facts, rows, models)
    problems = validate.problems(facts, rows, models, answers)
    if problems:
        raise SystemExit("\n".join(problems))
    return {
        "actions.txt": write.actions(facts),
        "operations.txt": write.operations(sources, models),
        "permissions.txt": write.permissions(facts, answers),
        "reasons.txt": reasons.text(rows, answers),
        "resource_models.txt": boto3_resources.text(sources, models),
        "resource_types.txt": write.resource_types(facts),
        "services.txt": write.services(sources, rows, models),
    }


def path(name):
    return os.path.join(CATALOG, "generated", name)


def committed(name):
    try:
        with open(path(name), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main())
