// Tools of an agent: which of them runs depends on the event.
import { unknown } from "#native";

export class BedrockAgentFunctionResolver {
  constructor(options) { this.tools = []; }
  tool(fn, config) {
    this.tools.push(fn);
    return (target, name, descriptor) => { this.tools.push(descriptor.value); return descriptor; };
  }
  resolve(event, context) {
    for (const tool of this.tools) tool(unknown(), { event, context });
    return unknown();
  }
}
export class BedrockFunctionResponse { constructor(options) { this.options = options; } }
