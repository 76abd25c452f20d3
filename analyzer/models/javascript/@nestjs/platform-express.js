// The server below an application: the application serves itself.
export class ExpressAdapter { constructor(application) { this.application = application; } }
