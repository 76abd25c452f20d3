import boto3
from __native__ import unknown


class AWSEncryptionSDKProvider:
    def __init__(self, keys, key_provider=None, local_cache_capacity=100, max_cache_age_seconds=300.0,
                 max_messages_encrypted=4294967296, **options):
        self.client = boto3.client("kms")
        self.keys = keys

    def encrypt(self, data, **context):
        # The first key makes the data key, the others encrypt it too.
        self.client.generate_data_key(KeyId=self.keys[0])
        for key in self.keys[1:]:
            self.client.encrypt(KeyId=key)
        return unknown()

    def decrypt(self, data, **context):
        for key in self.keys:
            self.client.decrypt(KeyId=key)
        return unknown()
