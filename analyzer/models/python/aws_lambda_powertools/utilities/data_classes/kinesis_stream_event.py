from __native__ import data as from_text
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class KinesisStreamRecordPayload(DictWrapper):
    def data_as_bytes(self):
        return self._data["data"]

    def data_as_text(self):
        return self._data["data"]

    def data_as_json(self):
        return from_text(self._data["data"])

    def data_zlib_compressed_as_json(self):
        return from_text(self._data["data"])


class KinesisStreamRecord(DictWrapper):
    @property
    def kinesis(self):
        return KinesisStreamRecordPayload(self._data["kinesis"])


class KinesisStreamEvent(DictWrapper):
    @property
    def records(self):
        return [KinesisStreamRecord(record) for record in self._data["Records"]]
