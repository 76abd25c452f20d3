// What all sources of parameters share.
export class BaseProvider {
  constructor(config) {
    const given = config || {};
    this.client = given.awsSdkV3Client
      || (given.awsSdkV3ClientPrototype ? new given.awsSdkV3ClientPrototype(given.clientConfig) : undefined);
    this.store = new Map();
  }
  get(name, options) { return this._get(name, options); }
  getMultiple(path, options) { return this._getMultiple(path, options); }
  addToCache() { return undefined; }
  clearCache() { return undefined; }
  hasKeyExpiredInCache() { return true; }
}

export function clearCaches() { return undefined; }
export function transformValue(value) { return value; }
export const DEFAULT_PROVIDERS = {};
