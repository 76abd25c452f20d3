# What a handler of a skill is given.
from __native__ import unknown
from ask_sdk_core.attributes_manager import AttributesManager


class HandlerInput:
    def __init__(self, request_envelope=None, attributes_manager=None, context=None, service_client_factory=None):
        self.request_envelope = request_envelope
        self.attributes_manager = attributes_manager or AttributesManager(request_envelope)
        self.context = context
        self.response_builder = unknown()
        self.service_client_factory = unknown()
