export { SnsSqsEnvelope } from "@aws-lambda-powertools/parser/envelopes";
