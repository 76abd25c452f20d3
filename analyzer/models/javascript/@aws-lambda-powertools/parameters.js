export * from "@aws-lambda-powertools/parameters/base";
