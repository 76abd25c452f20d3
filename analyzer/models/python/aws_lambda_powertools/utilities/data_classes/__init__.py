# Events by source; those without a view of their own are read as they come.
from aws_lambda_powertools.utilities.data_classes.code_pipeline_job_event import CodePipelineJobEvent
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBStreamEvent
from aws_lambda_powertools.utilities.data_classes.event_source import event_source
from aws_lambda_powertools.utilities.data_classes.kafka_event import KafkaEvent
from aws_lambda_powertools.utilities.data_classes.kinesis_stream_event import KinesisStreamEvent
from aws_lambda_powertools.utilities.data_classes.s3_event import S3Event, S3EventBridgeNotificationEvent
from aws_lambda_powertools.utilities.data_classes.secrets_manager_event import SecretsManagerEvent
from aws_lambda_powertools.utilities.data_classes.sns_event import SNSEvent
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSEvent, SQSRecord
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class ALBEvent(DictWrapper):
    pass


class APIGatewayProxyEvent(DictWrapper):
    pass


class APIGatewayProxyEventV2(DictWrapper):
    pass


class APIGatewayWebSocketEvent(DictWrapper):
    pass


class AppSyncResolverEvent(DictWrapper):
    pass


class AppSyncResolverEventsEvent(DictWrapper):
    pass


class AWSConfigRuleEvent(DictWrapper):
    pass


class BedrockAgentEvent(DictWrapper):
    pass


class BedrockAgentFunctionEvent(DictWrapper):
    pass


class CloudWatchAlarmConfiguration(DictWrapper):
    pass


class CloudWatchAlarmData(DictWrapper):
    pass


class CloudWatchAlarmEvent(DictWrapper):
    pass


class CloudWatchAlarmMetric(DictWrapper):
    pass


class CloudWatchAlarmMetricStat(DictWrapper):
    pass


class CloudWatchAlarmState(DictWrapper):
    pass


class CloudWatchDashboardCustomWidgetEvent(DictWrapper):
    pass


class CloudWatchLogsEvent(DictWrapper):
    pass


class CloudFormationCustomResourceEvent(DictWrapper):
    pass


class CodeDeployLifecycleHookEvent(DictWrapper):
    pass


class ConnectContactFlowEvent(DictWrapper):
    pass


class EventBridgeEvent(DictWrapper):
    pass


class KinesisFirehoseDataTransformationRecord(DictWrapper):
    pass


class KinesisFirehoseDataTransformationRecordMetadata(DictWrapper):
    pass


class KinesisFirehoseDataTransformationResponse(DictWrapper):
    pass


class KinesisFirehoseEvent(DictWrapper):
    pass


class LambdaFunctionUrlEvent(DictWrapper):
    pass


class S3BatchOperationEvent(DictWrapper):
    pass


class S3BatchOperationResponse(DictWrapper):
    pass


class S3BatchOperationResponseRecord(DictWrapper):
    pass


class SESEvent(DictWrapper):
    pass


class TransferFamilyAuthorizer(DictWrapper):
    pass


class TransferFamilyAuthorizerResponse(DictWrapper):
    pass


class VPCLatticeEvent(DictWrapper):
    pass


class VPCLatticeEventV2(DictWrapper):
    pass
