import boto3
from aws_lambda_powertools.utilities.parameters.base import BaseProvider


class SSMProvider(BaseProvider):
    def __init__(self, config=None, boto_config=None, boto3_session=None, boto3_client=None):
        self.client = boto3_client or (boto3_session or boto3.Session()).client("ssm")

    def get(self, name, max_age=None, transform=None, decrypt=None, force_fetch=False, **options):
        return self._get(name, decrypt, **options)

    def get_multiple(self, path, max_age=None, transform=None, raise_on_transform_error=False, decrypt=None,
                     force_fetch=False, recursive=False, **options):
        return self._get_multiple(path, decrypt, recursive, **options)

    def _get(self, name, decrypt=False, **options):
        return self.client.get_parameter(Name=name, WithDecryption=decrypt, **options)["Parameter"]["Value"]

    def _get_multiple(self, path, decrypt=None, recursive=False, **options):
        page = self.client.get_parameters_by_path(Path=path, WithDecryption=decrypt, Recursive=recursive, **options)
        return page["Parameters"]

    def set(self, name, value, overwrite=False, description="", parameter_type="String", tier="Standard",
            kms_key_id=None, **options):
        if kms_key_id:
            options["KeyId"] = kms_key_id
        return self.client.put_parameter(Name=name, Value=value, Overwrite=overwrite, Type=parameter_type, Tier=tier,
                                         Description=description, **options)

    def get_parameters_by_name(self, parameters, transform=None, decrypt=None, max_age=None, raise_on_error=True):
        found = self.client.get_parameters(Names=list(parameters.keys()), WithDecryption=decrypt)
        for name, options in parameters.items():
            if options and options.get("decrypt"):
                self._get(name, True)
        return found["Parameters"]


def get_parameter(name, transform=None, decrypt=None, force_fetch=False, max_age=None, **options):
    return SSMProvider().get(name, decrypt=decrypt, **options)


def get_parameters(path, transform=None, recursive=True, decrypt=None, force_fetch=False, max_age=None,
                   raise_on_transform_error=False, **options):
    return SSMProvider().get_multiple(path, decrypt=decrypt, recursive=recursive, **options)


def get_parameters_by_name(parameters, transform=None, decrypt=None, max_age=None, raise_on_error=True):
    return SSMProvider().get_parameters_by_name(parameters, decrypt=decrypt)


def set_parameter(name, value, overwrite=False, description="", parameter_type="String", tier="Standard",
                  kms_key_id=None, **options):
    return SSMProvider().set(name, value, overwrite, description, parameter_type, tier, kms_key_id, **options)
