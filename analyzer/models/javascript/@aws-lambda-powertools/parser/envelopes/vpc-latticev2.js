export { VpcLatticeV2Envelope } from "@aws-lambda-powertools/parser/envelopes";
