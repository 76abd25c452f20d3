export { LambdaFunctionUrlEnvelope } from "@aws-lambda-powertools/parser/envelopes";
