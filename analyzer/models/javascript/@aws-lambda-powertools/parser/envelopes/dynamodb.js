export { DynamoDBStreamEnvelope } from "@aws-lambda-powertools/parser/envelopes";
