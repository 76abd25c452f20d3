from opensearchpy import OpenSearch
import elasticsearch.helpers


class Elasticsearch(OpenSearch):
    pass


class RequestsHttpConnection:
    pass
