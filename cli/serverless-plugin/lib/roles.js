"use strict";

// Where roles go in the compiled template. Three ways, the first that applies:
// the roles plugin or the framework makes a role of a function's statements; otherwise a role is put in here.

const { hasRolesPlugin, hasNativeRoles } = require("./framework");

/**
 * What is to be done about a function.
 *
 * `isTailored`: it runs under the role that the framework makes for all functions, and gets one of its own. `isDeclared`: what
 * it may do is written down; that stays, and is judged. Neither: `iamTailor: false`.
 */
function state(serverless, name, settings) {
  const declaration = serverless.service.getFunction(name);
  if (declaration.iamTailor === false) return { name, isTailored: false, isDeclared: false };
  const hasStatements = declaration.iamRoleStatements !== undefined || declaration.iam?.role !== undefined;
  const isOpen = hasStatements ? settings.replace : !declaration.role;
  const isTailored = isOpen && !declaration.role && (isShared(serverless, name) || isMadeByFramework(serverless));
  return { name, isTailored, isDeclared: !isTailored };
}

/** Writes the policies of functions; gives the id of the shared role. */
function write(serverless, tailored) {
  for (const { name, result } of tailored) {
    const declaration = serverless.service.getFunction(name);
    const statements = result.policy.Statement;
    if (hasRolesPlugin(serverless)) {
      declaration.iamRoleStatements = statements;
      declaration.iamRoleStatementsInherit = false;
    } else if (hasNativeRoles(serverless)) {
      const role = { ...declaration.iam?.role, statements };
      declaration.iam = { ...declaration.iam, role, inheritStatements: false };
    } else {
      addRole(serverless, name, result.policy);
    }
  }
  return tailored.length ? sharedId(serverless) : undefined;
}

/** Takes the shared role away when nothing of the finished template names it any more. */
function removeUnused(serverless, id) {
  const { Resources, ...rest } = template(serverless);
  const { [id]: role, ...others } = Resources;
  if (role && !mentions({ ...rest, others }, id)) delete Resources[id];
}

/** A role like the shared one, trusted, bounded and tagged as that, with a policy of its own. */
function addRole(serverless, name, policy) {
  const { Resources } = template(serverless);
  const shared = sharedId(serverless);
  const naming = serverless.getProvider("aws").naming;
  const functionId = naming.getLambdaLogicalId(name);
  const resource = Resources[functionId];
  const id = `${naming.getNormalizedFunctionName(name)}${shared}`;
  const role = JSON.parse(JSON.stringify(Resources[shared]));
  if (resource.Condition) role.Condition = resource.Condition;
  // Schedules run under the shared role, not under this one.
  for (const { Principal } of role.Properties.AssumeRolePolicyDocument.Statement) {
    if (Array.isArray(Principal?.Service)) {
      Principal.Service = Principal.Service.filter((service) => service !== "scheduler.amazonaws.com");
    }
  }
  // Names are limited to 64 characters, so the role gets one from CloudFormation.
  delete role.Properties.RoleName;
  delete role.Properties.ManagedPolicyArns;
  role.Properties.Policies = policy.Statement.length ? [{ PolicyName: "iam-tailor", PolicyDocument: policy }] : [];
  Resources[id] = role;
  resource.Properties.Role = { "Fn::GetAtt": [id, "Arn"] };
  const isOurs = (mapping) => mentions(mapping.Properties?.FunctionName, functionId);
  for (const waiting of [resource, ...mappings(Resources).filter(isOurs)]) {
    if (waiting.DependsOn) waiting.DependsOn = renamed(waiting.DependsOn, shared, id);
  }
}

function mappings(resources) {
  return Object.values(resources).filter((it) => it.Type === "AWS::Lambda::EventSourceMapping");
}

function renamed(dependencies, from, to) {
  return Array.isArray(dependencies)
    ? dependencies.map((it) => (it === from ? to : it))
    : dependencies === from
      ? to
      : dependencies;
}

function isShared(serverless, name) {
  const { Resources } = template(serverless);
  const shared = sharedId(serverless);
  const id = serverless.getProvider("aws").naming.getLambdaLogicalId(name);
  return Boolean(Resources[shared]) && Resources[id]?.Properties?.Role?.["Fn::GetAtt"]?.[0] === shared;
}

function isMadeByFramework(serverless) {
  return serverless.service.provider.iam?.role?.mode === "perFunction";
}

function template(serverless) {
  return serverless.service.provider.compiledCloudFormationTemplate;
}

function sharedId(serverless) {
  return serverless.getProvider("aws").naming.getRoleLogicalId();
}

/** Whether a value names a resource, by whatever intrinsic. */
function mentions(value, id) {
  return new RegExp(`(?<![A-Za-z0-9])${id}(?![A-Za-z0-9])`).test(JSON.stringify(value ?? null));
}

module.exports = { state, write, removeUnused };
