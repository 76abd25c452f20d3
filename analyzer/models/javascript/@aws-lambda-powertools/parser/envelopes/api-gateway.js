export { ApiGatewayEnvelope } from "@aws-lambda-powertools/parser/envelopes";
