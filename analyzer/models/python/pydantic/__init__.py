# Models take their fields from named arguments or from data.
from __native__ import data as from_text, environ, unknown


class BaseModel:
    @classmethod
    def model_validate(cls, data, **options):
        return cls(**data)

    @classmethod
    def parse_obj(cls, data):
        return cls(**data)

    @classmethod
    def model_construct(cls, **values):
        return cls(**values)

    @classmethod
    def construct(cls, **values):
        return cls(**values)

    @classmethod
    def model_validate_json(cls, text, **options):
        return cls(**from_text(text))

    @classmethod
    def parse_raw(cls, text, **options):
        return cls(**from_text(text))

    @classmethod
    def from_orm(cls, data):
        return cls(**data)

    def model_dump(self, **options):
        return self

    def dict(self, **options):
        return self

    def model_dump_json(self, **options):
        return unknown()

    def json(self, **options):
        return unknown()

    def model_copy(self, **options):
        return self

    def copy(self, **options):
        return self


class RootModel(BaseModel):
    pass


class GenericModel(BaseModel):
    pass


class TypeAdapter:
    def __init__(self, kind, **options):
        self.kind = kind

    def validate_python(self, data, **options):
        return data

    def validate_json(self, text, **options):
        return from_text(text)


class ValidationError(Exception):
    pass


def Field(default=None, default_factory=None, **options):
    if default_factory:
        return default_factory()
    return default


def PrivateAttr(default=None, default_factory=None, **options):
    if default_factory:
        return default_factory()
    return default


def ConfigDict(**options):
    return options


def _keep(*args, **options):
    return lambda function: function


field_validator = _keep
validator = _keep
root_validator = _keep
model_validator = _keep
field_serializer = _keep
model_serializer = _keep


def computed_field(function=None, **options):
    if function:
        return function
    return lambda function: function


def validate_call(function=None, **options):
    if function:
        return function
    return lambda function: function


class _Settings(BaseModel):
    def __getattr__(self, name):
        return environ(name.upper())


BaseSettings = _Settings
