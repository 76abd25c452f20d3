export { SnsEnvelope } from "@aws-lambda-powertools/parser/envelopes";
