# Views run when they are registered; commands of the command line never run in a function.
from __native__ import run, unknown


class _Commands:
    def command(self, *args, **options):
        return lambda function: function

    def group(self, *args, **options):
        return lambda function: function


class _Registers:
    def __init__(self, *args, **options):
        self.cli = _Commands()

    def __call__(self, environ, start_response):
        return {}

    def __getattr__(self, name):
        return unknown()

    def _run(self, function):
        run(function)
        return function

    def route(self, rule, **options):
        return self._run

    def get(self, rule, **options):
        return self._run

    def post(self, rule, **options):
        return self._run

    def put(self, rule, **options):
        return self._run

    def delete(self, rule, **options):
        return self._run

    def patch(self, rule, **options):
        return self._run

    def endpoint(self, name):
        return self._run

    def errorhandler(self, code):
        return self._run

    def app_errorhandler(self, code):
        return self._run

    def before_request(self, function):
        return self._run(function)

    def before_app_request(self, function):
        return self._run(function)

    def before_first_request(self, function):
        return self._run(function)

    def after_request(self, function):
        return self._run(function)

    def after_app_request(self, function):
        return self._run(function)

    def teardown_request(self, function):
        return self._run(function)

    def teardown_appcontext(self, function):
        return self._run(function)

    def context_processor(self, function):
        return self._run(function)

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        run(view_func)

    def register_error_handler(self, code, function):
        run(function)

    def register_blueprint(self, blueprint, **options):
        return None


class Flask(_Registers):
    pass


class Blueprint(_Registers):
    pass


def __getattr__(name):
    return unknown()
