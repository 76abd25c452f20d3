"""Holds the names that follow from the service models against the published packages of JavaScript v3 and Rust.

    python3 generator/published.py              every package: some hundred downloads
    python3 generator/published.py s3 sfn logs  those of these services, by botocore id

Prints the names that only one side has, and writes nothing: a package is of another day than the models, so some operation is always
newer on one side. What is installed for the tests is checked by `cargo test -p tests --test published_names`.
"""

import glob
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


def main(wanted, cache=DEFAULT_CACHE):
    services, differing = catalog(), 0
    for service, (v3, crate, ours) in services.items():
        if wanted and service not in wanted:
            continue
        for package, found in ((v3, javascript(cache, v3)), (crate, rust(cache, crate))):
            lines = list(differences(ours, found)) if found else ["not published"]
            differing += bool(lines)
            for line in lines:
                print(f"{package}: {line}")
    print(f"{differing} packages differ")


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
    run = subprocess.run(["npm", "pack", "--silent", "--pack-destination", cache, package], capture_output=True, text=True, check=False)
    if run.returncode:
        return None
    with tarfile.open(os.path.join(cache, run.stdout.split()[-1])) as archive:
        return by_kind(V3, archive.getnames())


def rust(cache, crate):
    """The names of a crate, which cargo itself fetches for a package that depends on it."""
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
        return None
    folders = glob.glob(os.path.join(cache, "cargo", "registry", "src", "*", f"{crate}-[0-9]*"))
    folder = max(folders, key=os.path.getmtime)
    files = glob.glob(os.path.join(folder, "src", "**", "*.rs"), recursive=True)
    return by_kind(RUST, [os.path.relpath(path, folder) for path in files])


def by_kind(patterns, files):
    matches = {kind: [pattern.fullmatch(name) for name in files] for kind, pattern in patterns.items()}
    return {kind: {match.group(1) for match in found if match} for kind, found in matches.items()}


def differences(ours, theirs):
    for kind, names in ours.items():
        mine = {fold(name): name for name in names}
        found = {fold(name): name for name in theirs[kind]}
        for key in sorted(set(mine) ^ set(found)):
            yield f"{kind} {mine[key]} is not there" if key in mine else f"{kind} {found[key]} is unknown here"


def fold(name):
    return snake(name).replace("_", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
