from aws_lambda_powertools.utilities.parser.models import (
    SqsAttributesModel,
    SqsModel,
    SqsMsgAttributeModel,
    SqsRecordModel,
)
