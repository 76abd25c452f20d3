# Attributes of a skill in a bucket: an object a user.
from __native__ import unknown
import boto3


class S3Adapter:
    def __init__(self, bucket_name, path_prefix=None, s3_client=None, object_keygen=None):
        self.bucket_name = bucket_name
        self.path_prefix = path_prefix
        self.s3_client = s3_client or boto3.client("s3")

    def _key(self):
        if self.path_prefix:
            return self.path_prefix + "/" + unknown()
        return unknown()

    def get_attributes(self, request_envelope):
        return self.s3_client.get_object(Bucket=self.bucket_name, Key=self._key())

    def save_attributes(self, request_envelope, attributes):
        self.s3_client.put_object(Bucket=self.bucket_name, Key=self._key(), Body=unknown())

    def delete_attributes(self, request_envelope):
        self.s3_client.delete_object(Bucket=self.bucket_name, Key=self._key())


class S3PersistenceAdapter(S3Adapter):
    pass
