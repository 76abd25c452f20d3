from __native__ import data


class TypeDeserializer:
    def deserialize(self, value):
        return data(value)


class TypeSerializer:
    def serialize(self, value):
        return {"S": value}


class Binary:
    def __init__(self, value):
        self.value = value
