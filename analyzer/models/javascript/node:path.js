export * from "path";
