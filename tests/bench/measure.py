"""How long iam-tailor takes, and how much memory: tables of medians, with the bare parsers beside it.

    tests/bench/measure.py [--runs N] [--peer COMMAND]

Inputs are the corpus and repositories of `generate.py`. Every figure is of a whole process, as the operating system accounts
for it: CPU is user and system time together, memory the largest resident size. `parse` reads and parses the same files with
the same parsers and does nothing else. COMMAND is a program that takes source files as its last arguments.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generate import generate

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300
SOURCES = {".py", ".js", ".rs"}


@dataclass
class Figure:
    wall: float
    cpu: float
    memory: float

    def __str__(self):
        return f"{self.wall * 1000:9.0f} {self.cpu * 1000:9.0f} {self.memory:9.1f}"


def built():
    """The release binaries, built when they are not there."""
    command = ["cargo", "build", "--release", "--quiet", "--bin", "iam-tailor", "--bin", "parse", "-p", "iam-tailor", "-p", "tests"]
    subprocess.run(command, check=True, cwd=ROOT)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    return target / "iam-tailor", target / "parse"


def run(command, threads=None):
    """One run; `None` when it did not finish in time."""
    env = {**os.environ, **({"RAYON_NUM_THREADS": str(threads)} if threads else {})}
    start = time.monotonic()
    process = subprocess.Popen([str(it) for it in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    while True:
        pid, _, usage = os.wait4(process.pid, os.WNOHANG)
        wall = time.monotonic() - start
        if pid:
            return Figure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        if wall > SECONDS:
            process.kill()
            os.wait4(process.pid, 0)
            return None
        time.sleep(0.0005)


def median(command, runs, threads=None):
    figures = [run(command, threads) for _ in range(runs)]
    if None in figures:
        return None
    middle = lambda part: statistics.median(part(it) for it in figures)
    return Figure(middle(lambda it: it.wall), middle(lambda it: it.cpu), middle(lambda it: it.memory))


def sources(folder):
    return sorted(it for it in Path(folder).rglob("*") if it.suffix in SOURCES)


def heading(text):
    print(f"\n{text}\n{'':42}  wall ms    cpu ms       MiB  x parse")


def row(name, figure, parse=None):
    if figure is None:
        print(f"{name:42} not finished in {SECONDS} s")
        return
    ratio = f"{figure.cpu / parse.cpu:8.1f}" if parse else ""
    print(f"{name:42}{figure} {ratio}", flush=True)


def compared(name, folder, tool, parse, options):
    """A repository through the tool, the bare parsers, and the peer."""
    files = sources(folder)
    size = sum(it.stat().st_size for it in files)
    heading(f"{name}: {len(files)} files, {size / 1000:.0f} kB")
    bare = median([parse, folder], options.runs)
    row("parse, one core", bare)
    row("iam-tailor synth, one core", median([tool, "synth", "--format", "json", folder], options.runs, 1), bare)
    row("iam-tailor synth, all cores", median([tool, "synth", "--format", "json", folder], options.runs), bare)
    for language in sorted({it.suffix for it in files}) if options.peer else []:
        given = [it for it in files if it.suffix == language]
        if language != ".rs":
            row(f"peer, {language} files", median([*shlex.split(options.peer), *given], 1), bare)


def curves(tool, options):
    """CPU in milliseconds by number of functions and size of the library that all of them import."""
    sizes = [100, 1_000, 10_000]
    print(f"\ncpu ms, one core: functions (down) by lines of each service's shared library (across)\n{'':9}" + "".join(f"{it:>9}" for it in sizes))
    for functions in (25, 50, 100, 200, 400):
        print(f"{functions:9}", end="")
        for lines in sizes:
            with tempfile.TemporaryDirectory() as room:
                generate(room, services=5, functions=functions // 5, shared_lines=lines)
                figure = median([tool, "synth", "--format", "json", room], options.runs, 1)
                print(f"{figure.cpu * 1000:9.0f}" if figure else "        -", end="", flush=True)
        print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", help="a program to run on the same source files")
    options = parser.parse_args()
    tool, parse = built()
    print(f"binary {tool.stat().st_size / 1e6:.1f} MB; medians of {options.runs} runs")

    heading("one small function")
    with tempfile.TemporaryDirectory() as room:
        small = Path(room) / "app.py"
        small.write_text("import boto3\n\ndef handler(event, context):\n    boto3.client('sns').publish(TopicArn='t', Message='m')\n")
        row("four lines, --entry", median([tool, "synth", "--entry", f"{small}:handler"], options.runs * 3))
    bakery = ROOT / "corpus/bakery-orders"
    row("one of bakery-orders", median([tool, "synth", bakery, "--function", "PlaceOrder"], options.runs * 3))

    with tempfile.TemporaryDirectory() as room:
        for number in range(10):
            generate(Path(room) / str(number), services=1, functions=17, shared_lines=700, seed=number)
        compared("200 Python files", room, tool, parse, options)
    with tempfile.TemporaryDirectory() as room:
        generate(room)
        compared("500 functions in three languages", room, tool, parse, options)
    curves(tool, options)


if __name__ == "__main__":
    sys.exit(main())
