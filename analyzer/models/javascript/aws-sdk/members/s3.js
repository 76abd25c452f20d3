// Managed uploads.
import { client as makeClient } from "#native";

export class ManagedUpload {
  constructor(options) { this.options = options; this.service = options.service || makeClient("javascript-v2", "S3"); }
  promise() { return this.service.putObject(this.options.params).promise(); }
  send(callback) { return this.service.putObject(this.options.params, callback); }
  on() { return this; }
}
