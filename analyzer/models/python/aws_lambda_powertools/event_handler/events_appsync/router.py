from aws_lambda_powertools.event_handler.api_gateway import BaseRouter


class Router(BaseRouter):
    def on_publish(self, *args, **named):
        return self._keep

    def async_on_publish(self, *args, **named):
        return self._keep

    def on_subscribe(self, *args, **named):
        return self._keep
