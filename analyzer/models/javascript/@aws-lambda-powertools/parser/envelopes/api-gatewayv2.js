export { ApiGatewayV2Envelope } from "@aws-lambda-powertools/parser/envelopes";
