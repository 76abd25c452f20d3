"""Applies roles to every template of a folder of repositories, on copies, and says what came of it.

    sweep.py BINARY FOLDER [--jobs N] [--only TEXT] [--table FILE] [--package]

One line a template: how many roles were written of how many that were to be, and whether

    roles     nothing but roles changed (both texts parsed and compared)
    lint      cfn-lint finds nothing on the transformed template that it did not find before
    package   `serverless package` compiles the same but for roles, where it worked before (with --package; needs tests/.cache)
    again     a second run changes nothing

Exit status 1 when any of these fails. It knows no IAM: what a role is, is told from where it stands.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

import template as reader

NOT_COPIED = ["node_modules", ".git", "target", ".venv", "dist", ".aws-sam", ".serverless", "cdk.out"]
IAM = ("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
FUNCTIONS = ("AWS::Serverless::Function", "AWS::Lambda::Function")


class Loader(yaml.CSafeLoader):
    """Reads intrinsic tags as mappings, and texts as they are written."""


def intrinsic(loader, tag, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": value}


Loader.add_multi_constructor("!", intrinsic)
Loader.yaml_implicit_resolvers = {
    key: [it for it in resolvers if it[0] in ("tag:yaml.org,2002:merge", "tag:yaml.org,2002:null")]
    for key, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def parsed(path):
    text = path.read_bytes().decode("utf-8-sig")
    if text.lstrip().startswith("{"):
        try:
            return [json.loads(text)]
        except ValueError:
            pass
    return list(yaml.load_all(text, Loader))


def without_roles(document):
    """What must be the same before and after: everything but roles and what points to them."""
    if not isinstance(document, dict):
        return document
    document = json.loads(json.dumps(document))
    functions = document.get("functions")
    groups = functions if isinstance(functions, list) else [functions]
    for group in groups + list((document.get("constructs") or {}).values()):
        for function in group.values() if isinstance(group, dict) else []:
            if isinstance(function, dict):
                for key in [key for key in function if key in ("role", "iam") or key.startswith("iamRole")]:
                    del function[key]
    section = document.get("resources")
    sections = section if isinstance(section, list) else [section]
    for owner in [document] + [it for it in sections if isinstance(it, dict)]:
        resources = owner.get("Resources")
        if not isinstance(resources, dict):
            continue
        for name in [name for name, it in resources.items() if isinstance(it, dict) and it.get("Type") in IAM]:
            del resources[name]
        for resource in resources.values():
            if isinstance(resource, dict) and resource.get("Type") in FUNCTIONS:
                resource.pop("DependsOn", None)
                properties = resource.get("Properties")
                for key in ("Role", "Policies") if isinstance(properties, dict) else []:
                    properties.pop(key, None)
        if not resources:
            del owner["Resources"]
    if section is not None:
        document["resources"] = [it for it in sections if it]
    if not document.get("resources"):
        document.pop("resources", None)
    return document


def findings(path):
    """What cfn-lint says of a template; a text when it cannot be read or transformed at all."""
    from cfnlint.api import lint
    from cfnlint.config import ManualArgs

    try:
        transformed = json.dumps(reader.transformed(str(path)), indent=1)
        config = ManualArgs(regions=["eu-west-1"], ignore_checks=reader.BY_DATE)
        found = lint(transformed, config=config)
        # A parameter or a condition that only a role used is used no more.
        found = [it for it in found if it.rule.id not in ("W2001", "W8001")]
        return {it.rule.id + " " + re.sub(" at 'Resources/.*", "", it.message) for it in found}
    except BaseException as error:  # The tools end the process on what they do not understand.
        return f"{type(error).__name__}: {str(error)[:200]}"


def packaged(room, folder, config):
    """The template that the framework compiles of a service, put beside itself; why there is none, as a text, otherwise.

    What only an account or a shell knows is given some value, and plugins that are not installed do nothing.
    """
    text = (folder / config).read_text()
    stated = text
    stated = re.sub(r"^(frameworkVersion|configValidationMode):.*$", "", stated, flags=re.MULTILINE)
    for _ in range(4):
        stated = re.sub(r"\$\{(?:ssm|cf|s3|aws|vault|output)(?:\([^)]*\))?[:.][^${}]*\}", "given", stated)
    given = [f"--param={name}=given" for name in sorted(set(re.findall(r"\$\{param:([\w-]+)", text)))]
    environment = {name: "given" for name in re.findall(r"\$\{env:(\w+)", text)}
    copy = folder / f"given-{config}"
    copy.write_text(stated)
    modules = stand_ins(room, text)
    try:
        run = subprocess.run(
            ["node", modules / "serverless/bin/serverless.js", "package", "--config", copy.name, "--stage=dev", *given],
            cwd=folder, capture_output=True, text=True, timeout=120,
            env={**environment, **os.environ, "SLS_TELEMETRY_DISABLED": "1", "SLS_NOTIFICATIONS_MODE": "off", "CI": "1",
                 "AWS_ACCESS_KEY_ID": "given", "AWS_SECRET_ACCESS_KEY": "given"},
        )
        compiled = folder / ".serverless/cloudformation-template-update-stack.json"
        if run.returncode or not compiled.is_file():
            return (run.stdout + run.stderr)[-600:]
        return json.loads(compiled.read_text())
    except subprocess.TimeoutExpired:
        return "timeout"
    finally:
        copy.unlink()
        shutil.rmtree(modules, ignore_errors=True)
        shutil.rmtree(folder / ".serverless", ignore_errors=True)


STAND_IN = """
module.exports = class {
  constructor(serverless) {
    this.configurationVariablesSources = { construct: { resolve: async () => ({ value: "given" }) } };
    const any = { type: "object", properties: {}, additionalProperties: true };
    const schema = serverless.configSchemaHandler;
    const additions = [
      () => schema.defineTopLevelProperty("constructs", {}),
      () => schema.defineTopLevelProperty("stepFunctions", {}),
      () => schema.defineFunctionProperties("aws", any),
    ];
    // Another stand-in may have been first.
    for (const add of additions) try { add(); } catch {}
  }
};
"""


def plugins(text):
    """The names of a service's plugins, as far as they stand in it."""
    service = next(iter(yaml.load_all(text, Loader)), None)
    listed = service.get("plugins") if isinstance(service, dict) else None
    listed = listed.get("modules") if isinstance(listed, dict) else listed
    return [it for it in listed if isinstance(it, str)] if isinstance(listed, list) else []


