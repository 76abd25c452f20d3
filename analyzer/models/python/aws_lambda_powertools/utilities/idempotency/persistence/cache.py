# Outside of AWS' APIs: needs no permission.
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer


class RedisCachePersistenceLayer(BasePersistenceLayer):
    def __init__(self, *args, **named):
        pass


class CachePersistenceLayer(BasePersistenceLayer):
    def __init__(self, *args, **named):
        pass
