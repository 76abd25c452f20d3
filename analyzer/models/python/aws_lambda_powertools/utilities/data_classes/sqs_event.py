from __native__ import data as from_text
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper
from aws_lambda_powertools.utilities.data_classes.s3_event import S3Event
from aws_lambda_powertools.utilities.data_classes.sns_event import SNSMessage


class SQSRecord(DictWrapper):
    @property
    def decoded_nested_s3_event(self):
        return S3Event(from_text(self._data["body"]))

    @property
    def decoded_nested_sns_event(self):
        return SNSMessage(from_text(self._data["body"]))

    @property
    def message_id(self):
        return self._data["messageId"]

    @property
    def receipt_handle(self):
        return self._data["receiptHandle"]

    @property
    def event_source_arn(self):
        return self._data["eventSourceARN"]


class SQSEvent(DictWrapper):
    @property
    def records(self):
        return [SQSRecord(record) for record in self._data["Records"]]
