from aws_lambda_powertools.utilities.parser.models import (
    S3SqsEventNotificationModel,
    S3SqsEventNotificationRecordModel,
)
