# A record in the store guards each call.
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer
from aws_lambda_powertools.utilities.idempotency.persistence.dynamodb import DynamoDBPersistenceLayer


class IdempotencyConfig:
    def __init__(self, **options):
        pass

    def register_lambda_context(self, context):
        return None


class IdempotentHookFunction:
    pass


def _guarded(function, store):
    def guarded(*args, **named):
        store.guard()
        return function(*args, **named)

    return guarded


def idempotent(handler=None, event=None, context=None, persistence_store=None, config=None, key_prefix=None, **more):
    if handler is None:
        return lambda handler: _guarded(handler, persistence_store)
    return _guarded(handler, persistence_store)


def idempotent_function(function=None, data_keyword_argument="", persistence_store=None, config=None,
                        output_serializer=None, key_prefix=None, **more):
    if function is None:
        return lambda function: _guarded(function, persistence_store)
    return _guarded(function, persistence_store)
