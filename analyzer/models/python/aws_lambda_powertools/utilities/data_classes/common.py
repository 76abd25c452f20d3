# Views of event data: an attribute is a field of the data.
from __native__ import data as from_text, get


class DictWrapper:
    def __init__(self, data, json_deserializer=None):
        self._data = data

    @property
    def raw_event(self):
        return self._data

    @property
    def json_body(self):
        return from_text(self._data["body"])

    @property
    def decoded_body(self):
        return self._data["body"]

    def get(self, key, default=None):
        return get(self._data, key, default)

    def get_query_string_value(self, name, default_value=None):
        return get(self._data["queryStringParameters"], name, default_value)

    def get_header_value(self, name, default_value=None, case_sensitive=None):
        return get(self._data["headers"], name, default_value)

    def __getitem__(self, key):
        return self._data[key]

    def __getattr__(self, name):
        return get(self._data, name)


class BaseProxyEvent(DictWrapper):
    pass
