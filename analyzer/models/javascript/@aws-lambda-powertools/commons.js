import { unknown } from "#native";

export function addUserAgentMiddleware() { return undefined; }
export function isSdkClient() { return unknown(); }
export class Utility {
  getDefaultServiceName() { return unknown(); }
  isColdStart() { return unknown(); }
  getColdStart() { return unknown(); }
}
export const cleanupMiddlewares = () => undefined;
