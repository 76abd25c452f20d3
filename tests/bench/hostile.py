"""What no person would write, a megabyte each: the table of what it costs and what is said about it.

    tests/bench/hostile.py [--size BYTES] [--tool PROGRAM] [NAME...]

Each input is a service of its own, a template with one function, of which the code or the template itself is hostile. CPU is user
and system time together, memory the largest resident size; `says` is the status of the function, or the first line of the
error. A megabyte is to take no more than two seconds and 512 MiB. `tests/tests/robust.rs` checks what is said.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import built, run

SAM = """Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: %s, Runtime: %s }
"""
RUNTIMES = {"py": ("app.handler", "python3.13"), "js": ("app.handler", "nodejs22.x"), "ts": ("app.handler", "nodejs22.x")}
HANDLERS = {
    "py": "import boto3\ndef handler(event, context):\n    boto3.client('sns').publish(TopicArn='t')\n",
    "js": "const { SNS } = require('@aws-sdk/client-sns');\nexports.handler = async () => new SNS({}).publish({ TopicArn: 't' });\n",
    "ts": "import { SNS } from '@aws-sdk/client-sns';\nexport const handler = async () => new SNS({}).publish({ TopicArn: 't' });\n",
    "rs": "#[tokio::main]\nasync fn main() { aws_sdk_sns::Client::new(&aws_config::load_from_env().await).publish().topic_arn(\"t\").send().await; }\n",
}


def fill(size, unit, start="", end=""):
    """A unit over and over; `{}` in it is the number of the repetition."""
    if "{}" not in unit:
        return start + unit * (size // len(unit)) + end
    text, number = [], 0
    while size > 0:
        text.append(unit.replace("{}", str(number)))
        size -= len(text[-1])
        number += 1
    return start + "".join(text) + end


def inputs(size):
    """Name, path, text."""
    nested = size // 2
    for kind, path in (("py", "app.py"), ("js", "app.js"), ("ts", "app.ts"), ("rs", "src/main.rs")):
        handler = HANDLERS[kind]
        let = "x = " if kind == "py" else "let x = "
        yield f"{kind}: brackets that nothing closes", path, handler + let + "[" * size
        yield f"{kind}: brackets in brackets", path, handler + let + "[" * nested + "]" * nested + "\n"
        yield f"{kind}: one long line of sums", path, handler + let + "1 + " * (size // 4) + "1\n"
        yield f"{kind}: a string that nothing closes", path, handler + let + '"' + "a" * size
        function = {"py": "def f{}(x):\n    return f1(x)\n", "rs": "fn f{}(x: u8) -> u8 { f1(x) }\n"}.get(kind, "function f{}(x) { return f1(x); }\n")
        yield f"{kind}: many functions", path, fill(size, function, end=handler)
        yield f"{kind}: hints", path, fill(size, ("    # " if kind == "py" else "    // ") + "iam-tailor: s3:GetObject Bucket=b{} Key=*\n", end=handler)
        if kind in ("js", "ts"):
            yield f"{kind}: minified", path, handler + fill(size, "var a{}=function(e,t){return e?t(e):a1(t,function(n){return n&&n.b||{c:e}})};")
            yield f"{kind}: elements in elements", path, handler + "x = " + "<a>" * (size // 3)
    for path in ("template.yaml", "template.json", "serverless.yml"):
        yield f"{path}: lists in lists", path, '{"Transform": "AWS::Serverless-2016-10-31", "Resources": ' + "[" * nested + "]" * nested + "}"
        yield f"{path}: a text that nothing closes", path, '{"Transform": "AWS::Serverless-2016-10-31", "Resources": "' + "a" * size
    yield "template.yaml: mappings in mappings", "template.yaml", "Transform: AWS::Serverless-2016-10-31\nResources:\n" + "".join(f" {' ' * depth}a:\n" for depth in range(int((2 * size) ** 0.5)))
    laughs = "".join(f"a{it}: &a{it} [{', '.join([f'*a{it - 1}'] * 9)}]\n" for it in range(1, 30))
    yield "template.yaml: anchors of anchors", "template.yaml", SAM % RUNTIMES["py"] + "a0: &a0 [lol]\n" + laughs
    yield "template.yaml: many anchors", "template.yaml", SAM % RUNTIMES["py"] + fill(size, "k{}: &k{} { <<: *k0 }\n", start="k0: &k0 {}\n")
    yield "template.yaml: many functions", "template.yaml", fill(
        size, "  F{}: { Type: AWS::Serverless::Function, Properties: { Handler: app.handler, Runtime: python3.13 } }\n", start="Transform: AWS::Serverless-2016-10-31\nResources:\n"
    )
    yield "serverless.yml: variables of variables", "serverless.yml", fill(
        size, "  v{}: ${self:custom.v1}${self:custom.v2}\n", start="service: s\nprovider: { name: aws, runtime: python3.13 }\nfunctions: { f: { handler: app.handler } }\ncustom:\n"
    )
    yield "iam-tailor.toml: rows", "iam-tailor.toml", fill(size, '[[accept]]\nrule = "shared-role"\nreason = "r{}"\n')
    yield "iam-tailor.toml: lists in lists", "iam-tailor.toml", "a = " + "[" * size


def write(folder, path, text):
    kind = path.rsplit(".", 1)[-1]
    files = {path: text}
    if kind == "rs":
        files["Cargo.toml"] = '[package]\nname = "app"\nedition = "2024"\n'
        files["template.yaml"] = SAM.replace("Properties:", "Metadata: { BuildMethod: rust-cargolambda }\n    Properties:") % ("bootstrap", "provided.al2023")
    elif kind in RUNTIMES:
        files["template.yaml"] = SAM % RUNTIMES[kind]
    else:
        files.setdefault("app.py", HANDLERS["py"])
        if path == "iam-tailor.toml":
            files["template.yaml"] = SAM % RUNTIMES["py"]
    for name, content in files.items():
        target = Path(folder) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)


def says(tool, folder):
    done = subprocess.run([tool, "synth", "--format", "json", folder], capture_output=True, text=True)
    try:
        functions = [it for template in json.loads(done.stdout)["templates"] for it in template["functions"]]
    except ValueError:
        return f"{done.returncode}: {done.stderr.strip().splitlines()[-1][:90] if done.stderr.strip() else ''}"
    problems = [it["message"] for function in functions for it in function["unresolved"]]
    states = sorted({it["status"] for it in functions})
    return f"{done.returncode}: {len(functions)} {'/'.join(states)}" + (f": {problems[0][:80]}" if problems else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--tool", type=Path)
    parser.add_argument("names", nargs="*", help="parts of the names of those to run")
    options = parser.parse_args()
    tool = options.tool or built()[0]
    print(f"{'':42}   cpu ms       MiB  says")
    failed = False
    for name, path, text in inputs(options.size):
        if options.names and not any(it in name for it in options.names):
            continue
        with tempfile.TemporaryDirectory() as room:
            write(room, path, text)
            figure = run([tool, "synth", "--format", "json", room], 1)
            over = figure is None or figure.cpu > 2 or figure.memory > 512
            failed |= over
            shown = f"{figure.cpu * 1000:9.0f} {figure.memory:9.1f}" if figure else f"{'-':>9} {'-':>9}"
            print(f"{name:42}{shown}  {'!' if over else ' '} {says(tool, room) if figure else 'did not end'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