def stand_ins(room, text):
    """A `node_modules` above the service, so that it is not packaged, with the tools of the tests, and an empty plugin for each name that is not among them."""
    installed = pathlib.Path(__file__).resolve().parent.parent / ".cache/node/node_modules"
    modules = room / "node_modules"
    modules.mkdir()
    for module in installed.iterdir():
        (modules / module.name).symlink_to(module)
    for name in plugins(text):
        if not (modules / name).exists() and ".." not in name:
            if name.startswith((".", "/")) or (modules / name).parent.is_symlink():
                continue
            (modules / name).mkdir(parents=True)
            (modules / name / "index.js").write_text(STAND_IN)
    return modules


def deployed(compiled):
    """What a compiled template deploys, roles aside: versions and packages are named by content, deployments by the time."""
    named = re.sub(r"(ApiGatewayDeployment)\d+", r"\1", json.dumps(compiled))
    compiled = without_roles(json.loads(named))
    resources = compiled["Resources"]
    for name in [name for name, it in resources.items() if it["Type"] == "AWS::Lambda::Version"]:
        del resources[name]
    for resource in resources.values():
        resource.pop("DependsOn", None)
        resource.get("Properties", {}).pop("Code", None)
    compiled["Outputs"] = sorted(compiled.get("Outputs", {}))
    return compiled


def apply(binary, folder):
    return subprocess.run(
        [binary, "apply", "--format", "json", "--allow-partial", "."],
        cwd=folder, capture_output=True, text=True, timeout=1800,
    )


