// What all stores of idempotency records share.
export class BasePersistenceLayer {
  configure() { return undefined; }
  guard() {
    this._putRecord({});
    this._getRecord("");
    this._updateRecord({});
    this._deleteRecord({});
  }
  _putRecord() { return undefined; }
  _getRecord() { return undefined; }
  _updateRecord() { return undefined; }
  _deleteRecord() { return undefined; }
  isPayloadValidationEnabled() { return false; }
}
export class IdempotencyRecord {}
