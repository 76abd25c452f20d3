"""Reads the curated files: reviewed rows that the rules cannot know, each with its reason and source.

    # a comment
    service dynamodb                        rows below are about this botocore id
    prefix cloudwatch                       actions of this service have this IAM prefix, not its signing name
    alias cloudwatch-events                 SDKs have the same service under this name too, hyphens between words
    rest                                    actions are HTTP methods, resources are paths
    place table TableName=TableName:NameOrArn         how parameters of that name fill the type's placeholders
    source AWS service reference ...        where the one-line rows below are written, obligatory above them
    rename HeadBucket = s3:ListBucket       these operations need these actions instead of the same-named one
    tags bedrock:TagResource tags : CreateAgent CreateFlow      needed too when the parameter `tags` is given
    pass lambda.amazonaws.com Role : CreateFunction   iam:PassRole too when a parameter names a role (several: a|b)
    types ses:TagResource template          further resource types of an action, where a prefix has two pages
    arn es domain arn:...:domain/${DomainName}/${SubPath}   a further ARN format of a resource type
    format logs log-group#2 except logs:TagResource   actions are checked on this ARN format of the type, some excepted
    fill AppId=ApplicationId|AppIdentifier  parameters that fill a placeholder in all of the service's ARNs
    named ResourceId                        a name stands for this id (or an id for this name) in the service's ARNs
    with ec2:CreateTags when present(Tags) : RunX     dependent actions, needed too behind the call (several with blanks)
    either AppId=AppIdentifier|App        the value may be a name where the ARN has an id that only AWS knows
    waiter DescribeX : XExists XReady       packages have waiters that botocore lacks, and poll this operation
    hidden repository : GetPullRequest      the call does not tell which one of this type it is about (`"bot alias"` in quotes)
    operation ListObjectsV2 ListObjects     rows below are about these operations
      why REASON -- WHERE IT IS WRITTEN     obligatory
      none                                  needs no permission
      needs s3:ListBucket                   replaces what the rule says; several lines are several actions
      also iam:PassRole implied when present(RoleArn)    keeps what the rule says and adds
      drop s3:ListBucket                    takes one action away from what the rule says
        on bucket BucketName=Bucket:Name?default when present(Bucket)   resources of the action above
        on document#2 DocumentName=Name     its second ARN format
        on *                                the action above knows no resources
        condition StringEquals iam:PassedToService lambda.amazonaws.com
        condition ... @Namespace            the parameter's value; `partition(Key)`: the table's partition key in the items there
      on ...                                before any action: resources of the action the rule finds
"""

import os
import re
import shlex
from dataclasses import dataclass, field


class CuratedError(Exception):
    """A curated file has a line that cannot be read."""


@dataclass
class Place:
    placeholder: str
    path: str  # or None for a literal
    form: str = "Name"
    default: str = ""
    literal: str = ""

    def text(self):
        if self.path is None:
            return f"{self.placeholder}='{self.literal}'"
        default = f"?{self.default}" if self.default else ""
        return f"{self.placeholder}={self.path}:{self.form}{default}"


@dataclass
class On:
    resource_type: str
    places: list
    when: str = ""
    exact: bool = False  # places are given: do not look for further ones
    number: int = 0  # which of the type's ARN formats; 0 is the first that fits
    always: bool = False  # checked whatever the parameters say, though none names it


@dataclass
class Need:
    action: str
    origin: str = "code"
    when: str = ""
    on: list = None  # None: derive by rule
    conditions: list = field(default_factory=list)
    why: tuple = None  # reason and source of a one-line row


@dataclass
class Entry:
    where: str
    none: bool = False
    needs: list = field(default_factory=list)
    also: list = field(default_factory=list)
    drop: list = field(default_factory=list)
    on: list = None
    why: tuple = None  # reason and source


