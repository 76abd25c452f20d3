# Parses events into models; envelopes pick the part of the event that is parsed.
from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator, root_validator, validator
from aws_lambda_powertools.utilities.parser.envelopes import BaseEnvelope


def parse(event, model, envelope=None):
    if envelope:
        return envelope().parse(event, model)
    if model:
        return model.model_validate(event)
    return event


def event_parser(handler=None, event=None, context=None, model=None, envelope=None, **options):
    def wrap(handler):
        return lambda event, context, *args, **named: handler(parse(event, model, envelope), context, *args, **named)

    return wrap(handler) if handler else wrap
