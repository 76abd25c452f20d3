from __native__ import data as from_text, unknown


class DataMasking:
    def __init__(self, provider=None, raise_on_missing_field=True):
        self.provider = provider

    def encrypt(self, data, provider_options=None, **context):
        return self.provider.encrypt(data)

    def decrypt(self, data, provider_options=None, **context):
        return self.provider.decrypt(data)

    def erase(self, data, fields=None, **options):
        return data
