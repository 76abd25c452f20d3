// The middlewares that came with Middy before version 1. Those that only change event or response do nothing here.
export { default as secretsManager } from "@middy/secrets-manager";
export { default as ssm } from "@middy/ssm";
const nothing = () => ({});
export const cache = nothing;
export const cors = nothing;
export const doNotWaitForEmptyEventLoop = nothing;
export const httpContentNegotiation = nothing;
export const httpErrorHandler = nothing;
export const httpEventNormalizer = nothing;
export const httpHeaderNormalizer = nothing;
export const httpMultipartBodyParser = nothing;
export const httpPartialResponse = nothing;
export const httpSecurityHeaders = nothing;
export const jsonBodyParser = nothing;
export const s3KeyNormalizer = nothing;
export const urlEncodeBodyParser = nothing;
export const validator = nothing;
export const warmup = nothing;
