from aws_lambda_powertools.event_handler.events_appsync.router import Router


class AppSyncEventsResolver(Router):
    pass
