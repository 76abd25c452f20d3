# Signs the requests of `requests` and of search clients.
from botocore.auth import SigV4Auth


class AWS4Auth:
    def __init__(self, *args, service=None, refreshable_credentials=None, region=None, **options):
        self.signer = SigV4Auth(None, service or args[3], region)

    def __call__(self, request):
        self.signer.add_auth(request)
        return request


class PassiveAWS4Auth(AWS4Auth):
    pass
