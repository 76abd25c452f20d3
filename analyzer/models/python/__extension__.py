# The Parameters and Secrets extension of Lambda: it answers requests on the function's own host, and asks AWS with the
# function's credentials. The secret or parameter stands in the query.
from __native__ import call, surely_starts_with


def asked(url, query=None):
    if surely_starts_with(url, "http://localhost:"):
        # What stands behind a path that a text surely has.
        if _behind(url, "/secretsmanager/get"):
            call("secretsmanager", "GetSecretValue", {"SecretId": _named(url, query, "secretId")})
        if _behind(url, "/systemsmanager/parameters/get"):
            call("ssm", "GetParameter", {"Name": _named(url, query, "name")})


def _behind(url, path):
    return (url + "?").split(path)[1]


def _named(url, query, name):
    if query is not None:
        return query[name]
    return (url + "&").split(name + "=")[1].split("&")[0].replace("%2F", "/")
