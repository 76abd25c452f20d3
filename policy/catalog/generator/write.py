"""The text form of the generated files: sorted, tab-separated, one fact a line. build.rs reads exactly this."""

import names
import permissions as permissions_module

HEADER = "# Do not edit: written by `python3 policy/catalog/generator` from the packages in SOURCES and the rows in curated/.\n"


def services(sources, curated, models):
    """id, IAM prefix, endpoint prefix, title, v2 class, v3 package, v3 name, Rust crate, further names."""
    classes = v2_classes(sources)
    lines = []
    for service, model in models.items():
        metadata = model.metadata
        service_id = metadata.get("serviceId", metadata.get("serviceAbbreviation", metadata["serviceFullName"]))
        fields = [
            service,
            permissions_module.prefix_of(curated, model),
            metadata["endpointPrefix"],
            metadata["serviceFullName"],
            classes.get(service_id, "-"),
            names.v3_package(service_id),
            names.v3_name(service_id),
            names.rust_crate(service_id),
            " ".join(curated.aliases.get(service, [])),
        ]
        lines.append("\t".join(fields).rstrip("\t"))
    return HEADER + "\n".join(lines) + "\n"


def v2_classes(sources):
    """serviceId to the class in aws-sdk, from its own table of APIs."""
    metadata = sources.json("aws-sdk", "apis/metadata.json")
    files = sources.names("aws-sdk")
    classes = {}
    for key, entry in metadata.items():
        prefix = entry.get("prefix", key)
        found = [name for name in files if name.startswith(f"apis/{prefix}-2") and name.endswith(".min.json")]
        if found:
            model = sources.json("aws-sdk", max(found))["metadata"]
            classes[model.get("serviceId", "")] = entry["name"]
    return classes


def operations(sources, models):
    """`service`, then per operation its name, flags and members; a required member has a `!`, waiters follow."""
    special = names.special_python_methods(sources)
    lines = []
    for service, model in models.items():
        lines.append(f"service\t{service}")
        for operation in sorted(model.operations):
            required = model.required(operation)
            members = [("!" if name in required else "") + name for name in sorted(model.members(operation))]
            flags = "p" if operation in model.paginated else ""
            spelled = special.get(operation, "")
            lines.append("\t".join([operation, flags, spelled, " ".join(members)]).rstrip("\t"))
        for waiter, operation in sorted(model.waiters.items()):
            lines.append(f"waiter\t{waiter}\t{operation}")
    return HEADER + "\n".join(lines) + "\n"


def actions(facts):
    """`prefix`, then per action name, access level, resource types (`!` must be given), condition keys."""
    lines = []
    for prefix in sorted(facts.actions):
        lines.append(f"prefix\t{prefix}\t{facts.titles.get(prefix, prefix)}")
        for name, action in sorted(facts.actions[prefix].items()):
            kinds = [("!" if required else "") + kind for kind, required, _ in facts.action_types(f"{prefix}:{name}")]
            keys = sorted(set(action["conditionKeys"]))
            lines.append("\t".join([name, action["accessLevel"], ",".join(kinds), ",".join(keys)]).rstrip("\t"))
    return HEADER + "\n".join(lines) + "\n"


def resource_types(facts):
    """prefix, type, ARN formats."""
    lines = []
    for prefix in sorted(facts.resource_types):
        for kind in sorted(facts.resource_types[prefix]):
            lines.append("\t".join([prefix, kind] + facts.arns(prefix, kind)))
    return HEADER + "\n".join(lines) + "\n"


def permissions(facts, answers):
    """`service`, then per operation its name and kind; below it actions, resources and conditions, one a line.

    operation TAB kind
     action TAB origin TAB when
      resource type (`#2`: its second ARN format, `!`: always) TAB when TAB places, separated by two blanks
      ? operator TAB key TAB value
    """
    lines = []
    current = None
    for (service, operation), (kind, needs) in answers.items():
        if service != current:
            lines.append(f"service\t{service}")
            current = service
        lines.append(f"{operation}\t{kind}")
        for need in needs:
            lines.extend(need_lines(facts, need))
    return HEADER + "\n".join(lines) + "\n"


def need_lines(facts, need):
    yield f" {need.action}\t{need.origin}\t{need.when}".rstrip("\t")
    for on in need.on:
        kind = ("!" if on.always else "") + on.resource_type + arn_number(facts, need.action, on)
        places = "  ".join(place.text() for place in on.places)
        yield f"  {kind}\t{on.when}\t{places}".rstrip("\t")
    for operator, key, value in need.conditions:
        yield f"  ?{operator}\t{key}\t{value}"


def arn_number(facts, action, on):
    """Of a type with several ARN formats, the one that rows name or the first that has all the placeholders: `#2` when it
    is not the first."""
    prefix = action.partition(":")[0]
    arns = facts.arns(prefix, on.resource_type)
    if not arns:
        raise ValueError(f"no resource type `{on.resource_type}` in `{prefix}`")
    wanted = on.number or facts.format_number(action, on.resource_type)
    for number, arn in enumerate(arns, 1):
        if wanted not in (0, number):
            continue
        if all("${" + place.placeholder + "}" in arn for place in on.places):
            return f"#{number}" if number > 1 else ""
    names = [place.placeholder for place in on.places]
    raise ValueError(f"`{on.resource_type}` of `{prefix}` has no placeholders {names}")
