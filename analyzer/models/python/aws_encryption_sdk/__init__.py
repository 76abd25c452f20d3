# Envelope encryption: data keys of each master key.
import boto3
from __native__ import unknown


class _Keys:
    def __init__(self, key_ids=None, key_id=None, botocore_session=None, **options):
        self.key_ids = [key_id] if key_ids is None else key_ids
        self.client = boto3.client("kms")

    def add_master_key(self, key_id):
        self.key_ids.append(key_id)

    def encrypt(self):
        # The first key makes the data key, the others encrypt it too.
        self.client.generate_data_key(KeyId=self.key_ids[0])
        for key in self.key_ids[1:]:
            self.client.encrypt(KeyId=key)

    def decrypt(self):
        for key in self.key_ids:
            self.client.decrypt(KeyId=key)


class StrictAwsKmsMasterKeyProvider(_Keys):
    pass


class DiscoveryAwsKmsMasterKeyProvider(_Keys):
    pass


class KMSMasterKeyProvider(_Keys):
    pass


class MRKAwareStrictAwsKmsMasterKeyProvider(_Keys):
    pass


class CachingCryptoMaterialsManager:
    def __init__(self, master_key_provider=None, cache=None, **options):
        self.keys = master_key_provider

    def encrypt(self):
        self.keys.encrypt()

    def decrypt(self):
        self.keys.decrypt()


def LocalCryptoMaterialsCache(*args, **options):
    return unknown()


class EncryptionSDKClient:
    def __init__(self, *args, **options):
        pass

    def encrypt(self, source=None, key_provider=None, materials_manager=None, **options):
        (key_provider or materials_manager).encrypt()
        return [unknown(), unknown()]

    def decrypt(self, source=None, key_provider=None, materials_manager=None, **options):
        (key_provider or materials_manager).decrypt()
        return [unknown(), unknown()]


def encrypt(**options):
    return EncryptionSDKClient().encrypt(**options)


def decrypt(**options):
    return EncryptionSDKClient().decrypt(**options)
