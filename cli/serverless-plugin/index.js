"use strict";

// The Serverless Framework's side of iam-tailor: hooks, commands, and where the roles go in the compiled template.
// It knows no code and no permissions: all of that comes from the binary.

const { Binary } = require("./lib/binary");
const { declare, settings } = require("./lib/settings");
const { snapshot, withAddedFunctions, withResolved } = require("./lib/service");
const roles = require("./lib/roles");

const COMMANDS = {
  check: "Compares what the declared roles grant with what the code needs",
  diff: "Shows what `apply` would change in the configuration",
  apply: "Writes the tailored roles into the configuration",
  report: "Writes a review report",
};

class IamTailor {
  constructor(serverless, options, utils) {
    this.serverless = serverless;
    this.options = options || {};
    this.log = logger(serverless, utils);
    declare(serverless);
    this.commands = { "iam-tailor": { usage: "Least-privilege roles from the code", commands: commands() } };
    this.hooks = {
      initialize: () => this.remember(),
      // Functions and events are compiled, roles of other plugins are not made yet: this holds whatever their order.
      "after:package:compileEvents": () => this.tailor(),
      // The user's own resources are in: what nothing refers to any more can go.
      "after:aws:package:finalize:mergeCustomProviderResources": () => this.clean(),
    };
    for (const name of Object.keys(COMMANDS)) {
      this.hooks[`iam-tailor:${name}:run`] = () => this.command(name);
    }
  }

  remember() {
    this.resolved = snapshot(this.serverless);
  }

  get settings() {
    return settings(this.serverless);
  }

  get binary() {
    return new Binary(this.settings.binary, this.serverless.serviceDir, (message) => this.fail(message));
  }

  /** Gives functions their roles at package time. */
  tailor() {
    const given = this.settings;
    if (!given.enabled) return;
    const found = this.functions("synth");
    const all = this.serverless.service.getAllFunctions().map((name) => roles.state(this.serverless, name, given));
    const tailored = [];
    for (const it of all.filter((it) => it.isTailored)) {
      const result = found.get(it.name);
      if (result?.status !== "complete") {
        // Half a policy would break the function: it stays under the shared role.
        this.object(given.onIncomplete, incomplete(it.name, result));
        continue;
      }
      tailored.push({ ...it, result });
    }
    this.judge(all.filter((it) => it.isDeclared), given);
    this.changed = roles.write(this.serverless, tailored);
    if (tailored.length) this.log.info(`wrote the roles of ${tailored.map((it) => it.name).join(", ")}`);
  }

  /** Judges the functions whose declared roles stay. */
  judge(kept, given) {
    if (!kept.length || given.onMissing === "ignore") return;
    const found = this.functions("check");
    for (const { name } of kept) {
      const missing = (found.get(name)?.declared?.missing || []).map(described);
      if (missing.length) this.object(given.onMissing, `the role of "${name}" lacks ${missing.join(", ")}`);
    }
  }

  clean() {
    if (this.changed) roles.removeUnused(this.serverless, this.changed);
  }

  /** Results of a command of the binary on this service, by function. */
  functions(verb) {
    const { serverless } = this;
    return withResolved(withAddedFunctions(this.resolved, serverless), (file) => {
      const document = this.binary.json([verb, "--format", "json", ...this.place(file)]);
      const all = (document.templates || []).flatMap((template) => template.functions);
      return new Map(all.map((it) => [it.name, it]));
    });
  }

  /** The arguments that name the service; its configuration as resolved where the command does not write to it. */
  place(file) {
    const service = ["--template", this.serverless.configurationFilename || "serverless.yml"];
    return [...service, "--resolved", file, this.serverless.serviceDir];
  }

  command(name) {
    const { options } = this;
    const extra = ["function", "format"].flatMap((key) => list(options[key]).flatMap((value) => [`--${key}`, value]));
    if (name === "apply" || name === "diff") {
      if (options["allow-partial"]) extra.push("--allow-partial");
      const given = deployment(this.serverless, options);
      const service = ["--template", this.serverless.configurationFilename || "serverless.yml"];
      this.finish(name, this.binary.show([name, ...extra, ...given, ...service, this.serverless.serviceDir]));
      return;
    }
    const status = withResolved(this.resolved, (file) =>
      this.binary.show([name, ...extra, ...this.place(file)], options.output),
    );
    this.finish(name, status);
  }

  finish(name, status) {
    if (status > 1) this.fail(`\`iam-tailor ${name}\` ended with status ${status}`);
    if (status) process.exitCode = status;
  }

  object(how, message) {
    if (how === "fail") this.fail(message);
    if (how === "warn") this.log.warning(message);
  }

  fail(message) {
    const ErrorType = this.serverless.classes.Error;
    throw new ErrorType(`serverless-iam-tailor: ${message}`);
  }
}

function commands() {
  const options = {
    function: { usage: "Only this function", shortcut: "f", type: "string" },
    format: { usage: "Format of the output", type: "string" },
  };
  const own = {
    apply: { "allow-partial": { usage: "Write functions too that could not be followed completely", type: "boolean" } },
    diff: { "allow-partial": { usage: "Show functions too that could not be followed completely", type: "boolean" } },
    report: { output: { usage: "File to write to", shortcut: "o", type: "string" } },
  };
  return Object.fromEntries(
    Object.entries(COMMANDS).map(([name, usage]) => [
      name,
      { usage, lifecycleEvents: ["run"], options: { ...options, ...own[name] } },
    ]),
  );
}

/** What the framework was told, for commands that read the configuration as it is written. */
function deployment(serverless, options) {
  const provider = serverless.getProvider("aws");
  const parameters = list(options.param).flatMap((it) => ["--param", it]);
  return ["--stage", provider.getStage(), "--region", provider.getRegion(), ...parameters];
}

function incomplete(name, result) {
  const why = (result?.unresolved || []).map((it) => `\n  ${it.file}:${it.line}: ${it.message}`).join("");
  return `the code of "${name}" could not be followed completely${why || ": it is not in the configuration"}`;
}

function described(missing) {
  if (typeof missing === "string") return missing;
  const resource = missing.resource === undefined ? "" : ` on ${JSON.stringify(missing.resource)}`;
  return `${missing.action || JSON.stringify(missing)}${missing.action ? resource : ""}`;
}

function list(value) {
  return value === undefined ? [] : [].concat(value);
}

function logger(serverless, utils) {
  if (utils?.log) {
    const { log } = utils;
    return {
      info: (text) => log.notice(`iam-tailor: ${text}`),
      warning: (text) => log.warning(`iam-tailor: ${text}`),
    };
  }
  const plain = (text) => serverless.cli.log(`iam-tailor: ${text}`);
  return { info: plain, warning: plain };
}

module.exports = IamTailor;
