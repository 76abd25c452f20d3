// Writes lines in the embedded metric format, calls nothing.
import { unknown } from "#native";
export { logMetrics } from "@aws-lambda-powertools/metrics/middleware";

export class Metrics {
  constructor(options) { this.options = options; }
  logMetrics() { return (target, name, descriptor) => descriptor; }
  singleMetric() { return this; }
  __getattr__(name) { return () => unknown(); }
}
export const MetricUnit = {};
export const MetricUnits = {};
export const MetricResolution = {};
