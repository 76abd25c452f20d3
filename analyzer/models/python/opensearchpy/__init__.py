# A search client: each of its methods sends a request, signed where it has a signer.
from __native__ import element, get, is_list, unknown
from botocore.auth import SigV4Auth
from requests import PreparedRequest
import opensearchpy.helpers

# What the names do not tell, by the sources of opensearch-py 2.8 and elasticsearch 7: by the full name, or by the last part.
_VERBS = {
    "bulk_stream": "PUT", "ccr.follow": "PUT", "enrich.execute_policy": "PUT", "indices.add_block": "PUT",
    "indices.clone": "PUT", "indices.shrink": "PUT", "indices.split": "PUT",
    "indices.create_data_stream": "PUT", "license.post": "PUT", "slm.execute_lifecycle": "PUT",
    "snapshot.clone": "PUT", "snapshot.create_repository": "PUT", "watcher.ack_watch": "PUT",
    "watcher.activate_watch": "PUT", "watcher.deactivate_watch": "PUT", "watcher.execute_watch": "PUT",
    "wlm.create_query_group": "PUT", "wlm.update_query_group": "PUT", "clear_scroll": "DELETE",
    "close_point_in_time": "DELETE", "nodes.clear_repositories_metering_archive": "DELETE",
    "security.flush_cache": "DELETE", "security.invalidate_api_key": "DELETE",
    "security.invalidate_token": "DELETE", "security.get_token": "POST", "ml.get_buckets": "POST",
    "ml.get_calendars": "POST", "ml.get_categories": "POST", "ml.get_influencers": "POST",
    "ml.get_model_snapshots": "POST", "ml.get_overall_buckets": "POST", "ml.get_records": "POST",
    "security.post_dashboards_info": "POST", "info": "GET", "health": "GET", "state": "GET",
    "pending_tasks": "GET", "segments": "GET", "recovery": "GET", "status": "GET", "search_shards": "GET",
    "usage": "GET", "deprecations": "GET", "help": "GET", "shards": "GET", "certificates": "GET",
    "hot_threads": "GET", "authenticate": "GET", "authinfo": "GET", "resolve_index": "GET",
    "explain_lifecycle": "GET", "global_checkpoints": "GET", "processor_grok": "GET", "top_queries": "GET",
    "config_upgrade_check": "GET", "saml_service_provider_metadata": "GET", "reload_search_analyzers": "GET",
    "shard_stores": "GET", "who_am_i": "GET", "who_am_i_protected": "GET", "list.indices": "GET",
    "security.validate": "GET",
}


def _verb(group, name):
    full = group + "." + name if group else name
    verb = _VERBS.get(full) or _VERBS.get(name)
    if verb:
        return verb
    if name.startswith("exists") or name == "ping" or name == "head":
        return "HEAD"
    if name.startswith("delete") and not name.startswith("delete_by_query"):
        return "DELETE"
    if name.startswith("patch"):
        return "PATCH"
    if name == "create" or name.startswith("put"):
        return "PUT"
    if group == "security" and _writes(name):
        return "PUT"
    if group == "cat" or name.startswith("get") or name.startswith("list"):
        return "GET"
    if name.endswith("stats") or name.endswith("_info"):
        return "GET"
    return "POST"


def _writes(name):
    return (
        name == "cache"
        or name.startswith("create")
        or name.startswith("update")
        or name.startswith("reload")
        or name.startswith("change")
        or name.startswith("enable")
        or name.startswith("disable")
    )


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
