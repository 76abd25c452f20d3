class BotoCoreError(Exception):
    pass


class ClientError(Exception):
    pass


class NoCredentialsError(BotoCoreError):
    pass


class ParamValidationError(BotoCoreError):
    pass


class WaiterError(BotoCoreError):
    pass


class EndpointConnectionError(BotoCoreError):
    pass
