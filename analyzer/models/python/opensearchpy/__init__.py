# A search client: each of its methods sends a request, signed where it has a signer.
from __native__ import list_of, unknown
from botocore.auth import SigV4Auth
import opensearchpy.helpers


class _Endpoint:
    def __init__(self, client):
        self.client = client

    def __call__(self, *args, **options):
        self.client.send()
        return unknown()

    def __getattr__(self, name):
        return _Endpoint(self.client)


class OpenSearch:
    def __init__(self, hosts=None, http_auth=None, **options):
        self.http_auth = http_auth

    def send(self):
        if self.http_auth:
            self.http_auth(unknown())

    def __getattr__(self, name):
        return _Endpoint(self)


class AsyncOpenSearch(OpenSearch):
    pass


class _Signer:
    def __init__(self, credentials=None, region="", service="es", *args):
        self.signer = SigV4Auth(None, service, region)

    def __call__(self, *request):
        self.signer.add_auth(unknown())
        return {}


class AWSV4SignerAuth(_Signer):
    pass


class RequestsAWSV4SignerAuth(_Signer):
    pass


class Urllib3AWSV4SignerAuth(_Signer):
    pass


class AWSV4SignerAsyncAuth(_Signer):
    pass


class RequestsHttpConnection:
    pass


class Urllib3HttpConnection:
    pass


class AsyncHttpConnection:
    pass
