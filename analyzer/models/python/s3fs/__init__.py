# Files by path: `bucket/key` or `s3://bucket/key`.
import boto3
from __native__ import list_of, unknown


class S3FileSystem:
    def __init__(self, anon=False, key=None, secret=None, token=None, **options):
        self.client = boto3.client("s3", aws_access_key_id=key)

    def _call(self, path, read=False, write=False, list=False, delete=False):
        for prefix in ["s3://", "s3a://"]:
            path = path.removeprefix(prefix)
        bucket, _, key = path.partition("/")
        if read:
            return self.client.get_object(Bucket=bucket, Key=key)["Body"]
        if write:
            return self.client.put_object(Bucket=bucket, Key=key)
        if list:
            return self.client.list_objects_v2(Bucket=bucket, Prefix=key)["Contents"]
        return self.client.delete_object(Bucket=bucket, Key=key)

    def open(self, path, mode="rb", **options):
        if mode == "r" or mode == "rb":
            self._call(path, list=True)
            return self._call(path, read=True)
        self._call(path, write=True)
        return unknown()

    def cat(self, path, **options):
        return self._call(path, read=True)

    def read_text(self, path, **options):
        return self._call(path, read=True)

    def read_bytes(self, path, **options):
        return self._call(path, read=True)

    def get(self, rpath, lpath, recursive=False, **options):
        self._call(rpath, list=True)
        self._call(rpath, read=True)

    def download(self, rpath, lpath, **options):
        self.get(rpath, lpath)

    def put(self, lpath, rpath, recursive=False, **options):
        self._call(rpath, write=True)

    def upload(self, lpath, rpath, **options):
        self._call(rpath, write=True)

    def pipe(self, path, value=None, **options):
        self._call(path, write=True)

    def ls(self, path, detail=False, **options):
        return self._call(path, list=True)

    def find(self, path, **options):
        return self._call(path, list=True)

    def glob(self, path, **options):
        return self._call(path, list=True)

    def walk(self, path, **options):
        return self._call(path, list=True)

    def exists(self, path, **options):
        self._call(path, read=True)
        self._call(path, list=True)
        return unknown()

    def info(self, path, **options):
        self._call(path, read=True)
        return self._call(path, list=True)

    def rm(self, path, recursive=False, **options):
        self._call(path, list=True)
        self._call(path, delete=True)

    def copy(self, path1, path2, **options):
        self._call(path1, read=True)
        self._call(path2, write=True)
