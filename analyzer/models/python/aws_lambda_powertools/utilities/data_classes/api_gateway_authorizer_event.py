from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class APIGatewayAuthorizerTokenEvent(DictWrapper):
    pass


class APIGatewayAuthorizerRequestEvent(DictWrapper):
    pass


class APIGatewayAuthorizerEventV2(DictWrapper):
    pass
