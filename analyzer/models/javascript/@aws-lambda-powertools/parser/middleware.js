export function parser(options) {
  return { before: (request) => { if (options.envelope) request.event = options.envelope.parse(request.given); } };
}
