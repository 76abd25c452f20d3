from aws_lambda_powertools.utilities.data_classes import KafkaEvent as ConsumerRecords


def kafka_consumer(handler=None, event=None, context=None, schema_config=None):
    def wrap(handler):
        return lambda event, context, *args, **named: handler(ConsumerRecords(event), context, *args, **named)

    return wrap(handler) if handler else wrap


class SchemaConfig:
    def __init__(self, *args, **named):
        pass
