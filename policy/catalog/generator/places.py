"""Which parameters of a call name the resource of an action: rules over names, placeholders and shapes."""

import re
from dataclasses import dataclass

from curated import On, Place
from iam import placeholders

GENERIC_PLACEHOLDERS = {"resourceid", "id", "name", "identifier", "uuid", "resourcename", "resourcepath", "resourcearn"}
SUFFIXES = ("identifier", "resourceid", "name", "names", "arn", "arns", "ids", "id", "uuid", "s")
OWN = ("name", "id", "arn", "identifier", "uuid", "resourcearn", "resourceid", "resourcename", "resourceidentifier", "arns", "names", "ids")
TAGGING = re.compile(r"^(Un)?[Tt]ag|^List(.*)Tags|Tags?(For|To|From)?Resources?$|^(Add|Remove|Get|Describe|Create|Delete|Change|Put)(.*)Tags|ResourcePolic")
VERB = re.compile(r"^[A-Z][a-z]+")


@dataclass
class Parameter:
    """A parameter that may name a resource."""

    path: str
    fold: str
    form: str
    required: bool


def fold(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def parameters(model, operation):
    """Top-level string parameters, and lists of strings as `Names[]`."""
    required = model.required(operation)
    found = []
    for name, reference in model.members(operation).items():
        shape = model.shapes[reference["shape"]]
        text = reference.get("documentation", "") + shape.get("documentation", "")
        if shape["type"] == "string":
            found.append(Parameter(name, fold(name), form_of(name, shape, text), name in required))
        elif shape["type"] == "list" and model.shapes[shape["member"]["shape"]]["type"] == "string":
            item = model.shapes[shape["member"]["shape"]]
            found.append(Parameter(name + "[]", fold(name), form_of(name.rstrip("s"), item, text), name in required))
        elif shape["type"] in ("integer", "long"):
            found.append(Parameter(name, fold(name), "Name", name in required))
    return found


def form_of(name, shape, text):
    """Whether the value is a name, an ARN, or may be either."""
    folded = fold(name)
    pattern = shape.get("pattern", "")
    arn_pattern = bool(re.search(r"(?<![a-z])arn(?![a-z])", pattern))
    if folded.endswith(("arn", "arns")):
        optional = "|" in pattern and not pattern.startswith("^arn") and not pattern.startswith("arn")
        return "NameOrArn" if optional and re.search(r"name or|or (the )?(name|id)", text, re.I) else "Arn"
    if arn_pattern and has_other_form(pattern):
        return "NameOrArn"
    if arn_pattern:
        only = re.match(r"^\^?\(?arn", pattern) and "|" not in re.sub(r"\([^()]*\)", "", pattern)
        return "Arn" if only and not re.search(r"name or|ID or", text) else "NameOrArn"
    if re.search(r"(ARN|Amazon Resource Name)", text) and re.search(r"\bor\b|either", text):
        return "NameOrArn"
    return "Name"


def has_other_form(pattern):
    """Whether a pattern's leading group holds an ARN that may be left out (`(arn:...:)?id`) or an alternative to it."""
    pattern = pattern.removeprefix("^")
    if not pattern.startswith("(") or pattern.startswith("(?"):
        return False
    depth = 0
    for at, letter in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return pattern[at + 1 : at + 2] == "?"
        if depth == 1 and letter == "|":
            return True
    return False


def derive(iam, hints, model, operation, action):
    """The resource rules of an action for an operation, as a list of On."""
    prefix = action.partition(":")[0]
    call = Call(model, operation, parameters(model, operation), hints)
    types = iam.action_types(action)
    by_type = []
    for name, required, _ in types:
        found = rules(call, iam.arns(prefix, name), name, alone=len(types) == 1)
        by_type.append((name, required, found))
    return choose(call, by_type)


@dataclass
class Hints:
    """What the curated files say about a service's parameters."""

    places: dict  # resource type -> list of list of Place
    fills: dict  # placeholder -> parameter paths
    named: set  # placeholders for which names and ids are the same


@dataclass
class Call:
    """An operation whose parameters are matched with placeholders."""

    model: object
    operation: str
    given: list
    hints: Hints


@dataclass
class Rule:
    """How the parameters fill one ARN format; `full` when the resource is named, not only what it belongs to."""

    places: list
    full: bool
    when: str = ""


def rules(call, arns, resource_type, alone=False):
    """The rules for the ARN format that fits best: one, or two where a name or an ARN may be given."""
    results = []
    for arn in arns:
        wanted = placeholders(arn)
        curated = from_curated(call, call.hints.places.get(resource_type, []), wanted)
        if curated is not None:
            results.append([Rule(curated, len(curated) == len(wanted) > 0)])
        else:
            results.append(from_names(call, wanted, resource_type, alone))
    return max(results, key=lambda found: (found[0].full, len(found[0].places)))


def from_curated(call, alternatives, wanted):
    """The first curated line whose parameters this operation has."""
    for places in alternatives:
        real = [place for place in places if place.path is None or call.model.shape_at(call.operation, place.path)]
        if len(real) == len(places) and all(place.placeholder in wanted for place in places):
            return list(places)
    return None


def from_names(call, wanted, resource_type, alone):
    kind = fold(resource_type)
    own = is_noun(call.operation, kind)
    tagging = bool(TAGGING.search(call.operation))
    whole = whole_arn(call.given, kind, wanted[-1], own, tagging) if wanted else None
    places = one_by_one(call, wanted, kind, own, alone, whole)
    by_name = Rule(places, len(places) == len(wanted) > 0)
    if not whole or (by_name.full and plain(whole) == "resource" and not tagging):
        return [by_name]
    by_arn = Rule([Place(name, whole.path, "Arn") for name in wanted], True)
    if whole.required or not by_name.full:
        return [by_arn]
    path = whole.path.removesuffix("[]")
    by_name.when, by_arn.when = f"absent({path})", f"present({path})"
    return [by_name, by_arn]


def one_by_one(call, wanted, kind, own, alone, whole):
    """A parameter for each placeholder, in the order of the ARN; likenesses only for what exact names leave over."""
    given = [parameter for parameter in call.given if parameter is not whole]
    chosen = {}
    used = set()
    for position, placeholder in enumerate(wanted):
        last = position + 1 == len(wanted)
        mine = last or fold(placeholder).startswith(kind)
        parameter = filled(call, placeholder) or find(given, placeholder, kind if last else "", own and mine, used)
        take(chosen, used, placeholder, parameter, call.hints)
    for placeholder in wanted:
        if placeholder not in chosen:
            take(chosen, used, placeholder, by_ending(given, fold(placeholder), used), call.hints)
    if wanted and wanted[-1] not in chosen and (alone or kind in noun(call.operation)):
        take(chosen, used, wanted[-1], only_name(given, used, kind, alone), call.hints)
    return [Place(name, chosen[name].path, chosen[name].form) for name in wanted if name in chosen]


def take(chosen, used, placeholder, parameter, hints):
    if parameter and parameter.path not in used and (parameter.fold == "" or says(placeholder, parameter, hints)):
        used.add(parameter.path)
        chosen[placeholder] = parameter


def says(placeholder, parameter, hints):
    """Whether the value is what the placeholder stands for: a name is no id and an id no name, unless a row says so."""
    if parameter.form != "Name" or placeholder in hints.named:
        return True
    wanted, given = fold(placeholder), parameter.fold.rstrip("s")
    is_id = wanted.endswith(("id", "uuid", "number", "revision", "version"))
    return not (is_id and given.endswith("name") or wanted.endswith("name") and re.search(r"(?<!v)id$", given))


def filled(call, placeholder):
    """The first parameter that a curated `fill` row names for this placeholder."""
    for path in call.hints.fills.get(placeholder, []):
        path, _, form = path.partition(":")
        known = [parameter for parameter in call.given if parameter.path == path]
        if form and (known or call.model.shape_at(call.operation, path)):
            return Parameter(path, "", form, False)
        if known:
            return Parameter(path, "", known[0].form, known[0].required)
        shape = call.model.shape_at(call.operation, path)
        if shape:
            last = re.split(r"[.\[\]{}]+", path.rstrip("[]{}"))[-1]
            return Parameter(path, "", form_of(last, shape, shape.get("documentation", "")), False)
    return None


IDENTIFYING = re.compile(r"(id|name|arn|identifier|uuid)$")
FOREIGN = re.compile(r"(account|token|request|marker|owner|version|kms|role|client|callback|organization|region|subnet|vpc|key|destination|display|security)")


def only_name(given, used, kind, alone):
    """The one required parameter that looks like a name, where the action can only be about one resource."""
    names = [it for it in given if it.required and IDENTIFYING.search(it.fold.rstrip("s")) and it.path not in used]
    names = [it for it in names if not FOREIGN.search(it.fold) or kind in it.fold]
    names = [it for it in names if it.form != "Arn" or related(stem(plain(it)), kind)]
    generic = [it for it in names if it.fold in OWN]
    if len(generic) == 1:
        return generic[0]
    return names[0] if alone and len(names) == 1 else None


def noun(operation):
    """What an operation is about: `CreateFunction` -> `function`."""
    return fold(VERB.sub("", operation, count=1))


def is_noun(operation, kind):
    word = noun(operation)
    return word in (kind, kind + "s", kind + "es") or word.rstrip("s") == kind.rstrip("s")


def related(name, kind):
    """Whether an ARN parameter's name speaks of the resource type; another type's ARN must never stand for it."""
    return name in kind or kind in name or name[:5] == kind[:5]


def whole_arn(given, kind, last, own, tagging):
    """A parameter that is the ARN of the resource: named like the type, or like any resource."""
    stems = {kind, stem(fold(last))} - {""} - GENERIC_PLACEHOLDERS
    arns = [parameter for parameter in given if parameter.form == "Arn"]
    for parameter in arns:
        if plain(parameter) in stems:
            return parameter
    for parameter in arns:
        name = plain(parameter)
        if name == "resource" or (own and name == "") or (tagging and name in ("", "target")):
            return parameter
        if len(name) >= 5 and kind.endswith(name):
            return parameter
    for parameter in given:
        if tagging and parameter.fold in ("resource", "resourcearn", "resourceidentifier", "resourcename", "arn"):
            return parameter
    return None


def plain(parameter):
    """A parameter's name without what says that it is an ARN."""
    return parameter.fold.removesuffix("s").removesuffix("arn")


def stem(folded):
    for suffix in SUFFIXES:
        if folded.endswith(suffix) and len(folded) > len(suffix):
            return folded.removesuffix(suffix)
    return folded


def find(given, placeholder, kind, own, used):
    """The parameter that fills one placeholder, required ones first."""
    folded = fold(placeholder)
    wanted = []
    if folded not in GENERIC_PLACEHOLDERS:
        base = stem(folded)
        wanted += [folded] + [base + suffix for suffix in ("name", "id", "identifier", "arn", "", "names", "ids", "identifiers", "arns", "s")]
    if kind:
        wanted += [kind + suffix for suffix in ("name", "id", "identifier", "arn", "", "names", "ids", "identifiers", "arns", "s")]
    if own:
        wanted += list(OWN)
    for name in wanted:
        for parameter in sorted(given, key=lambda parameter: not parameter.required):
            if parameter.fold == name and parameter.path not in used:
                return parameter
    return None


def by_ending(given, folded, used):
    """The one required parameter whose name ends like the placeholder's: `agentRuntimeId` for `RuntimeId`."""
    base = stem(folded)
    if folded in GENERIC_PLACEHOLDERS or len(base) < 5:
        return None
    endings = tuple(base + suffix for suffix in ("name", "id", "identifier", "arn", ""))
    found = [it for it in given if it.required and it.path not in used and it.fold.endswith(endings)]
    found = [it for it in found if not FOREIGN.search(it.fold) or FOREIGN.search(folded)]
    return found[0] if len(found) == 1 else None


LISTING = re.compile(r"^(List|Describe)(?!Tags)")


def choose(call, by_type):
    """Which of an action's resource types a call is about.

    Types that must be given always; of the others those whose own name a parameter gives, and if there is none, all,
    except that a listing which names nothing is about the account: no resource but `*` is sure to cover it.
    A type that need not be given and hangs on an optional parameter counts only when the parameter is given.
    """
    required = {name for name, is_required, _ in by_type if is_required}
    named = {name for name, _, found in by_type if found[0].full}
    if not named and not required and LISTING.match(call.operation):
        return []
    keep = named | required or {name for name, _, _ in by_type}
    chosen = []
    for name, _, found in by_type:
        for rule in found if name in keep else []:
            optional = rule.full and name not in required and not rule.when
            chosen.append(On(name, rule.places, only_if_given(call, rule) if optional else rule.when))
    return chosen


def only_if_given(call, rule):
    """A condition on the parameter that names the resource itself, unless the call must give it anyway."""
    path = rule.places[-1].path
    needed = path is None or rule.places[-1].default or path.rstrip("[]{}") in call.model.required(call.operation)
    return "" if needed else f"present({path.removesuffix('[]')})"
