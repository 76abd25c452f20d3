export class GetParameterError extends Error {}
export class SetParameterError extends Error {}
export class ParameterNotFoundError extends Error {}
export class TransformParameterError extends Error {}
