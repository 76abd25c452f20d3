export { KafkaEnvelope } from "@aws-lambda-powertools/parser/envelopes";
