import boto3
from aws_lambda_powertools.utilities.parameters.base import BaseProvider


class SecretsProvider(BaseProvider):
    def __init__(self, config=None, boto_config=None, boto3_session=None, boto3_client=None):
        self.client = boto3_client or (boto3_session or boto3.Session()).client("secretsmanager")

    def _get(self, name, **options):
        return self.client.get_secret_value(SecretId=name, **options)["SecretString"]

    def _get_multiple(self, names, **options):
        found = self.client.batch_get_secret_value(Filters=[{"Key": "name", "Values": names}], **options)
        return found["SecretValues"]

    def get_multiple(self, names, max_age=None, transform=None, raise_on_transform_error=False, force_fetch=False,
                     **options):
        return self._get_multiple(names, **options)

    def set(self, name, value, client_request_token=None, **options):
        self.client.create_secret(Name=name, SecretString=value, **options)
        return self.client.put_secret_value(SecretId=name, SecretString=value, **options)


def get_secret(name, transform=None, force_fetch=False, max_age=None, **options):
    return SecretsProvider().get(name, **options)


def get_secrets_by_name(names, transform=None, force_fetch=False, max_age=None, **options):
    return SecretsProvider().get_multiple(names, **options)


def set_secret(name, value, client_request_token=None, **options):
    return SecretsProvider().set(name, value, **options)
