export { SqsEnvelope } from "@aws-lambda-powertools/parser/envelopes";
