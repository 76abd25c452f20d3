# Routes run when an event is resolved; what they get out of the path is not known.
from __native__ import nothing, run, unknown
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class BaseRouter:
    def __init__(self, *args, **named):
        self.handlers = []
        self.middlewares = []
        self.routers = []
        self.context = {}

    def _keep(self, function):
        self.handlers.append(function)
        return function

    def route(self, *args, middlewares=None, **named):
        self.middlewares.extend(middlewares or [])
        return self._keep

    def get(self, *args, **named):
        return self.route(*args, **named)

    def post(self, *args, **named):
        return self.route(*args, **named)

    def put(self, *args, **named):
        return self.route(*args, **named)

    def delete(self, *args, **named):
        return self.route(*args, **named)

    def patch(self, *args, **named):
        return self.route(*args, **named)

    def head(self, *args, **named):
        return self.route(*args, **named)

    def options(self, *args, **named):
        return self.route(*args, **named)

    def exception_handler(self, *args, **named):
        return self._keep

    def not_found(self, function=None, **named):
        if function:
            return self._keep(function)
        return self._keep

    def use(self, middlewares):
        self.middlewares.extend(middlewares)

    def include_router(self, router, prefix=None):
        self.routers.append(router)

    def append_context(self, **more):
        self.context.update(more)

    def clear_context(self):
        return None

    def resolve(self, event, context):
        self._run(DictWrapper(event), context)
        return unknown()

    def __call__(self, event, context):
        return self.resolve(event, context)

    def _run(self, event, context):
        self.current_event = event
        self.lambda_context = context
        for middleware in self.middlewares:
            middleware(self, unknown())
        for handler in self.handlers:
            run(handler)
        for router in self.routers:
            router.context.update(self.context)
            router._run(event, context)

    def __getattr__(self, name):
        return nothing


class ApiGatewayResolver(BaseRouter):
    pass


class APIGatewayRestResolver(ApiGatewayResolver):
    pass


class APIGatewayHttpResolver(ApiGatewayResolver):
    pass


class ALBResolver(ApiGatewayResolver):
    pass


class Router(BaseRouter):
    pass


def CORSConfig(*args, **named):
    return unknown()


def Response(*args, **named):
    return unknown()


class ProxyEventType:
    APIGatewayProxyEvent = "APIGatewayProxyEvent"
    APIGatewayProxyEventV2 = "APIGatewayProxyEventV2"
    ALBEvent = "ALBEvent"
    LambdaFunctionUrlEvent = "LambdaFunctionUrlEvent"
