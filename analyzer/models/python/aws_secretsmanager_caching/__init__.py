import boto3
from __native__ import data


class SecretCacheConfig:
    def __init__(self, **options):
        pass


class SecretCache:
    def __init__(self, config=None, client=None):
        self.client = client or boto3.client("secretsmanager")

    def get_secret_string(self, secret_id, version_stage=None):
        self.client.describe_secret(SecretId=secret_id)
        return self.client.get_secret_value(SecretId=secret_id)["SecretString"]

    def get_secret_binary(self, secret_id, version_stage=None):
        self.client.describe_secret(SecretId=secret_id)
        return self.client.get_secret_value(SecretId=secret_id)["SecretBinary"]

    def refresh_secret_now(self, secret_id):
        self.get_secret_string(secret_id)


class InjectSecretString:
    def __init__(self, secret_id, cache):
        self.secret_id = secret_id
        self.cache = cache

    def __call__(self, function):
        return lambda *args, **named: function(self.cache.get_secret_string(self.secret_id), *args, **named)


class InjectKeywordedSecretString:
    def __init__(self, secret_id, cache, **keys):
        self.secret_id = secret_id
        self.cache = cache
        self.keys = keys

    def _values(self):
        secret = data(self.cache.get_secret_string(self.secret_id))
        return {name: secret[key] for name, key in self.keys.items()}

    def __call__(self, function):
        return lambda *args, **named: function(*args, **self._values(), **named)
