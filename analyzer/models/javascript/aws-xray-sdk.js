// The full package: the core and integrations.
export * from "aws-xray-sdk-core";
