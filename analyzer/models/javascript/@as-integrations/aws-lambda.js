// A GraphQL server as a handler.
import { unknown } from "#native";

const anyRequest = () => unknown();
export const handlers = {
  createAPIGatewayProxyEventRequestHandler: anyRequest,
  createAPIGatewayProxyEventV2RequestHandler: anyRequest,
  createALBEventRequestHandler: anyRequest,
  createRequestHandler: anyRequest,
};
export function startServerAndCreateLambdaHandler(server, handler, options) {
  return (event, context) => server.__serve(options?.context ? options.context({ event, context }) : {});
}
