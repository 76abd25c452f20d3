// What search clients have in common: each method sends a request, which is signed where the client is made to sign.
import { element, is_list, signed, unknown } from "#native";

const READS = ["info", "health", "stats", "state", "pendingTasks", "segments", "recovery", "status"];

function verbOf(group, name) {
  if (name.startsWith("exists") || name === "ping") return "HEAD";
  if (name === "clearScroll" || (name.startsWith("delete") && !name.startsWith("deleteByQuery"))) return "DELETE";
  if (group === "cat" || name.startsWith("get") || READS.includes(name)) return "GET";
  if (name.startsWith("put") || (name === "create" && group)) return "PUT";
  return "POST";
}

class Group {
  constructor(client, name) { this.client = client; this.name = name; }
  __getattr__(name) { return () => this.client.__send(verbOf(this.name, name)); }
}

const GROUPS = ["cat", "cluster", "indices", "ingest", "nodes", "snapshot", "tasks", "security"];

export class SearchClient {
  constructor(options) {
    this.signs = options.__signs ?? options.connectionClass?.__signs ?? options.Connection?.__signs;
    const node = options.node ?? options.nodes ?? options.host ?? options.hosts;
    const one = is_list(node) ? element(node) : node;
    this.address = typeof one === "object" ? one.url ?? one.host : one;
    this.transport = { request: (request) => this.__send(request.method) };
  }
  __send(verb) {
    if (this.signs) signed(this.signs, verb, this.address);
    return unknown();
  }
  index(params) { return this.__send("id" in params ? "PUT" : "POST"); }
  create() { return this.__send("PUT"); }
  child() { return this; }
  close() { return undefined; }
  __getattr__(name) { return GROUPS.includes(name) ? new Group(this, name) : () => this.__send(verbOf("", name)); }
}
