from aws_lambda_powertools.event_handler.api_gateway import BaseRouter


class Router(BaseRouter):
    def resolver(self, *args, **named):
        return self._keep

    def batch_resolver(self, *args, **named):
        return self._keep

    def async_batch_resolver(self, *args, **named):
        return self._keep


class AppSyncResolver(Router):
    pass