@dataclass
class Curated:
    prefixes: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)  # service -> resource type -> list of list of Place
    sources: dict = field(default_factory=dict)  # service -> what the last `source` line of it says
    aliases: dict = field(default_factory=dict)  # service -> further names
    named: dict = field(default_factory=dict)  # service -> placeholders whose ids are names
    types: dict = field(default_factory=dict)  # action -> further resource types
    arns: list = field(default_factory=list)  # (prefix, resource type, further ARN format)
    formats: list = field(default_factory=list)  # (prefix, resource type, number of the ARN format, excepted actions)
    fills: dict = field(default_factory=dict)  # service -> placeholder -> parameter paths
    eithers: dict = field(default_factory=dict)  # service -> placeholder -> parameters that may hold a name for its id
    waiters: dict = field(default_factory=dict)  # service -> waiter that botocore lacks -> operation
    rest: set = field(default_factory=set)  # services whose actions are HTTP methods
    entries: dict = field(default_factory=dict)  # (service, operation) -> Entry
    additions: dict = field(default_factory=dict)  # (service, operation) -> Needs of `tags` and `pass` rows


def read(files):
    curated = Curated()
    for file in files:
        _read_file(curated, file)
    return curated


def _read_file(curated, file):
    service, entries, need = None, [], None
    with open(file, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            where = f"{os.path.basename(file)}:{number}"
            text = line.split(" # ")[0].strip()
            if not text or text.startswith("#"):
                continue
            verb, _, rest = text.partition(" ")
            rest = rest.strip()
            if verb not in BELOW and service not in curated.sources:
                raise CuratedError(f"{where}: a `{verb}` row needs a `source` line above it")
            if verb == "service":
                service, entries = rest, []
            elif verb == "source":
                curated.sources[service], entries = rest, []
            elif verb == "prefix":
                curated.prefixes[service] = rest
            elif verb == "alias":
                curated.aliases.setdefault(service, []).append(rest)
            elif verb == "named":
                curated.named.setdefault(service, set()).update(rest.split())
            elif verb == "types":
                action, *kinds = shlex.split(rest)
                curated.types.setdefault(action, []).extend(kinds)
            elif verb == "arn":
                curated.arns.append(tuple(rest.split(None, 2)))
            elif verb == "format":
                head, _, excepted = rest.partition(" except ")
                prefix, kind = head.split()
                curated.formats.append((prefix, *numbered(kind), set(excepted.split())))
            elif verb == "fill":
                placeholder, _, names = rest.partition("=")
                curated.fills.setdefault(service, {}).setdefault(placeholder, []).extend(names.split("|"))
            elif verb == "either":
                placeholder, _, names = rest.partition("=")
                curated.eithers.setdefault(service, {}).setdefault(placeholder, set()).update(names.split("|"))
            elif verb == "waiter":
                operation, _, names = rest.partition(" : ")
                curated.waiters.setdefault(service, {}).update(dict.fromkeys(names.split(), operation))
            elif verb == "rest":
                curated.rest.add(service)
            elif verb == "place":
                on = parse_on(rest, where)
                curated.places.setdefault(service, {}).setdefault(on.resource_type, []).append(on.places)
            elif verb == "operation":
                entries, need = _open(curated, service, rest.split(), where), None
            elif verb in REASONS:
                entries, need = [], None
                _one_line(curated, service, verb, rest, where)
            else:
                need = _row(entries, need, verb, rest, where)


def _open(curated, service, operations, where):
    entry = Entry(where)
    for operation in operations:
        if (service, operation) in curated.entries:
            first = curated.entries[(service, operation)].where
            raise CuratedError(f"{where}: `{service}:{operation}` is already decided at {first}")
        curated.entries[(service, operation)] = entry
    return [entry]


def _one_line(curated, service, verb, rest, where):
    source = curated.sources[service]
    head, _, operations = rest.partition(" : ") if verb != "rename" else rest.partition(" = ")
    if verb == "rename":
        entry = _open(curated, service, head.split(), where)[0]
        entry.why = (REASONS[verb], source)
        entry.needs = [parse_need(action, where) for action in operations.split()]
        return
    if verb == "hidden":
        entry = _open(curated, service, operations.split(), where)[0]
        entry.why = (REASONS[verb], source)
        entry.on = [On(kind, [], exact=True) for kind in shlex.split(head)]
        return
    for operation in operations.split():
        for need in ADDITIONS[verb](head):
            need.why = (REASONS[verb], source)
            curated.additions.setdefault((service, operation), []).append(need)


def _tags(head):
    action, parameter = head.split()
    return [Need(action, when=present(parameter.split("|")), on=["as created"])]


def _with(head):
    actions, when = _split_when(head)
    return [Need(action, "implied", when) for action in actions.split()]


def _pass(head):
    """`pass - Role` has no principal to bind the role to; several principals are alternatives."""
    principals, paths = head.split()
    paths = paths.split("|")
    several = len(paths) > 1
    on = [On("role", [role(path)], present([path]) if several else "", True) for path in paths]
    conditions = [("StringEquals", "iam:PassedToService", name) for name in principals.split("|") if name != "-"]
    return [Need("iam:PassRole", "implied", present(paths), on, conditions)]


ADDITIONS = {"tags": _tags, "pass": _pass, "with": _with}

# What a row of one line says, as the reason that people read.
REASONS = {
    "rename": "the action has another name than the operation",
    "hidden": "the call does not tell which resource it is about",
    "tags": "tags that a call gives are set by an action of their own",
    "pass": "a role is handed to the service",
    "with": "the service does this with the caller's rights",
}

# Lines that need no `source` above them: those that have a reason of their own.
BELOW = {"service", "source", "operation", "why", "none", "needs", "also", "drop", "on", "condition"}


def role(path):
    return Place("RoleNameWithPath", path, "Arn" if path.lower().rstrip("[]").endswith("arn") else "NameOrArn")


def present(paths):
    terms = [f"present({path})" for path in paths]
    return terms[0] if len(terms) == 1 else f"any({','.join(terms)})"


def _row(entries, need, verb, rest, where):
    if not entries:
        raise CuratedError(f"{where}: `{verb}` outside of an operation")
    entry = entries[0]
    if verb == "why":
        reason, _, source = rest.partition(" -- ")
        if not source:
            raise CuratedError(f"{where}: `why` needs a reason, ` -- ` and where it is written")
        entry.why = (reason, source)
    elif verb == "none":
        entry.none = True
    elif verb in ("needs", "also"):
        need = parse_need(rest, where)
        (entry.needs if verb == "needs" else entry.also).append(need)
    elif verb == "drop":
        entry.drop.append(rest)
    elif verb == "on":
        target = need if need else entry
        if target.on is None:
            target.on = []
        if rest != "*":
            target.on.append(parse_on(rest, where))
    elif verb == "condition":
        operator, key, value = rest.split(None, 2)
        need.conditions.append((operator, key, value))
    else:
        raise CuratedError(f"{where}: unknown word `{verb}`")
    return need


def parse_need(text, where):
    text, when = _split_when(text)
    parts = text.split()
    if len(parts) > 2 or (len(parts) == 2 and parts[1] != "implied"):
        raise CuratedError(f"{where}: cannot read `{text}`")
    return Need(parts[0], parts[1] if len(parts) == 2 else "code", when)


def parse_on(text, where):
    text, when = _split_when(text)
    parts = [part.replace("\0", " ") for part in re.sub(r"'[^']*'|\"[^\"]*\"", _keep_blanks, text).split()]
    resource_type, number = numbered(parts[0].strip('"'))
    return On(resource_type, [parse_place(part, where) for part in parts[1:]], when, len(parts) > 1, number)


def numbered(resource_type):
    """`document#2` -> (`document`, 2)."""
    kind, _, number = resource_type.partition("#")
    return kind, int(number or 0)


def _keep_blanks(match):
    return match.group().replace(" ", "\0")


def parse_place(text, where):
    placeholder, _, value = text.partition("=")
    if value.startswith("'"):
        return Place(placeholder, None, literal=value.strip("'"))
    value, _, default = value.partition("?")
    path, _, form = value.partition(":")
    if not path:
        raise CuratedError(f"{where}: cannot read `{text}`")
    return Place(placeholder, path, form or "Name", default)


def _split_when(text):
    match = re.search(r"(^| )when (.*)$", text)
    return (text[: match.start()], match.group(2).strip()) if match else (text, "")
