"use strict";

// The configuration as the framework resolved it: handed to the binary as a file, so that variables, parameters and
// configurations that are programs mean there what they mean here.

const fs = require("fs");
const os = require("os");
const path = require("path");

const { version } = require("./framework");

/** A copy of the configuration, taken before plugins change it. */
function snapshot(serverless) {
  const { configurationInput, service } = serverless;
  const copy = JSON.parse(JSON.stringify(configurationInput || service.initialServerlessConfig || {}));
  const provider = serverless.getProvider("aws");
  const stated = typeof copy.provider === "string" ? { name: copy.provider } : copy.provider;
  copy.provider = { ...stated, stage: provider.getStage(), region: provider.getRegion() };
  copy.frameworkVersion = version(serverless);
  return copy;
}

/** The same with functions that plugins added since. */
function withAddedFunctions(copy, serverless) {
  const declared = Object.assign({}, ...[].concat(copy.functions || {}));
  const added = {};
  for (const name of serverless.service.getAllFunctions()) {
    if (!declared[name]) added[name] = plain(serverless.service.getFunction(name));
  }
  return { ...copy, functions: { ...declared, ...added } };
}

/** Calls `use` with a file that holds a configuration, and gives what it gives. */
function withResolved(copy, use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "iam-tailor-"));
  try {
    const file = path.join(folder, "serverless.json");
    fs.writeFileSync(file, JSON.stringify(copy));
    return use(file);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function plain(value) {
  return JSON.parse(JSON.stringify(value));
}

module.exports = { snapshot, withAddedFunctions, withResolved };
