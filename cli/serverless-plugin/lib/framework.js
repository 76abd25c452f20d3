"use strict";

// Which framework this is, and who makes roles of a function's statements in it.

const path = require("path");

const ROLES_PLUGIN = "serverless-iam-roles-per-function";

/** Whether the service lists the plugin that makes roles of `iamRoleStatements`. */
function hasRolesPlugin(serverless) {
  const plugins = serverless.service.plugins || [];
  return (plugins.modules || plugins).includes(ROLES_PLUGIN);
}

/** Whether the framework itself makes roles of `iam.role.statements`: version 4 does; osls, which counts on its own, does not. */
function hasNativeRoles(serverless) {
  return version(serverless) === "4";
}

/** The major version of the Serverless Framework that this one is, or is a descendant of. */
function version(serverless) {
  return isOsls(serverless) ? "3" : String(serverless.version || "3").split(".")[0];
}

function isOsls(serverless) {
  try {
    return require(path.join(serverless.config.serverlessPath, "..", "package.json")).name === "osls";
  } catch {
    return false;
  }
}

module.exports = { hasRolesPlugin, hasNativeRoles, version };
