// Tracing hands back what it wraps.
import { unknown } from "#native";
import * as xray from "aws-xray-sdk-core";

export class Tracer {
  constructor(options) { this.provider = xray; }
  captureAWS(sdk) { return sdk; }
  captureAWSClient(client) { return client; }
  captureAWSv3Client(client) { return client; }
  captureLambdaHandler() { return (target, name, descriptor) => descriptor; }
  captureMethod() { return (target, name, descriptor) => descriptor; }
  getSegment() { return xray.getSegment(); }
  setSegment() { return undefined; }
  addErrorAsMetadata() { return undefined; }
  addResponseAsMetadata() { return undefined; }
  addServiceNameAnnotation() { return undefined; }
  annotateColdStart() { return undefined; }
  getRootXrayTraceId() { return unknown(); }
  isTraceSampled() { return unknown(); }
  isTracingEnabled() { return unknown(); }
  putAnnotation() { return undefined; }
  putMetadata() { return undefined; }
}
export { captureLambdaHandler } from "@aws-lambda-powertools/tracer/middleware";
