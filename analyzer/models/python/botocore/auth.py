# Requests signed by hand. Which action they need depends on the service and the path.
from __native__ import signed


class SigV4Auth:
    def __init__(self, credentials, service_name, region_name):
        self.service = service_name

    def add_auth(self, request):
        signed(self.service, request.method, request.url)


class SigV4QueryAuth(SigV4Auth):
    pass


class S3SigV4Auth(SigV4Auth):
    pass


class S3SigV4QueryAuth(SigV4Auth):
    pass