def sweep(binary, repository, package):
    """One row a template of a repository."""
    with tempfile.TemporaryDirectory() as room:
        original, copy = (pathlib.Path(room) / name / repository.name for name in ("before", "after"))
        for folder in (original, copy):
            shutil.copytree(repository, folder, symlinks=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
            (folder / ".git").mkdir(exist_ok=True)
        applied = apply(binary, copy)
        if applied.returncode:
            is_bad = "panicked" in applied.stderr or applied.returncode not in (0, 3)
            return [{"repository": repository.name, "template": "-", "note": applied.stderr.strip()[-300:], "bad": is_bad}]
        once = {it["path"]: (copy / it["path"]).read_bytes() for it in json.loads(applied.stdout)["templates"]}
        again = apply(binary, copy)
        rows = []
        for found in json.loads(applied.stdout)["templates"]:
            row = one(repository.name, original, copy, found, package)
            row["again"] = again.returncode == 0 and (copy / found["path"]).read_bytes() == once[found["path"]]
            row["bad"] = not all(row.get(key, True) for key in ("roles", "lint", "package", "again"))
            rows.append(row)
        changed = [it for it in files(copy) if (original / it).is_file() and (original / it).read_bytes() != (copy / it).read_bytes()]
        for path in sorted({str(it) for it in changed} - set(once)):
            rows.append({"repository": repository.name, "template": path, "note": "changed and not named", "bad": True})
        return rows


def files(folder):
    return [it.relative_to(folder) for it in folder.rglob("*") if it.is_file() and not it.is_symlink()]


def one(name, original, copy, found, package):
    room = original.parent.parent
    before, after = original / found["path"], copy / found["path"]
    row = {"repository": name, "template": found["path"], "written": len(found["changed"])}
    row["refused"] = [f"{it['function']}: {it['reason']}" for it in found["refused"]]
    row["skipped"] = [f"{it['function']}: {it['reason']}" for it in found["skipped"]]
    row["functions"] = len(found["changed"]) + len(found["refused"]) + len(found["skipped"])
    row["diff"] = unified(before.read_bytes(), after.read_bytes())
    if after.suffix in (".ts", ".js", ".cjs", ".mjs"):
        row["roles"] = before.read_bytes() == after.read_bytes()
        return {**row, "kind": "program"}
    documents = parsed(before)
    is_service = any(isinstance(it, dict) and "provider" in it for it in documents)
    row["kind"] = "serverless" if is_service else "sam" if "AWS::Serverless" in before.read_text() else "cloudformation"
    row["roles"] = [without_roles(it) for it in documents] == [without_roles(it) for it in parsed(after)]
    if not row["written"]:
        return row
    if not is_service:
        linted, now = findings(before), findings(after)
        if not isinstance(linted, str):
            new = [now] if isinstance(now, str) else sorted(now - linted)
            row["lint"], row["new"] = not new, new
        else:
            row["unlinted"] = linted
    elif package:
        compiled, now = (packaged(room, it.parent, it.name) for it in (before, after))
        if isinstance(compiled, str):
            row["unpackaged"] = compiled
        else:
            row["package"] = not isinstance(now, str) and deployed(compiled) == deployed(now)
            row["new"] = [now] if isinstance(now, str) else []
    return row


def unified(before, after):
    import difflib

    left, right = (it.decode("utf-8", "replace").splitlines(keepends=True) for it in (before, after))
    return "".join(difflib.unified_diff(left, right, n=2))


def shown(row):
    marks = [f"{key} {'-' if key not in row else 'ok' if row[key] else 'BAD'}" for key in ("roles", "lint", "package", "again")]
    counts = f"{row.get('kind', '-'):14} {row.get('written', 0)}/{row.get('functions', 0)}"
    note = row.get("note", "") or "; ".join(row.get("refused", []))
    return f"{row['repository']}/{row['template']}  {counts}  {'  '.join(marks)}  {note}".replace("\n", " ")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--jobs", type=int, default=1)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--table", type=pathlib.Path)
    arguments.add_argument("--package", action="store_true")
    given = arguments.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    repositories = sorted(it for it in given.folder.iterdir() if it.is_dir() and given.only in it.name)
    rows = []
    with concurrent.futures.ProcessPoolExecutor(given.jobs) as pool:
        work = [pool.submit(sweep, binary, it, given.package) for it in repositories]
        for repository, job in zip(repositories, work):
            try:
                found = job.result()
            except Exception as error:
                found = [{"repository": repository.name, "template": "-", "note": f"{type(error).__name__}: {error}", "bad": True}]
            rows.extend(found)
            for row in found:
                print(shown(row), flush=True)
    if given.table:
        given.table.write_text(json.dumps(rows, indent=1))
    tried = [row for row in rows if "again" in row]
    print(f"{len(tried)} templates, {sum(row['written'] for row in tried)} roles written, {sum(row['bad'] for row in rows)} bad")
    sys.exit(any(row["bad"] for row in rows))


if __name__ == "__main__":
    main()
