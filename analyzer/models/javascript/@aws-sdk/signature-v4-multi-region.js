import { SignatureV4 } from "@smithy/signature-v4";

export class SignatureV4MultiRegion extends SignatureV4 {}
