# Web applications behind a handler: their routes ran when they were registered.


class Mangum:
    def __init__(self, app, *args, **options):
        self.app = app

    def __call__(self, event, context):
        return {}
