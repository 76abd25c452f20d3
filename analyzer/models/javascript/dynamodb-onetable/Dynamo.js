// A client that takes plain values.
export class Dynamo { constructor(options) { return options.client; } }
export default Dynamo;
