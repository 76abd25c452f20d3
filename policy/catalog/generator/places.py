"""Which parameters of a call name the resource of an action: rules over names, placeholders and shapes."""

import re
from dataclasses import dataclass

from curated import On, Place
from iam import placeholders

GENERIC_PLACEHOLDERS = {"resourceid", "id", "name", "identifier", "uuid", "resourcename", "resourcepath", "resourcearn"}
SUFFIXES = ("identifier", "resourceid", "name", "names", "arn", "arns", "ids", "id", "uuid", "s")
OWN = ("name", "id", "arn", "identifier", "uuid", "resourcearn", "resourceid", "resourcename", "resourceidentifier", "arns", "names", "ids")
TAGGING = re.compile(r"^(Un)?Tag|^List(.*)Tags|Tags?(For|To|From)?Resources?$|^(Add|Remove|Get|Describe|Create|Delete|Change|Put)(.*)Tags|ResourcePolic")
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
    if arn_pattern:
        only = re.match(r"^\^?\(?arn", pattern) and "|" not in re.sub(r"\([^()]*\)", "", pattern)
        return "Arn" if only and not re.search(r"name or|ID or", text) else "NameOrArn"
    if re.search(r"(ARN|Amazon Resource Name)", text) and re.search(r"\bor\b|either", text):
        return "NameOrArn"
    return "Name"


def derive(iam, curated_places, model, operation, action):
    """The resource rules of an action for an operation, as a list of On."""
    prefix = action.partition(":")[0]
    given = parameters(model, operation)
    by_type = []
    for name, required, _ in iam.action_types(action):
        best = best_rule(curated_places, model, operation, given, iam.arns(prefix, name), name)
        by_type.append((name, required, best))
    return choose(by_type, operation)


def best_rule(curated_places, model, operation, given, arns, resource_type):
    """(places, how many placeholders they fill, how many there are) for the ARN format that fits best."""
    results = []
    for arn in arns:
        wanted = placeholders(arn)
        places = from_curated(curated_places.get(resource_type, []), model, operation, wanted)
        if places is None:
            places = from_names(given, wanted, resource_type, operation)
        results.append((places, len(places), len(wanted)))
    return max(results, key=lambda result: (result[1] == result[2], result[1]))


def from_curated(alternatives, model, operation, wanted):
    """The first curated line whose parameters this operation has."""
    for places in alternatives:
        real = [place for place in places if place.path is None or model.shape_at(operation, place.path)]
        if len(real) == len(places) and all(place.placeholder in wanted for place in places):
            return list(places)
    return None


def from_names(given, wanted, resource_type, operation):
    if not wanted:
        return []
    noun = fold(VERB.sub("", operation, count=1))
    kind = fold(resource_type)
    own = noun in (kind, kind + "s", kind + "es") or noun.rstrip("s") == kind.rstrip("s")
    tagging = bool(TAGGING.search(operation))
    whole = whole_arn(given, kind, wanted[-1], own, tagging)
    if whole:
        return [Place(name, whole.path, "Arn") for name in wanted]
    places = []
    used = set()
    for position, placeholder in enumerate(wanted):
        last = position + 1 == len(wanted)
        parameter = find(given, placeholder, kind if last else "", own and last, used)
        if parameter:
            used.add(parameter.path)
            places.append(Place(placeholder, parameter.path, parameter.form))
    return places


def whole_arn(given, kind, last, own, tagging):
    """A parameter that is the ARN of the resource."""
    stems = {kind, stem(fold(last))} - {""} - GENERIC_PLACEHOLDERS
    for parameter in given:
        if parameter.form != "Arn":
            continue
        plain = parameter.fold.removesuffix("s").removesuffix("arn")
        if plain in stems or (own and plain in ("", "resource")) or (tagging and plain in ("", "resource", "target")):
            return parameter
    return None


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


def choose(by_type, operation):
    """Which of an action's resource types a call is about.

    Types that must be given always; of the others those whose own name a parameter gives, and if there is none, all.
    """
    named = [(name, places) for name, required, (places, filled, total) in by_type if is_named(places, filled, total)]
    required = [name for name, is_required, _ in by_type if is_required]
    if named:
        keep = {name for name, _ in named} | set(required)
    else:
        keep = set(required) or {name for name, _, _ in by_type}
    return [On(name, places) for name, _, (places, _, _) in by_type if name in keep]


def is_named(places, filled, total):
    return total > 0 and filled == total
