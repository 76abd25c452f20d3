"""The pinned packages: where they are, that they are the recorded ones, and what is in them. No network here."""

import glob
import gzip
import hashlib
import json
import os
import re
import tarfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOG = os.path.dirname(HERE)
DEFAULT_CACHE = os.path.join(CATALOG, "..", "..", "target", "catalog-sources")


class SourceError(Exception):
    """A package is missing or is not the recorded one."""


def recorded():
    """Package name to (version, file name, sha256), from the committed SOURCES file."""
    packages = {}
    with open(os.path.join(CATALOG, "SOURCES"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                name, version, file_name, digest = line.split()
                packages[name] = (version, file_name, digest)
    return packages


class Sources:
    """Reads JSON files out of the pinned archives."""

    def __init__(self, cache):
        self.archives = {}
        for name, (_, file_name, digest) in recorded().items():
            path = os.path.join(cache, file_name)
            if not os.path.exists(path):
                raise SourceError(f"`{file_name}` is missing: run `python3 generator/refresh.py --pinned` first")
            with open(path, "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() != digest:
                    raise SourceError(f"`{file_name}` differs from the recorded sha256")
            self.archives[name] = _open(path)

    def names(self, package):
        return sorted(self.archives[package])

    def json(self, package, name):
        data = self.archives[package][name]()
        return json.loads(gzip.decompress(data) if name.endswith(".gz") else data)


def _open(path):
    """File name inside the archive (without npm's leading `package/`) to a function that returns its bytes."""
    if path.endswith(".whl"):
        archive = zipfile.ZipFile(path)
        return {name: (lambda name=name: archive.read(name)) for name in archive.namelist()}
    archive = tarfile.open(path)
    members = {member.name.partition("/")[2]: member for member in archive.getmembers() if member.isfile()}
    return {name: (lambda member=member: archive.extractfile(member).read()) for name, member in members.items()}


def curated_files(pattern="*.txt"):
    """The committed curated files, sorted; those about CloudFormation, and tables of decisions, are read elsewhere."""
    files = sorted(glob.glob(os.path.join(CATALOG, "curated", pattern)))
    others = re.compile(r"(cloudformation(?!_service)|decisions|unpassed)")
    return [file for file in files if not others.match(os.path.basename(file))]
