import { client as makeClient, unknown } from "#native";

export class Presigner {
  constructor(options) { this.service = (options && options.service) || makeClient("javascript-v2", "Polly"); }
  getSynthesizeSpeechUrl(params) { this.service.synthesizeSpeech(params); return unknown(); }
}
