// See joi.
export * from "joi";
export { default } from "joi";
