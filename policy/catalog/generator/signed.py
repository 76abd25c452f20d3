"""Services that are called by signed HTTP requests, without a client of an SDK.

No package has a model of them. Their operations are named like the action they need, their parameters are what names the
resource. In the shape of botocore's models, so that everything after reading is the same.
"""

from botocore_models import Model

# service: (title, endpoint prefix, IAM prefix, operations, parameters)
SERVICES = {
    "aoss": ("Amazon OpenSearch Serverless collections", "aoss", "aoss", ["APIAccessAll"], ["CollectionId", "Endpoint"]),
    "appsync-graphql": ("AWS AppSync GraphQL APIs", "appsync-api", "appsync", ["GraphQL"], ["GraphQLAPIId", "TypeName", "FieldName", "Endpoint"]),
    "es-http": (
        "Amazon OpenSearch Service domains",
        "es",
        "es",
        ["ESHttpDelete", "ESHttpGet", "ESHttpHead", "ESHttpPatch", "ESHttpPost", "ESHttpPut"],
        ["DomainName", "Endpoint"],
    ),
    "execute-api": ("Amazon API Gateway APIs", "execute-api", "execute-api", ["Invoke"], ["ApiId", "Stage", "Method", "ApiSpecificResourcePath", "Endpoint"]),
    "rds-db": ("Amazon RDS IAM authentication", "rds", "rds-db", ["connect"], ["DbiResourceId", "DbUserName"]),
}


def load():
    """Models of the services above, by id."""
    return {service: _model(service, *facts) for service, facts in SERVICES.items()}


def _model(service, title, endpoint, prefix, operations, parameters):
    shapes = {"Text": {"type": "string"}}
    shapes["Input"] = {"type": "structure", "members": {name: {"shape": "Text"} for name in parameters}, "required": parameters}
    data = {
        "metadata": {
            "serviceId": service.replace("-", " ").title(),
            "serviceFullName": title,
            "endpointPrefix": endpoint,
            "signingName": prefix,
        },
        "operations": {name: {"name": name, "input": {"shape": "Input"}, "http": {"method": "POST", "requestUri": "/"}} for name in operations},
        "shapes": shapes,
    }
    return Model(service, data, {}, {})
