//! AWS facts, embedded: which IAM actions an SDK operation needs, on which resource types.
