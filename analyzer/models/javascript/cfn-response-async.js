export * from "cfn-response";
