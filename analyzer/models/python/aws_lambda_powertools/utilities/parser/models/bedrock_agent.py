from aws_lambda_powertools.utilities.parser.models import (
    BedrockAgentEventModel,
    BedrockAgentFunctionEventModel,
    BedrockAgentModel,
    BedrockAgentPropertyModel,
    BedrockAgentRequestBodyModel,
    BedrockAgentRequestMediaModel,
)
