export { KinesisEnvelope } from "@aws-lambda-powertools/parser/envelopes";
