from __native__ import data as from_text
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class KafkaEventRecord(DictWrapper):
    @property
    def decoded_value(self):
        return self._data["value"]

    @property
    def json_value(self):
        return from_text(self._data["value"])


class KafkaEvent(DictWrapper):
    @property
    def records(self):
        return [KafkaEventRecord(record) for records in self._data["records"].values() for record in records]

    @property
    def record(self):
        return self.records[0]
