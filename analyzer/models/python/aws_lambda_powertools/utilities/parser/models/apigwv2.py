from aws_lambda_powertools.utilities.parser.models import (
    APIGatewayProxyEventV2Model,
    ApiGatewayAuthorizerRequestV2,
    RequestContextV2,
    RequestContextV2Authorizer,
    RequestContextV2AuthorizerIam,
    RequestContextV2AuthorizerIamCognito,
    RequestContextV2AuthorizerJwt,
    RequestContextV2Http,
)
