export { AwsSigv4Signer, AwsSigv4SignerError } from "@opensearch-project/opensearch/aws";
