export * from "util";
