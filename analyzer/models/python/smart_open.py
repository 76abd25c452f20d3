# Objects opened by URL: `s3://bucket/key`.
import boto3
from __native__ import unknown
from urllib.parse import urlparse


def open(uri, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None,
         compression="infer_from_extension", transport_params=None):
    if not uri.startswith("s3"):
        return unknown()
    client = (transport_params or {}).get("client") or boto3.client("s3")
    url = urlparse(uri)
    if mode == "r" or mode == "rb":
        return client.get_object(Bucket=url.netloc, Key=url.path.lstrip("/"))["Body"]
    client.put_object(Bucket=url.netloc, Key=url.path.lstrip("/"))
    return unknown()


def smart_open(uri, mode="r", **options):
    return open(uri, mode, **options)
