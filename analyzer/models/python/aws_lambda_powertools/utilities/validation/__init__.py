# Checks the event and hands it through; an envelope picks a part of it.
from __native__ import unknown


def _validated(handler, envelope):
    def validated(event, context, *args, **named):
        return handler(unknown() if envelope else event, context, *args, **named)

    return validated


def validator(handler=None, event=None, context=None, inbound_schema=None, inbound_formats=None,
              outbound_schema=None, outbound_formats=None, envelope="", **options):
    if handler is None:
        return lambda handler: _validated(handler, envelope)
    return _validated(handler, envelope)


def validate(event=None, schema=None, formats=None, envelope=None, **options):
    return event


class SchemaValidationError(Exception):
    pass


class InvalidSchemaFormatError(Exception):
    pass
