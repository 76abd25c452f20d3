// Where credentials come from: this function's own, or somebody else's.
import { call, foreign, own } from "#native";

export function fromEnv() { return own(); }
export function fromNodeProviderChain() { return own(); }
export function fromContainerMetadata() { return own(); }
export function fromInstanceMetadata() { return own(); }
export function fromIni() { return own(); }
export function fromProcess() { return foreign(); }
export function fromSSO() { return foreign(); }
export function fromHttp() { return own(); }
export function fromTokenFile() { return foreign(); }
export function fromWebToken(options) { return foreign(); }
export function fromCognitoIdentity() { return foreign(); }
export function fromCognitoIdentityPool() { return foreign(); }
export function fromTemporaryCredentials(options) {
  call("sts", "AssumeRole", options.params);
  return foreign();
}
