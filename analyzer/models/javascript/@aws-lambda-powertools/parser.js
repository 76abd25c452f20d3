// The event keeps its shape; an envelope takes the payloads out of it.
import { data } from "#native";

function parsed(event, envelope) { return envelope ? envelope.parse(event) : event; }

export function parser(options) {
  return (target, name, descriptor) => {
    const original = descriptor.value;
    descriptor.value = function (event, ...more) { return original.call(this, parsed(event, options.envelope), ...more); };
    return descriptor;
  };
}
export function parse(event, envelope, schema, safe) { return parsed(event, envelope); }
export class ParseError extends Error {}
