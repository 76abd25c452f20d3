SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, status, data=None, physical_id=None, no_echo=False, reason=None):
    return None
