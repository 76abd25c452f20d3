"""Runs handlers as Lambda would: one process a call, the stack's settings and the function's own keys in its environment."""

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from pathlib import Path

from needs import REGION

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent / ".cache"
SECONDS = 60


class Code:
    """A service's sources in a place of their own, with its packages at hand; makes a runner for each handler."""

    def __init__(self, service):
        self.service = service
        self.room = tempfile.TemporaryDirectory()
        self.root = Path(self.room.name) / service.name
        skipped = shutil.ignore_patterns("node_modules", "target", ".serverless", ".aws-sam", "__pycache__")
        shutil.copytree(service, self.root, ignore=skipped)
        for lock in self.root.rglob("package-lock.json"):
            modules = CACHE / "corpus" / service.name / lock.parent.relative_to(self.root) / "node_modules"
            (lock.parent / "node_modules").symlink_to(modules)

    def runner(self, function):
        file, name = function["handler"].split(":")
        return getattr(self, function["language"])(self.root / file, name)

    def python(self, file, name):
        return lambda event, env: once([sys.executable, HERE / "handler.py", file.parent, file.stem, name], event, env)

    def javascript(self, file, name):
        return lambda event, env: once(["node", "--no-warnings", HERE / "handler.mjs", file, name], event, env)

    def typescript(self, file, name):
        package = next(folder for folder in file.parents if (folder / "package.json").exists())
        bundle = package / f"{file.stem}.bundle.cjs"
        esbuild = [package / "node_modules/.bin/esbuild", file, "--bundle", "--platform=node", "--format=cjs"]
        subprocess.run([*esbuild, "--external:@aws-sdk/*", f"--outfile={bundle}", "--log-level=error"], check=True, cwd=package)
        return self.javascript(bundle, name)

    def rust(self, file, _name):
        source = self.service / file.relative_to(self.root)
        binary = CACHE / "rust-target/debug" / binary_of(source)
        return lambda event, env: served(binary, event, env)


def binary_of(source):
    """The name of the binary that is made of a source file."""
    package = next(folder for folder in source.parents if (folder / "Cargo.toml").exists())
    command = ["cargo", "metadata", "--no-deps", "--format-version=1", "--offline"]
    metadata = json.loads(subprocess.run(command, cwd=package, check=True, capture_output=True).stdout)
    targets = [target for it in metadata["packages"] for target in it["targets"]]
    return next(target["name"] for target in targets if Path(target["src_path"]) == source)


def environment(settings, function_name, endpoint, key):
    """Nothing of the caller's environment but what finds the tools."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        **settings,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_LAMBDA_FUNCTION_NAME": function_name,
        "PYTHONDONTWRITEBYTECODE": "1",
        "AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE": "1",
    }


def once(command, event, env):
    """`(answer, None)`, or `(None, problem)`."""
    done = subprocess.run(command, input=json.dumps(event), env=env, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode != 0:
        return None, done.stderr[-2000:]
    return json.loads(done.stdout.strip().splitlines()[-1]), None


def served(binary, event, env):
    """Runs a custom-runtime binary against a runtime API that has one event."""
    outcome, finished = {}, threading.Event()

    class Api(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            if outcome or finished.is_set():
                finished.wait(SECONDS)
                return
            self.reply(200, json.dumps(event).encode())

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("content-length", 0))) or b"null"
            outcome["answer" if self.path.endswith("/response") else "problem"] = json.loads(body)
            self.reply(202, b"{}")
            finished.set()

        def reply(self, status, body):
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.send_header("lambda-runtime-aws-request-id", "request")
            self.send_header("lambda-runtime-deadline-ms", "4102444800000")
            self.send_header("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-west-1:123456789012:function:it")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    runtime = {
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
    }
    process = subprocess.Popen([binary], env={**env, **runtime}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        if not finished.wait(SECONDS):
            return None, f"no answer in {SECONDS} seconds"
        if "problem" in outcome:
            return None, json.dumps(outcome["problem"])
        return outcome["answer"], None
    finally:
        process.kill()
        process.wait()
        server.shutdown()


def follow_links(answer):
    """Uses the presigned links in an answer: it is then that their permission is needed."""
    for link in re.findall(r'https?://[^\s"\\]+X-Amz-Signature[^\s"\\]*', json.dumps(answer)):
        put = "x-id=PutObject" in link
        request = urllib.request.Request(link, data=b"x" if put else None, method="PUT" if put else "GET")
        try:
            urllib.request.urlopen(request, timeout=SECONDS).close()
        except urllib.error.HTTPError:
            pass  # the gate has it on record, and a missing object is no refusal
