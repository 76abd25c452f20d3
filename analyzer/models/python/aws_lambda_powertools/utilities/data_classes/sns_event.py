from __native__ import data as from_text
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class SNSMessage(DictWrapper):
    @property
    def message(self):
        return self._data["Message"]

    @property
    def subject(self):
        return self._data["Subject"]

    @property
    def topic_arn(self):
        return self._data["TopicArn"]


class SNSEventRecord(DictWrapper):
    @property
    def sns(self):
        return SNSMessage(self._data["Sns"])


class SNSEvent(DictWrapper):
    @property
    def records(self):
        return [SNSEventRecord(record) for record in self._data["Records"]]

    @property
    def record(self):
        return SNSEventRecord(self._data["Records"][0])

    @property
    def sns_message(self):
        return self._data["Records"][0]["Sns"]["Message"]
