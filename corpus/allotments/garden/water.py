"""Water meters."""

import os

import boto3
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig, idempotent_function

seen = DynamoDBPersistenceLayer(table_name=os.environ["SEEN_TABLE"])
once = IdempotencyConfig(event_key_jmespath="[meter, day]", expires_after_seconds=7 * 24 * 3600)
meters = boto3.resource("dynamodb").Table(os.environ["METERS_TABLE"])
processor = BatchProcessor(event_type=EventType.SQS)


@idempotent_function(data_keyword_argument="reading", persistence_store=seen, config=once)
def count(reading):
    meters.update_item(
        Key={"meter": reading["meter"], "day": reading["day"]},
        UpdateExpression="ADD litres :litres",
        ExpressionAttributeValues={":litres": int(reading["litres"])},
    )
    return {"counted": True}


def note(record: SQSRecord):
    return count(reading=record.json_body)


def handler(event, context):
    once.register_lambda_context(context)
    return process_partial_response(event=event, record_handler=note, processor=processor, context=context)
