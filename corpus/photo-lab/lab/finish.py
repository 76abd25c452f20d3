from darkroom.jobs import Jobs


def handler(event, context):
    Jobs().close(event["film"], "printed" if event.get("print") else "spoiled")
    return event
