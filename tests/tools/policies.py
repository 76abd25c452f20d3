"""Judges policies of IAM with parliament, a linter that others wrote.

    policies.py FILE    FILE holds a JSON object: by name, a policy with texts for all its resources

One line a finding, with the name of the policy in front; exit status 1 when there is any.
"""

import json
import re
import sys
import warnings

warnings.simplefilter("ignore")  # It reads its own data in a way that setuptools gives notice of.

from parliament import analyze_policy_string, enhance_finding  # noqa: E402


def is_networking(finding):
    """Lambda asks for its network interfaces on any resource."""
    return finding.issue == "RESOURCE_STAR" and all(
        re.fullmatch(r"ec2:\w*(NetworkInterface|PrivateIpAddress)\w*", action) for action in finding.detail
    )


def findings(policy):
    found = [enhance_finding(it) for it in analyze_policy_string(json.dumps(policy)).findings if not is_networking(it)]
    return [f"{it.severity} {it.issue}: {it.title}: {it.detail}" for it in found]


def main(path):
    with open(path) as file:
        policies = json.load(file)
    found = [f"{name}: {it}" for name, policy in policies.items() for it in findings(policy)]
    print("\n".join(found))
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
