export { KinesisFirehoseEnvelope } from "@aws-lambda-powertools/parser/envelopes";
