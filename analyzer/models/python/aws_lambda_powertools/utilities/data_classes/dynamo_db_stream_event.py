from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class DynamoDBRecordEventName:
    INSERT = "INSERT"
    MODIFY = "MODIFY"
    REMOVE = "REMOVE"


class StreamRecord(DictWrapper):
    @property
    def keys(self):
        return self._data["Keys"]

    @property
    def new_image(self):
        return self._data["NewImage"]

    @property
    def old_image(self):
        return self._data["OldImage"]


class DynamoDBRecord(DictWrapper):
    @property
    def dynamodb(self):
        return StreamRecord(self._data["dynamodb"])


class DynamoDBStreamEvent(DictWrapper):
    @property
    def records(self):
        return [DynamoDBRecord(record) for record in self._data["Records"]]
