from __native__ import data as from_text


class BaseEnvelope:
    def _parse(self, data, model):
        return model.model_validate(data)


class SqsEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return [model.model_validate(data) for data in [from_text(record["body"]) for record in event["Records"]]]


class SnsEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return [model.model_validate(data) for data in [from_text(record["Sns"]["Message"]) for record in event["Records"]]]


class SnsSqsEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return [model.model_validate(data) for data in [from_text(from_text(record["body"])["Message"]) for record in event["Records"]]]


class KinesisDataStreamEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return [model.model_validate(data) for data in [from_text(record["kinesis"]["data"]) for record in event["Records"]]]


class KinesisFirehoseEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return [model.model_validate(data) for data in [from_text(record["data"]) for record in event["records"]]]


class DynamoDBStreamEnvelope(BaseEnvelope):
    def parse(self, event, model):
        images = [record["dynamodb"] for record in event["Records"]]
        return [{"NewImage": model.model_validate(image["NewImage"]), "OldImage": model.model_validate(image["OldImage"])}
                for image in images]


class KafkaEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return [model.model_validate(data) for data in [from_text(record["value"]) for records in event["records"].values() for record in records]]


class CloudWatchLogsEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return [model.model_validate(data) for data in [from_text(event["awslogs"]["data"])]]


class EventBridgeEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(event["detail"])


class ApiGatewayEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(from_text(event["body"]))


class ApiGatewayV2Envelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(from_text(event["body"]))


class ApiGatewayWebSocketEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(from_text(event["body"]))


class LambdaFunctionUrlEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(from_text(event["body"]))


class VpcLatticeEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(from_text(event["body"]))


class VpcLatticeV2Envelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(from_text(event["body"]))


class BedrockAgentEnvelope(BaseEnvelope):
    def parse(self, event, model):
        return model.model_validate(event["inputText"])
