from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class S3Message(DictWrapper):
    @property
    def get_object(self):
        return self._data["object"]


class S3EventRecord(DictWrapper):
    @property
    def s3(self):
        return S3Message(self._data["s3"])


class S3Event(DictWrapper):
    @property
    def records(self):
        return [S3EventRecord(record) for record in self._data["Records"]]

    @property
    def record(self):
        return S3EventRecord(self._data["Records"][0])

    @property
    def bucket_name(self):
        return self._data["Records"][0]["s3"]["bucket"]["name"]

    @property
    def object_key(self):
        return self._data["Records"][0]["s3"]["object"]["key"]


class S3EventBridgeNotificationEvent(DictWrapper):
    pass
