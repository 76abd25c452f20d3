"""Runs a Python handler once: `handler.py CODE_ROOT MODULE FUNCTION < event`, the answer on the last line."""

import importlib
import json
import os
import sys
from types import SimpleNamespace


def main(root, module, function):
    sys.path.insert(0, root)
    context = SimpleNamespace(
        function_name=os.environ["AWS_LAMBDA_FUNCTION_NAME"],
        invoked_function_arn="arn:aws:lambda:eu-west-1:123456789012:function:" + os.environ["AWS_LAMBDA_FUNCTION_NAME"],
        memory_limit_in_mb=128,
        log_stream_name="stream",
        aws_request_id="request",
        get_remaining_time_in_millis=lambda: 30_000,
    )
    handler = getattr(importlib.import_module(module), function)
    print(json.dumps(handler(json.load(sys.stdin), context), default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
