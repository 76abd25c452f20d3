from __native__ import unknown
from aws_lambda_powertools.event_handler.api_gateway import (ALBResolver, APIGatewayHttpResolver,
                                                             APIGatewayRestResolver, ApiGatewayResolver, BaseRouter,
                                                             CORSConfig, ProxyEventType, Response)
from aws_lambda_powertools.event_handler.appsync import AppSyncResolver
from aws_lambda_powertools.event_handler.events_appsync.appsync_events import AppSyncEventsResolver


class LambdaFunctionUrlResolver(ApiGatewayResolver):
    pass


class VPCLatticeResolver(ApiGatewayResolver):
    pass


class VPCLatticeV2Resolver(ApiGatewayResolver):
    pass


class BedrockAgentResolver(ApiGatewayResolver):
    pass


class HttpResolver(ApiGatewayResolver):
    pass


class HttpResolverLocal(ApiGatewayResolver):
    pass


class BedrockAgentFunctionResolver(BaseRouter):
    def tool(self, function=None, name=None, description=None, **named):
        if function:
            return self._keep(function)
        return self._keep


def Depends(dependency=None, use_cache=True):
    return dependency()


def Request(*args, **named):
    return unknown()


def BedrockResponse(*args, **named):
    return unknown()


def BedrockFunctionResponse(*args, **named):
    return unknown()
