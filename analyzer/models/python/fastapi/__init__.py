# Routes run when they are registered; dependencies are called for them.
from __native__ import run, unknown


class _Routes:
    def __init__(self, *args, dependencies=None, lifespan=None, **options):
        self.state = {}
        run(lifespan)

    def _route(self, *args, **options):
        return self._run

    def _run(self, function):
        run(function)
        return function

    def get(self, *args, **options):
        return self._run

    def post(self, *args, **options):
        return self._run

    def put(self, *args, **options):
        return self._run

    def delete(self, *args, **options):
        return self._run

    def patch(self, *args, **options):
        return self._run

    def head(self, *args, **options):
        return self._run

    def options(self, *args, **options):
        return self._run

    def api_route(self, *args, **options):
        return self._run

    def websocket(self, *args, **options):
        return self._run

    def middleware(self, *args, **options):
        return self._run

    def exception_handler(self, *args, **options):
        return self._run

    def on_event(self, *args, **options):
        return self._run

    def add_api_route(self, path, endpoint, **options):
        run(endpoint)

    def add_middleware(self, *args, **options):
        return None

    def add_exception_handler(self, kind, handler):
        run(handler)

    def include_router(self, *args, **options):
        return None

    def mount(self, *args, **options):
        return None


class FastAPI(_Routes):
    pass


class APIRouter(_Routes):
    pass


def Depends(dependency=None, use_cache=True):
    if dependency is None:
        return unknown()
    return dependency()


class HTTPException(Exception):
    def __init__(self, *args, **named):
        pass
