// Runs a JavaScript handler once: `handler.mjs FILE FUNCTION < event`, the answer on the last line.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [file, name] = process.argv.slice(2);
const endpoint = new URL(process.env.AWS_ENDPOINT_URL);

// SDK v2 does not read AWS_ENDPOINT_URL.
try {
  createRequire(file)('aws-sdk').config.update({ endpoint: endpoint.href });
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
}

// The Kinesis client speaks HTTP/2, the emulator does not.
const bridge = http2.createServer((request, response) => {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([key]) => !key.startsWith(':')));
  const { hostname, port } = endpoint;
  const onward = http.request({ hostname, port, method: request.method, path: request.url, headers }, (answer) => {
    const { connection, 'transfer-encoding': _, 'keep-alive': __, ...rest } = answer.headers;
    response.writeHead(answer.statusCode, rest);
    answer.pipe(response);
  });
  request.pipe(onward);
});
await new Promise((ready) => bridge.listen(0, '127.0.0.1', ready));
process.env.AWS_ENDPOINT_URL_KINESIS = `http://127.0.0.1:${bridge.address().port}`;

const module = await import(pathToFileURL(file).href);
const handler = module[name] ?? module.default?.[name];
const event = JSON.parse(readFileSync(0, 'utf8'));
const context = {
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  awsRequestId: 'request',
  getRemainingTimeInMillis: () => 30_000,
};
const answer = await handler(event, context);
process.stdout.write(`\n${JSON.stringify(answer ?? null)}\n`, () => process.exit(0));
