export { EventBridgeEnvelope } from "@aws-lambda-powertools/parser/envelopes";
