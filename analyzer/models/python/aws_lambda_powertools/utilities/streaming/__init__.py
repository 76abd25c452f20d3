import boto3
from __native__ import data, unknown


class S3Object:
    def __init__(self, bucket, key, version_id=None, boto3_client=None, is_gzip=False, is_csv=False, **options):
        client = boto3_client or boto3.client("s3")
        if version_id:
            options["VersionId"] = version_id
        self.content = client.get_object(Bucket=bucket, Key=key, **options)["Body"]

    @property
    def size(self):
        return unknown()

    def transform(self, transformations, in_place=False):
        return self

    def read(self, size=-1):
        return self.content

    def readline(self, size=None):
        return self.content

    def __iter__(self):
        return [self.content]

    def __enter__(self):
        return self

    def __getattr__(self, name):
        return unknown
