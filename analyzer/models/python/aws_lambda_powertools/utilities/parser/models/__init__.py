# Models of events keep the names of the event: parsing gives the event itself.


class _EventModel:
    @classmethod
    def model_validate(cls, data):
        return data

    @classmethod
    def parse_obj(cls, data):
        return data


class AlbModel(_EventModel):
    pass


class AlbRequestContext(_EventModel):
    pass


class AlbRequestContextData(_EventModel):
    pass


class APIGatewayEventAuthorizer(_EventModel):
    pass


class APIGatewayEventIdentity(_EventModel):
    pass


class APIGatewayEventRequestContext(_EventModel):
    pass


class APIGatewayProxyEventModel(_EventModel):
    pass


class ApiGatewayAuthorizerRequest(_EventModel):
    pass


class ApiGatewayAuthorizerToken(_EventModel):
    pass


class APIGatewayWebSocketConnectEventModel(_EventModel):
    pass


class APIGatewayWebSocketConnectEventRequestContext(_EventModel):
    pass


class APIGatewayWebSocketDisconnectEventModel(_EventModel):
    pass


class APIGatewayWebSocketDisconnectEventRequestContext(_EventModel):
    pass


class APIGatewayWebSocketEventIdentity(_EventModel):
    pass


class APIGatewayWebSocketEventRequestContextBase(_EventModel):
    pass


class APIGatewayWebSocketMessageEventModel(_EventModel):
    pass


class APIGatewayWebSocketMessageEventRequestContext(_EventModel):
    pass


class APIGatewayProxyEventV2Model(_EventModel):
    pass


class ApiGatewayAuthorizerRequestV2(_EventModel):
    pass


class RequestContextV2(_EventModel):
    pass


class RequestContextV2Authorizer(_EventModel):
    pass


class RequestContextV2AuthorizerIam(_EventModel):
    pass


class RequestContextV2AuthorizerIamCognito(_EventModel):
    pass


class RequestContextV2AuthorizerJwt(_EventModel):
    pass


class RequestContextV2Http(_EventModel):
    pass


class AppSyncResolverEventModel(_EventModel):
    pass


class AppSyncEventsModel(_EventModel):
    pass


class BedrockAgentEventModel(_EventModel):
    pass


class BedrockAgentFunctionEventModel(_EventModel):
    pass


class BedrockAgentModel(_EventModel):
    pass


class BedrockAgentPropertyModel(_EventModel):
    pass


class BedrockAgentRequestBodyModel(_EventModel):
    pass


class BedrockAgentRequestMediaModel(_EventModel):
    pass


class CloudFormationCustomResourceBaseModel(_EventModel):
    pass


class CloudFormationCustomResourceCreateModel(_EventModel):
    pass


class CloudFormationCustomResourceDeleteModel(_EventModel):
    pass


class CloudFormationCustomResourceUpdateModel(_EventModel):
    pass


class CloudWatchLogsData(_EventModel):
    pass


class CloudWatchLogsDecode(_EventModel):
    pass


class CloudWatchLogsLogEvent(_EventModel):
    pass


class CloudWatchLogsModel(_EventModel):
    pass


class CognitoCreateAuthChallengeTriggerModel(_EventModel):
    pass


class CognitoCustomEmailSenderTriggerModel(_EventModel):
    pass


class CognitoCustomMessageTriggerModel(_EventModel):
    pass


class CognitoCustomSMSSenderTriggerModel(_EventModel):
    pass


class CognitoDefineAuthChallengeTriggerModel(_EventModel):
    pass


class CognitoMigrateUserTriggerModel(_EventModel):
    pass


class CognitoPostAuthenticationTriggerModel(_EventModel):
    pass


class CognitoPostConfirmationTriggerModel(_EventModel):
    pass


class CognitoPreAuthenticationTriggerModel(_EventModel):
    pass


class CognitoPreSignupTriggerModel(_EventModel):
    pass


class CognitoPreTokenGenerationTriggerModelV1(_EventModel):
    pass


class CognitoPreTokenGenerationTriggerModelV2AndV3(_EventModel):
    pass


class CognitoVerifyAuthChallengeTriggerModel(_EventModel):
    pass


class DynamoDBStreamChangedRecordModel(_EventModel):
    pass


class DynamoDBStreamLambdaOnFailureDestinationModel(_EventModel):
    pass


class DynamoDBStreamModel(_EventModel):
    pass


class DynamoDBStreamRecordModel(_EventModel):
    pass


class EventBridgeModel(_EventModel):
    pass


class KafkaBaseEventModel(_EventModel):
    pass


class KafkaMskEventModel(_EventModel):
    pass


class KafkaRecordModel(_EventModel):
    pass


class KafkaSelfManagedEventModel(_EventModel):
    pass


class KinesisDataStreamModel(_EventModel):
    pass


class KinesisDataStreamRecord(_EventModel):
    pass


class KinesisDataStreamRecordPayload(_EventModel):
    pass


class KinesisFirehoseModel(_EventModel):
    pass


class KinesisFirehoseRecord(_EventModel):
    pass


class KinesisFirehoseRecordMetadata(_EventModel):
    pass


class KinesisFirehoseSqsModel(_EventModel):
    pass


class KinesisFirehoseSqsRecord(_EventModel):
    pass


class LambdaFunctionUrlModel(_EventModel):
    pass


class S3EventNotificationEventBridgeDetailModel(_EventModel):
    pass


class S3EventNotificationEventBridgeModel(_EventModel):
    pass


class S3EventNotificationObjectModel(_EventModel):
    pass


class S3Model(_EventModel):
    pass


class S3RecordModel(_EventModel):
    pass


class S3BatchOperationJobModel(_EventModel):
    pass


class S3BatchOperationModel(_EventModel):
    pass


class S3BatchOperationTaskModel(_EventModel):
    pass


class S3SqsEventNotificationModel(_EventModel):
    pass


class S3SqsEventNotificationRecordModel(_EventModel):
    pass


class S3ObjectConfiguration(_EventModel):
    pass


class S3ObjectContext(_EventModel):
    pass


class S3ObjectLambdaEvent(_EventModel):
    pass


class S3ObjectSessionAttributes(_EventModel):
    pass


class S3ObjectSessionContext(_EventModel):
    pass


class S3ObjectSessionIssuer(_EventModel):
    pass


class S3ObjectUserIdentity(_EventModel):
    pass


class S3ObjectUserRequest(_EventModel):
    pass


class SesMail(_EventModel):
    pass


class SesMailCommonHeaders(_EventModel):
    pass


class SesMailHeaders(_EventModel):
    pass


class SesMessage(_EventModel):
    pass


class SesModel(_EventModel):
    pass


class SesReceipt(_EventModel):
    pass


class SesReceiptAction(_EventModel):
    pass


class SesReceiptVerdict(_EventModel):
    pass


class SesRecordModel(_EventModel):
    pass


class SnsModel(_EventModel):
    pass


class SnsNotificationModel(_EventModel):
    pass


class SnsRecordModel(_EventModel):
    pass


class SqsAttributesModel(_EventModel):
    pass


class SqsModel(_EventModel):
    pass


class SqsMsgAttributeModel(_EventModel):
    pass


class SqsRecordModel(_EventModel):
    pass


class TransferFamilyAuthorizer(_EventModel):
    pass


class VpcLatticeModel(_EventModel):
    pass


class VpcLatticeV2Model(_EventModel):
    pass
