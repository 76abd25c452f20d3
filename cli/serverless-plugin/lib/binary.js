"use strict";

// The binary: where it is, and how it is run.

const { spawnSync } = require("child_process");
const fs = require("fs");
const path = require("path");

const NAME = process.platform === "win32" ? "iam-tailor.exe" : "iam-tailor";
const MAX_OUTPUT = 512 * 1024 * 1024;

class Binary {
  /** `given` is a path relative to the service, or nothing; `fail` throws a message in the framework's way. */
  constructor(given, folder, fail) {
    this.folder = folder || process.cwd();
    this.path = locate(given, this.folder);
    this.fail = fail;
  }

  /** The JSON that a command prints. What it says beside that is shown when it fails. */
  json(args) {
    const ran = this.run(args, ["ignore", "pipe", "pipe"]);
    const text = ran.stdout.toString();
    // A status of its own says that nothing could be followed; the result says it for each function.
    if (!text.trim()) this.fail(`\`${NAME} ${args[0]}\` failed\n${ran.stderr}`.trim());
    try {
      return JSON.parse(text);
    } catch {
      return this.fail(`\`${this.path} ${args[0]}\` printed something else than JSON: is it another program?`);
    }
  }

  /** Runs a command before the user's eyes; its result goes into a file if one is named. Gives the exit status. */
  show(args, output) {
    const file = output === undefined ? undefined : fs.openSync(path.resolve(this.folder, output), "w");
    try {
      return this.run(args, ["ignore", file ?? "inherit", "inherit"]).status;
    } finally {
      if (file !== undefined) fs.closeSync(file);
    }
  }

  run(args, stdio) {
    const ran = spawnSync(this.path, args, { cwd: this.folder, stdio, maxBuffer: MAX_OUTPUT });
    if (ran.error?.code === "ENOENT") {
      this.fail(
        `\`${this.path}\` was not found: install iam-tailor, or say where it is with ` +
          "`custom.iamTailor.binary` or the environment variable IAM_TAILOR",
      );
    }
    if (ran.error) this.fail(`\`${this.path}\` cannot be run: ${ran.error.message}`);
    if (ran.signal) this.fail(`\`${this.path}\` was ended by ${ran.signal}`);
    return ran;
  }
}

/** As set, as the environment says, as installed beside the service, or whatever the search path has. */
function locate(given, folder) {
  if (given) return path.resolve(folder, given);
  if (process.env.IAM_TAILOR) return path.resolve(folder, process.env.IAM_TAILOR);
  for (let at = folder; ; at = path.dirname(at)) {
    const installed = path.join(at, "node_modules", ".bin", NAME);
    if (fs.existsSync(installed)) return installed;
    if (at === path.dirname(at)) return NAME;
  }
}

module.exports = { Binary };
