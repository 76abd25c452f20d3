def handle_request(app, event, context, *args, **named):
    return {}


def response(app, event, context, *args, **named):
    return {}
