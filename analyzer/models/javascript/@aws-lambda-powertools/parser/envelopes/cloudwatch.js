export { CloudWatchEnvelope } from "@aws-lambda-powertools/parser/envelopes";
