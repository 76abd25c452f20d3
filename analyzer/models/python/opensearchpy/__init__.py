# A search client: each of its methods sends a request, signed where it has a signer.
from __native__ import element, get, is_list, unknown
from botocore.auth import SigV4Auth
from requests import PreparedRequest
import opensearchpy.helpers

_READS = ["info", "health", "stats", "state", "pending_tasks", "segments", "recovery", "status"]


def _verb(group, name):
    if name.startswith("exists") or name == "ping":
        return "HEAD"
    if name == "clear_scroll" or (name.startswith("delete") and not name.startswith("delete_by_query")):
        return "DELETE"
    if group == "cat" or name.startswith("get") or name in _READS:
        return "GET"
    if name == "create" or name.startswith("put"):
        return "PUT"
    return "POST"


def _address(hosts):
    host = element(hosts) if is_list(hosts) else hosts
    return get(host, "host") if isinstance(host, dict) else host


class _Method:
    def __init__(self, client, group, name):
        self.client = client
        self.group = group
        self.name = name

    def __call__(self, *args, **options):
        return self.client.send(_verb(self.group, self.name))

    def __getattr__(self, name):
        return _Method(self.client, self.name, name)


class _Transport:
    def __init__(self, client):
        self.client = client

    def perform_request(self, method, *args, **options):
        return self.client.send(method)


class OpenSearch:
    def __init__(self, hosts=None, http_auth=None, **options):
        self.http_auth = http_auth
        self.address = _address(hosts)
        self.transport = _Transport(self)

    def send(self, method):
        if self.http_auth:
            self.http_auth(PreparedRequest(method, self.address))
        return unknown()

    def index(self, index=None, body=None, id=None, **options):
        return self.send("PUT" if id else "POST")

    def close(self):
        return None

    def __enter__(self):
        return self

    def __getattr__(self, name):
        return _Method(self, "", name)


class AsyncOpenSearch(OpenSearch):
    pass


class _Signer:
    def __init__(self, credentials=None, region="", service="es", *args):
        self.signer = SigV4Auth(None, service, region)

    def __call__(self, request, *args):
        self.signer.add_auth(request)
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
