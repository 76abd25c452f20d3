// See zod.
export * from "zod";
export { default } from "zod";
