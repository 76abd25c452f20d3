// Keeps a function warm: asked for several instances, it invokes itself.
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
import { unknown } from "#native";

module.exports = (event, config) => {
  new LambdaClient({}).send(new InvokeCommand({ FunctionName: process.env.AWS_LAMBDA_FUNCTION_NAME }));
  return unknown();
};
