// What dynogels was made of: the same models.
export * from "dynogels";
export { define } from "dynogels";
