"""Counts the instructions of fixed runs, which do not change with the machine's load, and compares them with what is on record.

    tests/bench/instructions.py [--write]

Needs valgrind. The record is `instructions.txt`; a run that takes a twentieth more than its record fails. `--write` makes the
record anew: after a change that is worth its cost, or a new compiler, whose counts are not comparable with those of another.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import generate
from measure import ROOT, built

RECORD = Path(__file__).with_name("instructions.txt")
MORE = 1.05


def count(command):
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    # One thread, nothing of the caller's environment: the same instructions each time.
    env = {"PATH": "/usr/bin:/bin", "RAYON_NUM_THREADS": "1"}
    done = subprocess.run([*valgrind, *map(str, command)], env=env, capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def counts():
    tool, parse = built()
    yield "one function of bakery-orders", count([tool, "synth", ROOT / "corpus/bakery-orders", "--function", "PlaceOrder"])
    with tempfile.TemporaryDirectory() as room:
        generate(room, services=6, functions=8, shared_lines=500)
        yield "48 functions in three languages", count([tool, "synth", "--format", "json", room])
        yield "their files, parsed only", count([parse, room])


def compiler():
    return subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def main(arguments):
    found = dict(counts())
    text = "".join(f"{number:>13} {name}\n" for name, number in found.items())
    print(text, end="")
    if arguments == ["--write"]:
        RECORD.write_text(f"{compiler()}\n{text}")
        return 0
    made_with, *lines = RECORD.read_text().splitlines()
    if made_with != compiler():
        print(f"not compared: the record is of {made_with}, this is {compiler()}", file=sys.stderr)
        return 0
    record = {name: int(number) for number, name in (line.split(maxsplit=1) for line in lines)}
    slower = [name for name, number in found.items() if number > record.get(name, 0) * MORE]
    for name in slower:
        print(f"more than on record ({record.get(name, 0)}): {name}", file=sys.stderr)
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
