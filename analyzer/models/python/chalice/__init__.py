# Routes, schedules and events are functions of the program; the application is the handler.
from __native__ import run, unknown


class Blueprint:
    def __init__(self, *args, **options):
        self.functions = []
        self.current_request = unknown()
        self.log = unknown()

    def _keep(self, *args, **options):
        return self._add

    def _add(self, function):
        self.functions.append(function)
        return function

    def route(self, *args, **options):
        return self._add

    def middleware(self, *args, **options):
        return self._add

    def authorizer(self, *args, **options):
        return self._add

    def lambda_function(self, *args, **options):
        return lambda function: function

    def schedule(self, *args, **options):
        return lambda function: function

    def on_s3_event(self, *args, **options):
        return lambda function: function

    def on_sns_message(self, *args, **options):
        return lambda function: function

    def on_sqs_message(self, *args, **options):
        return lambda function: function

    def on_cw_event(self, *args, **options):
        return lambda function: function

    def on_kinesis_record(self, *args, **options):
        return lambda function: function

    def on_dynamodb_record(self, *args, **options):
        return lambda function: function


class Chalice(Blueprint):
    def register_blueprint(self, blueprint, *args, **options):
        self.functions.extend(blueprint.functions)

    def register_middleware(self, function, *args, **options):
        self.functions.append(function)

    def __call__(self, event, context):
        for function in self.functions:
            run(function)
        return {}


def Rate(*args, **named):
    return unknown()


def Cron(*args, **named):
    return unknown()


def Response(*args, **named):
    return unknown()
