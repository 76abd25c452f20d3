// Parameters of Systems Manager.
import {
  GetParameterCommand, GetParametersByPathCommand, GetParametersCommand, PutParameterCommand, SSMClient,
} from "@aws-sdk/client-ssm";
import { BaseProvider } from "@aws-lambda-powertools/parameters/base";

export class SSMProvider extends BaseProvider {
  constructor(config) { super({ awsSdkV3ClientPrototype: SSMClient, ...config }); }
  _get(name, options) {
    const input = { ...options?.sdkOptions, Name: name };
    if (options && options.decrypt) input.WithDecryption = options.decrypt;
    return this.client.send(new GetParameterCommand(input)).Parameter.Value;
  }
  _getMultiple(path, options) {
    const input = { ...options?.sdkOptions, Path: path };
    if (options && options.decrypt) input.WithDecryption = options.decrypt;
    return this.client.send(new GetParametersByPathCommand(input)).Parameters;
  }
  set(name, options) {
    const input = { ...options?.sdkOptions, Name: name, Value: options.value };
    if (options.kmsKeyId) input.KeyId = options.kmsKeyId;
    return this.client.send(new PutParameterCommand(input)).Version;
  }
  // One batch, and one by one those that are to be decrypted while others are not.
  getParametersByName(parameters, options) {
    const decrypt = options ? options.decrypt : undefined;
    for (const [name, own] of Object.entries(parameters)) {
      if (own && own.decrypt) this._get(name, own);
    }
    return this.client.send(new GetParametersCommand({ Names: Object.keys(parameters), WithDecryption: decrypt })).Parameters;
  }
}

export function getParameter(name, options) { return new SSMProvider().get(name, options); }
export function getParameters(path, options) { return new SSMProvider().getMultiple(path, options); }
export function getParametersByName(parameters, options) { return new SSMProvider().getParametersByName(parameters, options); }
export function setParameter(name, options) { return new SSMProvider().set(name, options); }
