"""Holds the names that follow from the service models against the published packages of JavaScript v3 and Rust.

    python3 generator/published.py              every package: some hundred downloads
    python3 generator/published.py s3 sfn logs  those of these services, by botocore id
    python3 generator/published.py --record s3  and writes what they have to tests/published.txt

Prints the names that only one side has: a package is of another day than the models, so some operation is always newer on one
side. A recorded package is a line: service, package and version, how many names, a digest of them, and those that are not the catalog's
(`+` only the package has it, `-` only the catalog). `cargo test -p catalog --test published` makes the digest again from
the catalog's names, so that no name can change without a word.
"""

import argparse
import glob
import hashlib
import os
import re
import subprocess
import sys
import tarfile

from names import snake
from sources import CATALOG, DEFAULT_CACHE

V3 = {
    "command": re.compile(r"package/dist-types/commands/(\w+)Command\.d\.ts"),
    "paginator": re.compile(r"package/dist-types/pagination/(\w+)Paginator\.d\.ts"),
    "waiter": re.compile(r"package/dist-types/waiters/waitFor(\w+)\.d\.ts"),
}
RUST = {
    "command": re.compile(r"src/operation/(\w+)\.rs"),
    "paginator": re.compile(r"src/operation/(\w+)/paginator\.rs"),
    "waiter": re.compile(r"src/waiters/(?!matchers)(\w+)\.rs"),
}


def main(arguments=None, cache=DEFAULT_CACHE):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("services", nargs="*")
    parser.add_argument("--record", action="store_true", help="write tests/published.txt")
    options = parser.parse_args(arguments)
    recorded, differing = read_record(), 0
    for service, (v3, crate, ours) in catalog().items():
        if options.services and service not in options.services:
            continue
        for package, (version, found) in ((v3, javascript(cache, v3)), (crate, rust(cache, crate))):
            different = differences(ours, found) if found else []
            for sign, name in different:
                print(f"{package}: {name} {SIGNS[sign]}")
            if not found:
                print(f"{package}: not published")
                recorded.pop((service, package), None)
            else:
                recorded[(service, package)] = line(service, package, version, found, different)
            differing += bool(different or not found)
    print(f"{differing} packages differ")
    if options.record:
        write_record(recorded)


SIGNS = {"-": "is not there", "+": "is unknown here"}

RECORD = os.path.join(CATALOG, "tests", "published.txt")

HEADER = "# Names of published packages: see generator/published.py, which writes this.\n"


def read_record():
    """(service, package) to its line."""
    if not os.path.exists(RECORD):
        return {}
    with open(RECORD, encoding="utf-8") as file:
        lines = [line.strip() for line in file if not line.startswith("#")]
    return {(line.split()[0], line.split()[1].rpartition("@")[0]): line for line in lines}


def write_record(recorded):
    with open(RECORD, "w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(f"{line}\n" for _, line in sorted(recorded.items()))


def line(service, package, version, found, different):
    names = sorted(f"{kind}:{fold(name)}" for kind, names in found.items() for name in names)
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
    return " ".join([service, f"{package}@{version}", str(len(names)), digest, *(sign + name for sign, name in different)])


def catalog():
    """Service to its package, its crate, and its names by kind, as generated/ has them."""
    services = {}
    for fields in rows("services.txt"):
        services[fields[0]] = (f"@aws-sdk/client-{fields[5]}", f"aws-sdk-{fields[7]}", {kind: set() for kind in V3})
    for fields in rows("operations.txt"):
        if fields[0] == "service":
            names = services[fields[1]][2]
        elif fields[0] == "waiter":
            names["waiter"].add(fields[1])
        else:
            names["command"].add(fields[0])
            if "p" in fields[1:2]:
                names["paginator"].add(fields[0])
    return services


def rows(name):
    with open(os.path.join(CATALOG, "generated", name), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


def javascript(cache, package):
    """The version and the names of a package."""
    run = subprocess.run(["npm", "pack", "--silent", "--pack-destination", cache, package], capture_output=True, text=True, check=False)
    if run.returncode:
        return None, None
    file = run.stdout.split()[-1]
    with tarfile.open(os.path.join(cache, file)) as archive:
        return version(file.removesuffix(".tgz")), by_kind(V3, archive.getnames())


def rust(cache, crate):
    """The version and the names of a crate, which cargo itself fetches for a package that depends on it."""
    project = os.path.join(cache, "published")
    os.makedirs(os.path.join(project, "src"), exist_ok=True)
    open(os.path.join(project, "src", "lib.rs"), "w", encoding="utf-8").close()
    with open(os.path.join(project, "Cargo.toml"), "w", encoding="utf-8") as file:
        file.write(f'[package]\nname = "published"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies]\n{crate} = "1"\n')
    lock = os.path.join(project, "Cargo.lock")
    if os.path.exists(lock):
        os.remove(lock)
    home = {**os.environ, "CARGO_HOME": os.path.join(cache, "cargo")}
    if subprocess.run(["cargo", "fetch", "--quiet"], cwd=project, env=home, capture_output=True, check=False).returncode:
        return None, None
    folders = glob.glob(os.path.join(cache, "cargo", "registry", "src", "*", f"{crate}-[0-9]*"))
    folder = max(folders, key=os.path.getmtime)
    files = glob.glob(os.path.join(folder, "src", "**", "*.rs"), recursive=True)
    return version(folder), by_kind(RUST, [os.path.relpath(path, folder) for path in files])


def version(name):
    return name.rpartition("-")[2]


def by_kind(patterns, files):
    matches = {kind: [pattern.fullmatch(name) for name in files] for kind, pattern in patterns.items()}
    return {kind: {match.group(1) for match in found if match} for kind, found in matches.items()}


def differences(ours, theirs):
    """(sign, kind and folded name), sorted."""
    found = []
    for kind, names in ours.items():
        mine, others = {fold(name) for name in names}, {fold(name) for name in theirs[kind]}
        found.extend(("-" if name in mine else "+", f"{kind}:{name}") for name in mine ^ others)
    return sorted(found)


def fold(name):
    return snake(name).replace("_", "")


if __name__ == "__main__":
    sys.exit(main())
