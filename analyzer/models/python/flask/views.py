from __native__ import run


class View:
    def __init__(self, *args, **options):
        pass

    @classmethod
    def as_view(cls, name, *args, **options):
        view = cls(*args, **options)

        def dispatch(*parts, **named):
            run(getattr(view, "dispatch_request", None))
            for method in ("get", "post", "put", "patch", "delete", "head", "options"):
                run(getattr(view, method, None))
            return {}

        return dispatch


class MethodView(View):
    pass
