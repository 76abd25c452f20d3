// dynogels, with methods that give promises.
export * from "dynogels";
export { define } from "dynogels";
