# Hands a handler its event as a data class.


def event_source(handler=None, event=None, context=None, data_class=None):
    def wrap(handler):
        return lambda event, context, *args, **named: handler(data_class(event), context, *args, **named)

    return wrap(handler) if handler else wrap
