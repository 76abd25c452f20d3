// Writes lines, calls nothing.
import { unknown } from "#native";

export class Logger {
  constructor(options) { this.options = options; }
  createChild() { return this; }
  injectLambdaContext() { return (target, name, descriptor) => descriptor; }
  __getattr__(name) { return () => unknown(); }
}
export class LogFormatter { constructor() {} }
export class LogItem {
  constructor(options) { this.attributes = options ? options.attributes : {}; }
  addAttributes() { return this; }
  getAttributes() { return this.attributes; }
}
export const LogLevel = { TRACE: "TRACE", DEBUG: "DEBUG", INFO: "INFO", WARN: "WARN", ERROR: "ERROR", SILENT: "SILENT", CRITICAL: "CRITICAL" };
export { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
