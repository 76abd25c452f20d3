"use strict";

// What can be set under `custom.iamTailor`, and `iamTailor` at a function.

const REACTIONS = ["fail", "warn", "ignore"];

const DEFAULTS = {
  enabled: true,
  binary: undefined,
  onIncomplete: "fail",
  onMissing: "fail",
  replace: false,
};

const SCHEMA = {
  type: "object",
  properties: {
    enabled: { type: "boolean" },
    binary: { type: "string" },
    onIncomplete: { enum: REACTIONS },
    onMissing: { enum: REACTIONS },
    replace: { type: "boolean" },
  },
  additionalProperties: false,
};

/** Tells the framework what may be written, for its strict mode. */
function declare(serverless) {
  const schema = serverless.configSchemaHandler;
  schema?.defineCustomProperties({ type: "object", properties: { iamTailor: SCHEMA } });
  schema?.defineFunctionProperties?.("aws", { type: "object", properties: { iamTailor: { type: "boolean" } } });
}

function settings(serverless) {
  return { ...DEFAULTS, ...serverless.service.custom?.iamTailor };
}

module.exports = { declare, settings };
