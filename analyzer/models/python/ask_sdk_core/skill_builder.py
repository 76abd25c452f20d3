# A skill: every handler may be asked whether a request is its own, and handle it.
from __native__ import unknown
from ask_sdk_core.attributes_manager import AttributesManager
from ask_sdk_core.handler_input import HandlerInput


class SkillBuilder:
    def __init__(self, persistence_adapter=None, api_client=None):
        self.persistence_adapter = persistence_adapter
        self.handlers = []
        self.exception_handlers = []
        self.interceptors = []
        self.functions = []
        self.with_exception = []
        self.skill_id = None

    def add_request_handler(self, request_handler):
        self.handlers.append(request_handler)

    def add_exception_handler(self, exception_handler):
        self.exception_handlers.append(exception_handler)

    def add_global_request_interceptor(self, request_interceptor):
        self.interceptors.append(request_interceptor)

    def add_global_response_interceptor(self, response_interceptor):
        self.interceptors.append(response_interceptor)

    def _keep(self, function):
        self.functions.append(function)
        return function

    def _keep_with_exception(self, function):
        self.with_exception.append(function)
        return function

    def request_handler(self, can_handle_func):
        self.functions.append(can_handle_func)
        return self._keep

    def exception_handler(self, can_handle_func):
        self.with_exception.append(can_handle_func)
        return self._keep_with_exception

    def global_request_interceptor(self):
        return self._keep

    def global_response_interceptor(self):
        return self._keep_with_exception

    def create(self):
        return self

    def invoke(self, request_envelope, context):
        attributes = AttributesManager(request_envelope, self.persistence_adapter)
        handler_input = HandlerInput(request_envelope, attributes, context)
        for interceptor in self.interceptors:
            interceptor.process(handler_input)
            interceptor.process(handler_input, unknown())
        for handler in self.handlers:
            handler.can_handle(handler_input)
            handler.handle(handler_input)
        for handler in self.exception_handlers:
            handler.can_handle(handler_input, unknown())
            handler.handle(handler_input, unknown())
        for function in self.functions:
            function(handler_input)
        for function in self.with_exception:
            function(handler_input, unknown())
        return unknown()

    def lambda_handler(self):
        return lambda event, context: self.invoke(event, context)


class CustomSkillBuilder(SkillBuilder):
    pass
