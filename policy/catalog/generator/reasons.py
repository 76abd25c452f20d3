"""Why reviewed answers are what they are: reason and source of the rows behind each, as people read them."""

import write


def text(curated, answers):
    """`service`, then a reason a line: reason, source, the actions it is about (none: the whole answer), operations."""
    services = {}
    for (service, operation), (_, needs) in answers.items():
        reasons = services.setdefault(service, {})
        entry = curated.entries.get((service, operation))
        if entry:
            reasons.setdefault((*entry.why, ""), []).append(operation)
        added = {}
        for need in needs:
            if need.why:
                added.setdefault(need.why, []).append(need.action)
        for why, actions in added.items():
            reasons.setdefault((*why, " ".join(actions)), []).append(operation)
    lines = []
    for service, reasons in services.items():
        if reasons:
            lines.append(f"service\t{service}")
            lines.extend("\t".join([*why, " ".join(operations)]) for why, operations in sorted(reasons.items()))
    return write.HEADER + "\n".join(lines) + "\n"
