from aws_lambda_powertools.utilities.parser.models import (
    APIGatewayEventAuthorizer,
    APIGatewayEventIdentity,
    APIGatewayEventRequestContext,
    APIGatewayProxyEventModel,
    ApiGatewayAuthorizerRequest,
    ApiGatewayAuthorizerToken,
)
