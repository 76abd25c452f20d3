"""How long a report of many functions takes to open in Chromium.

    tests/bench/opening.py [--runs N] [--repositories N] [--tool BINARY]

Makes a repository of 500 functions with `generate.py`, writes its report, or one page of N such repositories, and opens it. A
row is a tab: milliseconds from the start of the navigation to the first text, to the load event, and to the answer of the first
filter, painted; what the filter alone took; then milliseconds of the processor that the tab's main thread took, with parts of it,
which do not depend on the machine's load as the others do. Wants what `tests/setup` installs.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import generate
from measure import ROOT, built

COLUMNS = ["text", "load", "usable", "filter", "script", "style", "layout", "busy", "elements"]


def page(tool, room, repositories):
    """The report of the repositories, each with a seed of its own."""
    results = []
    for number in range(repositories):
        source = room / f"repository-{number}"
        generate(source, seed=number)
        results.append(room / f"repository-{number}.json")
        with results[-1].open("w") as out:
            subprocess.run([tool, "report", "--format", "json", source], check=True, stdout=out)
    report = room / "report.html"
    subprocess.run([tool, "report", *results, "--output", report], check=True)
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--repositories", type=int, default=1)
    parser.add_argument("--tool", type=Path, help="a built iam-tailor, else the release one is built")
    options = parser.parse_args()
    tool = options.tool.resolve() if options.tool else built()[0]
    with tempfile.TemporaryDirectory() as room:
        report = page(tool, Path(room), options.repositories)
        print(f"{options.repositories * 500} functions, {report.stat().st_size:,} bytes\n" + "".join(f"{it:>10}" for it in COLUMNS))
        script = Path(__file__).with_name("opening.mjs")
        modules = ROOT / "tests/.cache/node/node_modules"
        command = ["node", script, modules, report, str(options.runs)]
        with subprocess.Popen([str(it) for it in command], stdout=subprocess.PIPE, text=True) as tabs:
            for line in tabs.stdout:
                seen = json.loads(line)
                print("".join(f"{seen[it]:10}" for it in COLUMNS), flush=True)
    return tabs.returncode


if __name__ == "__main__":
    sys.exit(main())
