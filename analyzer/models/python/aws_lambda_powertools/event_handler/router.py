from aws_lambda_powertools.event_handler.api_gateway import BaseRouter, Router


class APIGatewayRouter(Router):
    pass


class APIGatewayHttpRouter(Router):
    pass


class LambdaFunctionUrlRouter(Router):
    pass


class ALBRouter(Router):
    pass


class VPCLatticeRouter(Router):
    pass


class VPCLatticeV2Router(Router):
    pass
