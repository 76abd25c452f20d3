export { VpcLatticeEnvelope } from "@aws-lambda-powertools/parser/envelopes";
