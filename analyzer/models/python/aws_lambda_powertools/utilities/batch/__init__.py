# A record handler gets each record of the event, wrapped by the class of its source.
from __native__ import list_of, unknown
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.data_classes.kafka_event import KafkaEventRecord
from aws_lambda_powertools.utilities.data_classes.kinesis_stream_event import KinesisStreamRecord
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord


class EventType:
    SQS = "SQS"
    KinesisDataStreams = "KinesisDataStreams"
    DynamoDBStreams = "DynamoDBStreams"
    Kafka = "Kafka"


class BasePartialProcessor:
    def __init__(self, event_type="SQS", model=None, *args, **named):
        self.event_type = event_type
        self.model = model
        self.batch_response = {"batchItemFailures": []}

    @property
    def success_messages(self):
        return list_of(unknown())

    @property
    def fail_messages(self):
        return list_of(unknown())

    @property
    def exceptions(self):
        return list_of(unknown())

    def __enter__(self):
        return self

    def __call__(self, records, handler, lambda_context=None):
        self.records = records
        self.handler = handler
        self.lambda_context = lambda_context
        return self

    def _wrapped(self, record):
        if self.model:
            return self.model.model_validate(record)
        if self.event_type == "KinesisDataStreams":
            return KinesisStreamRecord(record)
        if self.event_type == "DynamoDBStreams":
            return DynamoDBRecord(record)
        if self.event_type == "Kafka":
            return KafkaEventRecord(record)
        return SQSRecord(record)

    def _process_record(self, record):
        result = self.handler(self._wrapped(record), lambda_context=self.lambda_context)
        self.success_handler(record, result)
        self.failure_handler(record, unknown())
        return result

    def _clean(self):
        return None

    def _prepare(self):
        return None

    def process(self):
        self._prepare()
        results = [self._process_record(record) for record in self.records]
        self._clean()
        return [("success", result, unknown()) for result in results]

    def async_process(self):
        return self.process()

    def success_handler(self, record, result):
        return ["success", result, record]

    def failure_handler(self, record, exception):
        return ["fail", unknown(), record]

    def response(self):
        return unknown()


class BasePartialBatchProcessor(BasePartialProcessor):
    pass


class BatchProcessor(BasePartialBatchProcessor):
    pass


class AsyncBatchProcessor(BasePartialBatchProcessor):
    pass


class SqsFifoPartialProcessor(BasePartialBatchProcessor):
    pass


def _processed(processor, records, handler, context):
    with processor(records, handler, context):
        processor.process()
    return processor.response()


def process_partial_response(event, record_handler, processor, context=None):
    return _processed(processor, event["Records"], record_handler, context)


def async_process_partial_response(event, record_handler, processor, context=None):
    return _processed(processor, event["Records"], record_handler, context)


def batch_processor(handler=None, event=None, context=None, record_handler=None, processor=None):
    def wrap(handler):
        def wrapped(event, context, *args, **named):
            _processed(processor, event["Records"], record_handler, context)
            return handler(event, context, *args, **named)

        return wrapped

    return wrap(handler) if handler else wrap


def async_batch_processor(handler=None, event=None, context=None, record_handler=None, processor=None):
    return batch_processor(handler, event, context, record_handler, processor)
