"""Parses a Jenkinsfile and prints what it does, a line each: the blocks around a call, and its text.

`pipeline > stages > stage > steps > sh: make`
"""

import sys
from pathlib import Path

from groovy_parser.parser import parse_groovy_content
from lark import Token


def calls(tree):
    """Calls with one text, each with the blocks that it stands in."""
    blocks, name = [], ""
    for kind, _, text in (it.value for it in tree.scan_values(lambda it: isinstance(it, Token))):
        if str(kind) == "Token.Name":
            name = text
        elif text == "{":
            blocks.append(name)
        elif text == "}":
            blocks.pop()
        elif "String" in str(kind):
            yield f"{' > '.join([*blocks, name])}: {text[1:-1]}"


def main():
    print("\n".join(calls(parse_groovy_content(Path(sys.argv[1]).read_text()))))


if __name__ == "__main__":
    sys.exit(main())
