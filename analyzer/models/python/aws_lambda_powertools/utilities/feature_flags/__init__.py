from __native__ import unknown
from aws_lambda_powertools.utilities.parameters.appconfig import AppConfigProvider


class StoreProvider:
    pass


class AppConfigStore(StoreProvider):
    def __init__(self, environment, application, name, max_age=5, sdk_config=None, envelope="", jmespath_options=None,
                 logger=None, boto_config=None, boto3_session=None, boto3_client=None, use_extension=False):
        self.name = name
        self.use_extension = use_extension
        self.provider = AppConfigProvider(environment, application, boto3_session=boto3_session,
                                          boto3_client=boto3_client)

    @property
    def get_raw_configuration(self):
        return self.get_configuration()

    def get_configuration(self):
        if self.use_extension:
            return unknown()
        return self.provider.get(self.name)


class FeatureFlags:
    def __init__(self, store, logger=None):
        self.store = store

    def get_configuration(self):
        return self.store.get_configuration()

    def evaluate(self, name=None, context=None, default=None):
        self.store.get_configuration()
        return unknown()

    def get_enabled_features(self, context=None):
        self.store.get_configuration()
        return unknown()

    def validation_exception_handler(self, exc_class):
        return lambda function: function
