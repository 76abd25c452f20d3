from aws_lambda_powertools.utilities.parser.models import (
    S3BatchOperationJobModel,
    S3BatchOperationModel,
    S3BatchOperationTaskModel,
)
