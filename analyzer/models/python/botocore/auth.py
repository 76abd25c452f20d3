# Requests signed by hand. Which action they need depends on the service and the path.
from __native__ import report, text


class SigV4Auth:
    def __init__(self, credentials, service_name, region_name):
        self.service = service_name

    def add_auth(self, request):
        report(text("a request is signed for the service `", self.service,
                    "`: state the action it needs with a hint beside the call"))


class SigV4QueryAuth(SigV4Auth):
    pass


class S3SigV4Auth(SigV4Auth):
    pass


class S3SigV4QueryAuth(SigV4Auth):
    pass
