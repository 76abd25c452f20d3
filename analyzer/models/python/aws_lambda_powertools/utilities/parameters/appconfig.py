import boto3
from aws_lambda_powertools.utilities.parameters.base import BaseProvider


class AppConfigProvider(BaseProvider):
    def __init__(self, environment, application=None, config=None, boto_config=None, boto3_session=None,
                 boto3_client=None):
        self.client = boto3_client or (boto3_session or boto3.Session()).client("appconfigdata")
        self.application = application
        self.environment = environment

    def _get(self, name, **options):
        session = self.client.start_configuration_session(
            ConfigurationProfileIdentifier=name, ApplicationIdentifier=self.application,
            EnvironmentIdentifier=self.environment, **options)
        found = self.client.get_latest_configuration(ConfigurationToken=session["InitialConfigurationToken"])
        return found["Configuration"]


def get_app_config(name, environment, application=None, transform=None, force_fetch=False, max_age=None, **options):
    return AppConfigProvider(environment, application).get(name, **options)
