// Outside of AWS' APIs: needs no permission.
import { BasePersistenceLayer } from "@aws-lambda-powertools/idempotency/persistence";

export class CachePersistenceLayer extends BasePersistenceLayer {
  constructor(config) { super(); }
}
